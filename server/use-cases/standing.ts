/** How somebody who is signed in stands: what is still to be done, and what they were granted. */
import {
  type Account,
  type Credentials,
  isShort,
  type Session,
  type Switches,
} from '../domain/accounts.ts'
import { type Grant, type Grants, holds } from '../domain/grants.ts'
import { treatingRoles } from '../domain/permissions.ts'
import type { Staff } from '../domain/records/index.ts'
import { type Unfinished, unfinishedOf } from '../domain/second-factor.ts'
import type { Instant } from '../domain/zone.ts'
import { hasFactor } from './second-factors.ts'

export interface StandingParts {
  readonly credentials: Credentials
  readonly switches: Switches
  readonly grants: Grants
}

/** Only some roles can be granted anything; for the others nothing is asked. */
export const grantsOf = async (
  { grants }: Pick<StandingParts, 'grants'>,
  { staff_id, role }: Staff,
  at: Instant,
): Promise<readonly Grant[]> =>
  role === 'auditor' || treatingRoles.some((one) => one === role)
    ? (await grants.of(staff_id)).filter((grant) => holds(grant, at))
    : []

/** Asks only for what can matter: most sessions have brought a second factor. */
export async function unfinishedIn(
  { switches, credentials }: StandingParts,
  account: Account,
  { factor }: Session,
): Promise<Unfinished | null> {
  if (factor !== null) return unfinishedOf(account, factor, true, false)
  const required = (await switches.read('second_factor'))?.value === 'required'
  const asks = required || isShort(account)
  const has = asks && hasFactor(await credentials.of(account.account_id))
  return unfinishedOf(account, factor, has, required)
}
