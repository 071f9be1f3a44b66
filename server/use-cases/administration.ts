/** Keeping staff, clinics, payers, policies and covering: read, check, commit. No patient data. */
import { type Accounts, type Credentials, isOneTime } from '../domain/accounts.ts'
import type { Administered } from '../domain/administered-records.ts'
import type { CellFault } from '../domain/bundle/fault.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { type AnyRow, idOf } from '../domain/records/index.ts'
import type { Commit, Registry } from '../domain/registry.ts'
import { isFactor } from '../domain/second-factor.ts'
import type { Handles } from './people.ts'
import type { RowKeys } from './row-keys.ts'

export interface AdministrationParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly rowKeys: RowKeys
  readonly accounts: Accounts
  readonly credentials: Credentials
}

export interface KeptRow {
  readonly key: string
  readonly version: number
  readonly row: AnyRow
}

export type AdministeredOutcome =
  | { readonly outcome: 'kept'; readonly kept: KeptRow }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'stale'; readonly current: { version: number; row: AnyRow } }
  | { readonly outcome: 'faulty'; readonly faults: readonly CellFault[] }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

/** Who writes, and under which key. */
export type By = Pick<Commit, 'actor' | 'at' | 'idempotency'>

/** Accounts as an administrator sees them: never a hash, and of second factors only whether. */
export async function accountsSeen({
  rowKeys,
  accounts,
  credentials,
}: Pick<AdministrationParts, 'rowKeys' | 'accounts' | 'credentials'>) {
  const versions = await accounts.versions()
  const factors = new Set((await credentials.all()).filter(isFactor).map((one) => one.account_id))
  return (await accounts.all()).map((account) => ({
    account: rowKeys.keyOf('accounts', account.account_id),
    version: versions.get(account.account_id) ?? 0,
    staff_id: account.staff_id,
    sign_in_name: account.sign_in_name,
    disabled: account.disabled,
    one_time: isOneTime(account),
    second_factor: factors.has(account.account_id),
  }))
}

/** Paths name staff and clinics by their handles, and rows without one by a keyed hash. */
async function keyOfRow(
  { handles, rowKeys }: AdministrationParts,
  record: Administered,
  id: string,
): Promise<string> {
  if (record !== 'staff' && record !== 'clinics') return rowKeys.keyOf(record, id)
  const handle = await handles.handleOf(record, id)
  if (handle === undefined) throw new Error('a row of the registry has no handle')
  return handle
}

export async function listOf(parts: AdministrationParts, record: Administered) {
  const rows: KeptRow[] = []
  for await (const row of parts.registry.rows(record) as AsyncIterable<AnyRow>) {
    const kept = await latest(parts, record, idOf(record, row))
    if (kept) rows.push(kept)
  }
  return rows
}

export async function latest(
  parts: AdministrationParts,
  record: Administered,
  id: string,
): Promise<KeptRow | undefined> {
  const version = (await parts.registry.history(record, id)).at(-1)
  if (!version) return undefined
  return { key: await keyOfRow(parts, record, id), version: version.version, row: version.row }
}

/** Accounts of administrators that can sign in, but this person's. */
export async function remainingWithout(
  { accounts, registry }: Pick<AdministrationParts, 'accounts' | 'registry'>,
  staffId: string,
): Promise<number> {
  let others = 0
  for (const { staff_id, disabled } of await accounts.all()) {
    if (disabled || staff_id === staffId) continue
    const row = (await registry.history('staff', staff_id)).at(-1)?.row
    if (row?.['role'] === 'administrator') others++
  }
  return others
}

export const lastOne: Shortfall = {
  reason: 'last-administrator',
  message: 'Nobody would be left who can let others in.',
  remedy: 'Make another administrator first.',
}
