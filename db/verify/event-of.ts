/** Which audit event tells of which version of which row: a scratch table made for one examination. */
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { command, hash, query, table, whole, words } from '#dialect'
import { audit_events, former_versions } from '../schema/index.ts'
import { columnOf, type Kept } from '../store/kept.ts'

/** As `openForExamining` makes it; it is no table of the registry. */
export const event_of = table('event_of', {
  record: words('record').notNull(),
  record_id: words('record_id').notNull(),
  version: whole('version').notNull(),
  seq: whole('seq').notNull(),
  commit_no: whole('commit_no').notNull(),
  row_hash: hash('row_hash').notNull(),
})

/** How many versions of each record are there, each told of by one event. */
export type Matched = Map<string, number>

/** Breaks the scratch table's key where two events tell of one version. */
export const noteEvents = command((db) =>
  db.insert(event_of).select(
    db
      .select({
        record: audit_events.record,
        record_id: audit_events.record_id,
        version: audit_events.version,
        seq: audit_events.seq,
        commit_no: audit_events.commit_no,
        row_hash: audit_events.row_hash,
      })
      .from(audit_events)
      .orderBy(asc(audit_events.record), asc(audit_events.record_id), asc(audit_events.version)),
  ),
)

/** How many events tell of each record. */
export const eventsByRecord = query<{ record: string; events: number }>({}, (db) =>
  db
    .select({ record: event_of.record, events: sql<number>`count(*)`.as('events') })
    .from(event_of)
    .groupBy(event_of.record)
    .orderBy(asc(event_of.record)),
)

/** The text that names a row within its record, made by the database: `idOf`. */
export const idIn = ({ table, key }: Kept): SQL =>
  sql.join(
    key.map((column) => sql`${columnOf(table, column)}`),
    sql` || '/' || `,
  )

/** The first event that tells of a version that is neither the current nor a former one. */
export const eventWithoutRow = (of: Kept) =>
  query<{ seq: number; record_id: string; version: number }>({}, (db) =>
    db
      .select({ seq: event_of.seq, record_id: event_of.record_id, version: event_of.version })
      .from(event_of)
      .leftJoin(
        of.table,
        and(eq(idIn(of), event_of.record_id), eq(columnOf(of.table, 'version'), event_of.version)),
      )
      .leftJoin(
        former_versions,
        and(
          eq(former_versions.record, event_of.record),
          eq(former_versions.record_id, event_of.record_id),
          eq(former_versions.version, event_of.version),
        ),
      )
      .where(
        and(
          eq(event_of.record, of.name),
          isNull(columnOf(of.table, 'version')),
          isNull(former_versions.version),
        ),
      )
      .orderBy(asc(event_of.seq))
      .limit(1),
  )
