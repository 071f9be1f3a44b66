/** The first administrator is made with a one-time code that the first start printed (trust.md). */
import type { Accounts, Switches } from '../domain/accounts.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { passwordFault } from '../domain/password.ts'
import type { Staff } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import type { Passwords } from './sign-in.ts'

/** A code that works once. It is forgotten when used; a restart without an account makes another. */
export interface OneTimeCode {
  /** Takes the code out of use where it is right. */
  redeem(code: string): boolean
  /** Puts it back: what it was redeemed for did not happen. */
  restore(): void
}

export interface NewAdministrator {
  readonly code: string
  readonly name: string
  readonly sign_in_name: string
  readonly password: string
}

export interface FirstAdministratorParts {
  readonly registry: Pick<Registry, 'commit'>
  readonly accounts: Accounts
  readonly switches: Switches
  readonly passwords: Passwords
  readonly code: OneTimeCode
  readonly newId: () => string
}

export type FirstOutcome =
  | { readonly outcome: 'made' }
  | { readonly outcome: 'wrong_code' }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

export const firstAdministrator =
  (parts: FirstAdministratorParts) =>
  async (wanted: NewAdministrator, at: Instant): Promise<FirstOutcome> => {
    if ((await parts.accounts.count()) > 0) return { outcome: 'wrong_code' }
    const fault = passwordFault(wanted.password, wanted.sign_in_name)
    if (!parts.code.redeem(wanted.code)) return { outcome: 'wrong_code' }
    if (fault) {
      parts.code.restore()
      return { outcome: 'refused', shortfall: fault }
    }
    try {
      await make(parts, wanted, at)
    } catch (error) {
      parts.code.restore()
      throw error
    }
    return { outcome: 'made' }
  }

export type FirstAdministratorUseCase = ReturnType<typeof firstAdministrator>

/** A registry begins with a second factor for everybody; an administrator may loosen that. */
async function make(
  { registry, accounts, switches, passwords, newId }: FirstAdministratorParts,
  { name, sign_in_name, password }: NewAdministrator,
  at: Instant,
): Promise<void> {
  const staff_id = newId()
  const password_hash = await passwords.hash(password)
  const by = { actor: { who: staff_id, role: 'administrator' }, at, reason: 'first start' } as const
  await registry.commit({
    changes: [{ record: 'staff', row: administrator(staff_id, name), replaces: 0 }],
    ...by,
  })
  const account = { account_id: newId(), staff_id, sign_in_name, password_hash, disabled: false }
  await switches.put('second_factor', 'required', by)
  await accounts.put(account, by)
}

const administrator = (staff_id: string, name: string): Staff => ({
  staff_id,
  name,
  role: 'administrator',
  profession: null,
  npi: null,
  qualification: null,
  qualified_from: null,
  qualified_to: null,
  relationship: null,
  prescriber: null,
})
