/** Every row, current and former, against the event that tells of it. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { inHex, type Query, query, type Session } from '#dialect'
import type { AnyRow } from '../../server/domain/records/index.ts'
import { Damage, type Progress } from '../../server/domain/verification.ts'
import { sha256 } from '../store/audit.ts'
import { columnOf, columnsIn, type Kept, kept } from '../store/kept.ts'
import {
  event_of,
  eventsByRecord,
  eventWithoutRow,
  idIn,
  type Matched,
  noteEvents,
} from './event-of.ts'
import { examineFormer } from './former.ts'

const pageSize = 1000

type Found = AnyRow & {
  readonly version: number
  readonly commit_no: number
  readonly event_seq: number | null
  readonly event_commit: number
  readonly event_hash: string
}

/**
 * Every version of every row has one event, and is what that event's hash was made of; every event
 * has its version. @throws Damage at the first that is not so
 */
export async function examineRows(session: Session, progress: Progress): Promise<number> {
  await session.run(noteEvents).catch(twoEvents)
  const matched: Matched = new Map()
  let looked = await examineFormer(session, matched, progress)
  for (const of of Object.values(kept)) {
    const rows = await examineCurrent(session, of, (inRecord) => progress(looked + inRecord))
    matched.set(of.name, (matched.get(of.name) ?? 0) + rows)
    looked += rows
  }
  for (const { record, events } of await session.rows(eventsByRecord))
    if (matched.get(record) !== events) await tellMissing(session, record)
  return looked
}

/** Rows of a table by key, a page at a time, each with its event. */
const rowsOf = (of: Kept): Query<Found> => {
  const own = columnsIn(of.table, [...of.columns, 'version', 'commit_no'])
  const keys = of.key.map((column) => columnOf(of.table, column))
  const after = of.key.map((column) => sql.placeholder(`after_${column}`))
  const fields = {
    ...own,
    event_seq: sql`${event_of.seq}`.as('event_seq'),
    event_commit: sql`${event_of.commit_no}`.as('event_commit'),
    event_hash: inHex(event_of.row_hash).as('event_hash'),
  }
  return query<Found>(fields, (db) =>
    db
      .select(fields)
      .from(of.table)
      .leftJoin(
        event_of,
        and(
          eq(event_of.record, of.name),
          eq(event_of.record_id, idIn(of)),
          eq(event_of.version, columnOf(of.table, 'version')),
        ),
      )
      .where(sql`(${sql.join(keys, sql`, `)}) > (${sql.join(after, sql`, `)})`)
      .orderBy(...keys.map((key) => asc(key)))
      .limit(sql.placeholder('limit')),
  )
}

async function examineCurrent(session: Session, of: Kept, progress: Progress): Promise<number> {
  const rows = rowsOf(of)
  let looked = 0
  let last: AnyRow = {} // no key is empty text, so all come after it
  for (;;) {
    const after = Object.fromEntries(of.key.map((key) => [`after_${key}`, last[key] ?? '']))
    const page = await session
      .rows(rows, { ...after, limit: pageSize })
      .catch((error: unknown) => unreadable(of.name, looked, error))
    for (const row of page) assertTold(of, row)
    looked += page.length
    progress(looked)
    if (page.length < pageSize) return looked
    last = page.at(-1)!
  }
}

function assertTold(of: Kept, row: Found): void {
  const { event_seq, event_commit, event_hash, commit_no, version } = row
  const place = `${of.name} ${of.idOf(row)}, version ${version}`
  if (event_seq === null) throw new Damage(place, 'no audit event tells of it')
  if (commit_no !== event_commit)
    throw new Damage(place, `it names commit ${commit_no}, its audit event ${event_commit}`)
  if (sha256(of.textOf(row)) !== event_hash)
    throw new Damage(place, `it is not what audit event ${event_seq} was made over`)
}

async function tellMissing(session: Session, record: string): Promise<never> {
  const of = Object.values(kept).find(({ name }) => name === record)
  const gone = of && (await session.row(eventWithoutRow(of)))
  if (!gone) throw new Damage(`audit events of ${record}`, 'they tell of rows that are not there')
  const { seq, record_id, version } = gone
  throw new Damage(
    `${record} ${record_id}, version ${version}`,
    `it is missing; audit event ${seq} tells of it`,
  )
}

function twoEvents(error: unknown): never {
  if (error instanceof Error && /UNIQUE constraint failed: event_of/.test(error.message))
    throw new Damage('the audit chain', 'two events tell of one version of a row')
  throw error
}

/** A value whose spelling was spoilt cannot even be read: JSON that is none. */
function unreadable(record: string, looked: number, error: unknown): never {
  if (error instanceof SyntaxError)
    throw new Damage(`${record}, after ${looked} rows`, 'a value there cannot be read')
  throw error
}
