/**
 * The audit chain: every version of every row leaves an event, and each event's hash is made over
 * the one before it, so that nothing can be taken out, put in or changed unnoticed.
 */
import { hash } from 'node:crypto'
import { asc, desc, eq, gt, sql } from 'drizzle-orm'
import { query, type Session } from '#dialect'
import { canonicalText } from '../../server/domain/canonical.ts'
import type { AuditEvent } from '../../server/domain/registry.ts'
import { audit_events, commits } from '../schema/index.ts'
import { insertInto } from './kept.ts'

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** The hash before the first event. */
export const origin = '0'.repeat(64)

/** SHA-256 over the previous event's hash (hex) and the event's canonical text. */
export const hashOfEvent = (previous: string, event: Omit<AuditEvent, 'hash'>): string =>
  sha256(previous + canonicalText(event))

/** What all events of one commit have in common. */
export interface Said {
  readonly at: string
  readonly who: string
  readonly role: string
  readonly reason: string
}

export type Happened = Omit<AuditEvent, 'hash' | keyof Said>

/** `canonicalText` of an event, put together from parts: an import writes a million of them. */
export function eventTexts(said: Said): (event: Happened) => string {
  const quoted = JSON.stringify
  const at = `","at":${quoted(said.at)},"id":`
  const reason = `,"reason":${quoted(said.reason)},"record":"`
  const role = `","role":${quoted(said.role)},"row_hash":"`
  const who = `,"who":${quoted(said.who)}}`
  return ({ action, id, patient_id, record, row_hash, seq, version }) =>
    `{"action":"${action}${at}${quoted(id)},"patient_id":${quoted(patient_id)}${reason}${record}${
      role
    }${row_hash}","seq":${seq},"version":${version}${who}`
}

const lastEvent = query<{ seq: number; hash: Buffer }>(
  { seq: audit_events.seq, hash: audit_events.hash },
  (db) =>
    db
      .select({ seq: audit_events.seq, hash: audit_events.hash })
      .from(audit_events)
      .orderBy(desc(audit_events.seq))
      .limit(1),
)

/** The end of the chain: safe to count on inside the writer's turn, where nobody else is numbering. */
export async function chainEnd(session: Session): Promise<{ seq: number; hash: string }> {
  const last = await session.row(lastEvent)
  return last ? { seq: last.seq, hash: last.hash.toString('hex') } : { seq: 0, hash: origin }
}

export const addEvent = insertInto(audit_events)

const eventFields = {
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
  row_hash: audit_events.row_hash,
  hash: audit_events.hash,
}

type StoredEvent = Omit<AuditEvent, 'id' | 'row_hash' | 'hash'> & {
  readonly record_id: string
  readonly row_hash: Buffer
  readonly hash: Buffer
}

const eventsAfter = query<StoredEvent>(eventFields, (db) =>
  db
    .select(eventFields)
    .from(audit_events)
    .innerJoin(commits, eq(commits.no, audit_events.commit_no))
    .where(gt(audit_events.seq, sql.placeholder('after')))
    .orderBy(asc(audit_events.seq))
    .limit(sql.placeholder('limit')),
)

/** Events in order, after a number. */
export async function trail(session: Session, after: number, limit: number): Promise<AuditEvent[]> {
  const events = await session.rows(eventsAfter, { after, limit })
  return events.map(({ record_id, row_hash, hash, ...event }) => ({
    ...event,
    id: record_id,
    row_hash: row_hash.toString('hex'),
    hash: hash.toString('hex'),
  }))
}
