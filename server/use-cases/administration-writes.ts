/** Writing what an administrator keeps: read, check, commit. No patient data. */
import { administeredFaults, endedBy, madeId } from '../domain/administered.ts'
import { type Administered, administered } from '../domain/administered-records.ts'
import type { CellFault } from '../domain/bundle/fault.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { type AnyRow, type Column, columnsOf, idOf, type Policy } from '../domain/records/index.ts'
import { type Change, CommitRefused } from '../domain/registry.ts'
import {
  type AdministeredOutcome,
  type AdministrationParts,
  accountsSeen,
  type By,
  lastOne,
  latest,
  listOf,
  remainingWithout,
} from './administration.ts'
import { inTurnBy } from './in-turn.ts'

export function administration(parts: AdministrationParts) {
  const inTurn = inTurnBy()
  return {
    async view() {
      const lists = await Promise.all(administered.map((record) => listOf(parts, record)))
      const [staff = [], clinics = [], payers = [], policies = [], covers = []] = lists
      const [organizations = [], fee_schedules = [], site_numbers = []] = lists.slice(5)
      const accounts = await accountsSeen(parts)
      const frame = { staff, clinics, payers, policies, covers }
      return { ...frame, organizations, fee_schedules, site_numbers, accounts }
    },
    /** One at a time: versions of policies are weighed against each other. */
    add: (record: Administered, sent: AnyRow, by: By) =>
      inTurn('administration', () => added(parts, record, sent, by)),
    amend: (wish: AmendWish, by: By) => inTurn('administration', () => amended(parts, wish, by)),
  }
}

export type Administration = ReturnType<typeof administration>

async function policiesBut(
  { registry }: AdministrationParts,
  id: string | null,
): Promise<readonly Policy[]> {
  const rows: Policy[] = []
  for await (const row of registry.rows('policies'))
    if (idOf('policies', { ...row }) !== id) rows.push(row)
  return rows
}

/** A new version of a policy ends the open one before it, in the same commit. */
async function added(
  parts: AdministrationParts,
  record: Administered,
  sent: AnyRow,
  by: By,
): Promise<AdministeredOutcome> {
  const own = madeId(record)
  const id = parts.rowKeys.idFor(by.actor.who, by.idempotency?.key ?? by.at, record)
  const row = { ...absent(record), ...sent, ...(own === null ? {} : { [own]: id }) }
  const others = await policiesBut(parts, record === 'policies' ? idOf(record, row) : null)
  const former = record === 'policies' ? endedBy(row as unknown as Policy, others) : undefined // checked below
  const beside = others.map((one) => (former && isSame(one, former) ? former : one))
  const faults = await faultsOf(parts, record, row, beside)
  if (faults.length > 0) return { outcome: 'faulty', faults }
  const changes = [
    ...(former ? [{ record: 'policies', row: former } as const] : []),
    { record, row, replaces: 0 } as unknown as Change, // a row of `record`, checked above
  ]
  try {
    await parts.registry.commit({ changes, ...by, reason: 'administration' })
  } catch (error) {
    if (own === null && isTaken(error)) return { outcome: 'faulty', faults: [holdsAlready] }
    throw error
  }
  return keptOf(parts, record, row)
}

/** The key that a person chose is another row's; the same request again would have been replayed. */
const isTaken = (error: unknown): boolean =>
  error instanceof CommitRefused && error.reason === 'stale-version'

const holdsAlready: CellFault = {
  column: 'effective_from',
  expected: 'a day from which nothing of that name holds yet',
}

const isSame = (a: Policy, b: Policy): boolean =>
  a.policy === b.policy && a.effective_from === b.effective_from

/** What a person leaves out is absent. */
const absent = (record: Administered): AnyRow =>
  Object.fromEntries(Object.keys(columnsOf[record]).map((column) => [column, null]))

export interface AmendWish {
  readonly record: Administered
  readonly key: string
  readonly version: number
  readonly columns: AnyRow
  readonly reason: string
}

async function amended(
  parts: AdministrationParts,
  { record, key, version, columns, reason }: AmendWish,
  by: By,
): Promise<AdministeredOutcome> {
  const before = (await listOf(parts, record)).find((one) => one.key === key)
  if (!before) return { outcome: 'absent' }
  if (before.version !== version) return { outcome: 'stale', current: before }
  const row = { ...before.row, ...columns }
  const faults = await faultsOf(parts, record, row, await policiesBut(parts, idOf(record, row)))
  if (faults.length > 0) return { outcome: 'faulty', faults }
  const shortfall = record === 'staff' ? await roleRefused(parts, before.row, row) : undefined
  if (shortfall) return { outcome: 'refused', shortfall }
  const change = { record, row, replaces: version } as unknown as Change // as above
  await parts.registry.commit({ changes: [change], ...by, reason })
  return keptOf(parts, record, row)
}

async function keptOf(
  parts: AdministrationParts,
  record: Administered,
  row: AnyRow,
): Promise<AdministeredOutcome> {
  const kept = await latest(parts, record, idOf(record, row))
  if (!kept) throw new Error('a row that was just kept is not there')
  return { outcome: 'kept', kept }
}

/** The record's own rules, and whether the rows that it names are there. */
async function faultsOf(
  parts: AdministrationParts,
  record: Administered,
  row: AnyRow,
  policies: readonly Policy[],
): Promise<readonly CellFault[]> {
  const faults = [...administeredFaults(record, row, policies)]
  for (const [column, { refers, expected }] of Object.entries<Column>(columnsOf[record]))
    if (
      refers === 'staff' &&
      (await parts.registry.history('staff', String(row[column]))).length === 0
    )
      faults.push({ column, expected })
  return faults
}

/** Somebody must remain who can let others in. */
async function roleRefused(
  parts: AdministrationParts,
  before: AnyRow,
  after: AnyRow,
): Promise<Shortfall | undefined> {
  if (before['role'] !== 'administrator' || after['role'] === 'administrator') return undefined
  return (await remainingWithout(parts, String(after['staff_id']))) > 0 ? undefined : lastOne
}
