/** The registry's audit chain for reports: the newest change first, each question by an index. */
import { and, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { type Query, query, type Store } from '#dialect'
import { categoryOfChange } from '../../server/domain/audit/category.ts'
import type { Line, NewestLines } from '../../server/domain/audit/trail.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { audit_events, commits } from '../schema/index.ts'

const value = sql.placeholder

interface ChangeRow {
  readonly seq: number
  readonly at: Instant
  readonly who: string
  readonly role: string
  readonly action: 'added' | 'amended'
  readonly what: string
  readonly row_id: string
  readonly patient_id: string | null
  readonly version: number
  readonly reason: string
}

const fields = {
  seq: audit_events.seq,
  at: commits.at,
  who: commits.who,
  role: commits.role,
  action: audit_events.action,
  what: sql<string>`${audit_events.record}`.as('what'),
  row_id: sql<string>`${audit_events.record_id}`.as('row_id'),
  patient_id: audit_events.patient_id,
  version: audit_events.version,
  reason: commits.reason,
}

const inTime = and(
  gte(commits.at, value('from')),
  sql`${commits.at} <= ${value('at')}`,
  or(lt(commits.at, value('at')), lt(audit_events.seq, value('seq'))),
)

/** By the commits of a time, or of a person in a time. */
const newest = (which?: SQL): Query<ChangeRow> =>
  query<ChangeRow>(fields, (db) =>
    db
      .select(fields)
      .from(commits)
      .innerJoin(audit_events, eq(audit_events.commit_no, commits.no))
      .where(and(inTime, which))
      .orderBy(desc(commits.at), desc(commits.no), desc(audit_events.seq))
      .limit(value('limit')),
  )

const ofPatient = (which?: SQL): Query<ChangeRow> =>
  query<ChangeRow>(fields, (db) =>
    db
      .select(fields)
      .from(audit_events)
      .innerJoin(commits, eq(commits.no, audit_events.commit_no))
      .where(and(eq(audit_events.patient_id, value('patient')), inTime, which))
      .orderBy(desc(commits.at), desc(commits.no), desc(audit_events.seq))
      .limit(value('limit')),
  )

const byWho = eq(commits.who, value('who'))
const lines = newest()
const ofPerson = newest(byWho)
const ofOne = ofPatient()
const ofBoth = ofPatient(byWho)

/** Whether a change concerned substance use is for whoever can read the row: false here. */
export const changeReports =
  (store: Pick<Store, 'reading'>): NewestLines =>
  async ({ from, to, patient, who }, before, limit) => {
    const alone = who === undefined ? lines : ofPerson
    const both = who === undefined ? ofOne : ofBoth
    const { at, seq } = before ?? { at: to, seq: 0 }
    const rows = await store.reading((session) =>
      session.rows(patient === undefined ? alone : both, { from, at, seq, patient, who, limit }),
    )
    return rows.map(
      ({ patient_id, ...row }): Line => ({
        log: 'changes',
        ...row,
        category: categoryOfChange(row.what, patient_id),
        substance_use: false,
        patients: patient_id === null ? [] : [patient_id],
        patient_count: patient_id === null ? 0 : 1,
        outcome: 'done',
      }),
    )
  }
