/** A registry with something in every table: a slice of the demo's clinic, amended here and there. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openAccounts } from '../../db/accounts/index.ts'
import { openRegistry } from '../../db/index.ts'
import { demoChanges } from '../../db/seed/index.ts'
import { written } from '../../db/store/commit.ts'
import type { KeptName } from '../../db/store/kept.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import type { AnyRow } from '../../server/domain/records/index.ts'
import {
  type Column,
  columnsOf,
  idOf,
  type Kind,
  type RecordName,
  recordNames,
} from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { freshFolder } from '../support/registries.ts'
import { by } from './by.ts'

/** Records that no other refers to: a few rows of each are as good as many. */
const referredTo = new Set(
  Object.values(columnsOf).flatMap((columns) =>
    Object.values<Column>(columns).flatMap(({ refers }) => refers ?? []),
  ),
)
const isOneTooMany = ({ record }: Change, taken: readonly Change[]): boolean =>
  !referredTo.has(record) && taken.filter((other) => other.record === record).length >= 12

/** The house, and patients until every record has a row; of the meetings, those that they need. */
function someChanges(): readonly Change[] {
  const taken: Change[] = []
  const meetings = new Map<unknown, Change>()
  const missing = new Set<RecordName>(recordNames)
  let patients = 0
  for (const change of demoChanges(calendarDay('2026-11-21'))) {
    if (change.record === 'patients' && (missing.size === 0 || patients++ === 50)) break
    missing.delete(change.record)
    if (change.record === 'meetings') meetings.set(change.row.meeting_id, change)
    else if (!isOneTooMany(change, taken)) taken.push(change)
  }
  const needed = new Set(
    taken.flatMap((change) => (change.record === 'case_reviews' ? [change.row.meeting_id] : [])),
  )
  const held = [...meetings].filter(([id]) => needed.has(id as string)).map(([, change]) => change)
  const place = taken.findIndex(({ record }) => record === 'patients')
  const told = [...taken.slice(0, place), ...held, ...taken.slice(place)]
  return [...told, ...[...missing].map((record) => plainest(record, told))]
}

/** A row of a record of which the demo has none: whatever must be said, as plainly as possible. */
function plainest(record: RecordName, told: readonly Change[]): Change {
  const idOfFirst = (of: string) => {
    const change = told.find((other) => other.record === of)
    return change && idOf(change.record, change.row)
  }
  const cells = Object.entries<Column>(columnsOf[record]).map(([name, column]) => {
    if (!column.required) return [name, null]
    if (column.refers !== undefined) return [name, idOfFirst(column.refers)]
    return [name, column.values?.[0] ?? column.min ?? plain[column.kind] ?? 'plain']
  })
  return { record, row: Object.fromEntries(cells) } as unknown as Change // as its columns say
}
const plain: Readonly<Partial<Record<Kind, unknown>>> = {
  day: '2026-01-05',
  time: '2026-01-05T09:00',
  bool: false,
}

/** Two activities and a score amended, one of them twice. */
function amendments(changes: readonly Change[]): readonly Change[][] {
  const noted = (note: string, count: number) =>
    changes
      .filter((change) => change.record === 'activities')
      .slice(0, count)
      .map((change) => ({ ...change, row: { ...change.row, note } }))
  return [noted('misheard', 2), noted('misheard again', 1)]
}

/** Writes it once: tests take copies of the file. Nobody has it open. */
export async function makeRegistry(url: string): Promise<void> {
  const registry = await openRegistry(url)
  const changes = someChanges()
  await registry.commit({ ...by, changes, reason: 'import' })
  for (const again of amendments(changes))
    await registry.commit({
      ...by,
      changes: again,
      idempotency: { key: again.length.toString(), fingerprint: 'f' },
    })
  const staff = changes.find((change) => change.record === 'staff')
  if (staff?.record !== 'staff') throw new Error('the demo has no staff')
  const { staff_id } = staff.row
  const account = { account_id: 'a-1', staff_id, sign_in_name: 'Ada', password_hash: '$argon2id$' }
  await openAccounts(registry.store).put({ ...account, disabled: false }, by)
  for (const [name, row] of rightsOf(staff_id)) // the switch in a commit of its own, the last
    await registry.store.writing((session) => written(session, by, (put) => put(name, row)))
  await registry.close()
}

/** What is of no bundle, a row of each. */
const rightsOf = (staff_id: string): readonly (readonly [KeptName, AnyRow])[] => [
  [
    'credentials',
    {
      credential_id: 'cr-1',
      account_id: 'a-1',
      kind: 'totp',
      name: 'telephone',
      secret: 'JBSWY3DP',
      added_at: by.at,
    },
  ],
  [
    'grants',
    {
      grant_id: 'g-1',
      granted_to: staff_id,
      kind: 'substance_use',
      patient_id: null,
      scope: [],
      reason: 'covers for a colleague',
      granted_by: staff_id,
      granted_at: by.at,
      expires_at: by.at,
    },
  ],
  [
    'machine_keys',
    {
      machine_key_id: 'k-1',
      name: 'measures',
      role: 'auditor',
      routes: ['GET /api/measures'],
      key_hash: 'ab'.repeat(32),
      made_by: staff_id,
      made_at: by.at,
      expires_at: by.at,
    },
  ],
  ['verifiers', { rules_version: '2025.1', text: 'export const judgedAgain = () => []' }],
  ['switches', { name: 'second_factor', value: 'required' }],
]

/** Makes one in a folder of its own; `copy` gives each test the files of another. */
export async function aMaster() {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-master-'))
  const file = join(folder, 'registry.db')
  await makeRegistry(`file:${file}`)
  return {
    copy(): string {
      const copy = join(freshFolder(), 'registry.db')
      for (const end of ['', '-wal', '-mark'])
        if (existsSync(file + end)) copyFileSync(file + end, copy + end)
      return copy
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Whoever can write to the file takes its guards away first. */
export function tampered(file: string, statement: string): void {
  const client = new Database(file)
  const triggers = client
    .prepare<[], string>(`select name from sqlite_master where type = 'trigger'`)
    .pluck()
    .all()
  for (const name of triggers) client.exec(`drop trigger ${name}`)
  client.pragma('foreign_keys = OFF')
  client.exec(statement)
  client.pragma('wal_checkpoint(TRUNCATE)')
  client.close()
}

/** Every row of every table, as the engine gives it. */
export function everything(file: string): Record<string, unknown[]> {
  const client = new Database(file, { readonly: true })
  const tables = client
    .prepare<[], string>(`select name from sqlite_master where type = 'table' order by name`)
    .pluck()
    .all()
  const rows = tables.map((table) => {
    const list = client.prepare(`select * from "${table}"`).raw().all() as unknown[][]
    return [table, list.map((row) => JSON.stringify(row)).sort()] as const
  })
  client.close()
  return Object.fromEntries(rows)
}
