/** Audit events by the row that they tell of, each with the hash of the event before it. */
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { alias, inHex, query, type Session, type Store } from '#dialect'
import type { ChainedEvent } from '../../server/domain/audit-export/packet.ts'
import type { AuditExtract, EventsByRow } from '../../server/domain/audit-export/port.ts'
import { audit_events, commits } from '../schema/index.ts'
import { origin } from './audit.ts'

const before = alias(audit_events, 'event_before')
const fields = {
  seq: audit_events.seq,
  at: commits.at,
  who: commits.who,
  role: commits.role,
  action: audit_events.action,
  record: audit_events.record,
  record_id: audit_events.record_id,
  patient_id: audit_events.patient_id,
  version: audit_events.version,
  reason: commits.reason,
  row_hash: inHex(audit_events.row_hash).as('row_hash'),
  hash: inHex(audit_events.hash).as('hash'),
  previous: inHex(before.hash).as('previous'),
}
type Stored = Omit<ChainedEvent, 'id' | 'previous'> & {
  readonly record_id: string
  /** Empty for the first event of all. */
  readonly previous: string | null
}

const events = (where: SQL | undefined) =>
  query<Stored>(fields, (db) =>
    db
      .select(fields)
      .from(audit_events)
      .innerJoin(commits, eq(commits.no, audit_events.commit_no))
      .leftJoin(before, eq(before.seq, sql`${audit_events.seq} - 1`))
      .where(where)
      .orderBy(asc(audit_events.seq)),
  )
const ofPatient = events(eq(audit_events.patient_id, sql.placeholder('given')))
const ofNobody = events(
  and(isNull(audit_events.patient_id), eq(audit_events.record, sql.placeholder('given'))),
)

export const openExtract = (store: Pick<Store, 'reading'>): AuditExtract => ({
  ofPatient: (given) => store.reading((session) => byRow(session, ofPatient, given)),
  ofShared: (given) => store.reading((session) => byRow(session, ofNobody, given)),
})

async function byRow(
  session: Session,
  which: ReturnType<typeof events>,
  given: string,
): Promise<EventsByRow> {
  const rows = new Map<string, ChainedEvent[]>()
  for (const { record_id, previous, ...event } of await session.rows(which, { given })) {
    const name = `${event.record}/${record_id}`
    const told = rows.get(name) ?? []
    told.push({ ...event, id: record_id, previous: previous || origin })
    rows.set(name, told)
  }
  return rows
}
