/** What reports ask of one month's file: the newest first, each question by an index of its own. */
import { and, asc, desc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { among, type Db, type Query, query } from '#dialect'
import type { Access } from '../../server/domain/access.ts'
import type { Category } from '../../server/domain/audit/category.ts'
import type { Glance } from '../../server/domain/audit/trail.ts'
import { access_entries, shown_members, shown_sets } from './schema.ts'

const value = sql.placeholder

export interface LineRow extends Omit<Access, 'actor' | 'patients' | 'category'> {
  readonly seq: number
  readonly who: string
  readonly role: string
  readonly category: Category | null
  readonly shown_no: number | null
  readonly shown: number | null
}

const fields = {
  seq: access_entries.seq,
  at: access_entries.at,
  who: access_entries.who,
  role: access_entries.role,
  action: access_entries.action,
  what: access_entries.what,
  category: access_entries.category,
  substance_use: access_entries.substance_use,
  outcome: access_entries.outcome,
  reason: access_entries.reason,
  shown_no: shown_sets.shown_no,
  shown: sql<number | null>`${shown_sets.patients}`.as('shown'),
}

/** Before a place: an earlier instant, or the same and an earlier number. */
const inTime = and(
  gte(access_entries.at, value('from')),
  sql`${access_entries.at} <= ${value('at')}`,
  or(lt(access_entries.at, value('at')), lt(access_entries.seq, value('seq'))),
)

const newest = (which?: SQL): Query<LineRow> =>
  query<LineRow>(fields, (db) =>
    db
      .select(fields)
      .from(access_entries)
      .leftJoin(shown_sets, eq(shown_sets.shown_hash, access_entries.shown_hash))
      .where(and(inTime, which))
      .orderBy(desc(access_entries.at), desc(access_entries.seq))
      .limit(value('limit')),
  )

const setsOf = (db: Db) =>
  db
    .select({ shown_hash: shown_sets.shown_hash })
    .from(shown_members)
    .innerJoin(shown_sets, eq(shown_sets.shown_no, shown_members.shown_no))
    .where(eq(shown_members.patient_id, value('patient')))

/** Of one patient: by the sets that they are in, not by time; the plus keeps the engine to it. */
const ofPatient = (which?: SQL): Query<LineRow> =>
  query<LineRow>(fields, (db) =>
    db
      .select(fields)
      .from(access_entries)
      .innerJoin(shown_sets, eq(shown_sets.shown_hash, access_entries.shown_hash))
      .where(
        and(
          inArray(access_entries.shown_hash, setsOf(db)),
          sql`+${access_entries.at} >= ${value('from')} and +${access_entries.at} <= ${value('at')}`,
          sql`(+${access_entries.at} < ${value('at')} or +${access_entries.seq} < ${value('seq')})`,
          which,
        ),
      )
      .orderBy(desc(access_entries.at), desc(access_entries.seq))
      .limit(value('limit')),
  )

const byWho = eq(access_entries.who, value('who'))
export const newestLines = newest()
export const newestOfPerson = newest(byWho)
export const newestOfPatient = ofPatient()
export const newestOfBoth = ofPatient(sql`+${access_entries.who} = ${value('who')}`)
export const disclosuresOf = ofPatient(among(access_entries.action, 'actions'))

const memberFields = { patient_id: shown_members.patient_id }
/** The first few of a set. */
export const firstMembers = query<{ patient_id: string }>(memberFields, (db) =>
  db
    .select(memberFields)
    .from(shown_members)
    .where(eq(shown_members.shown_no, value('shown_no')))
    .orderBy(asc(shown_members.patient_id))
    .limit(value('limit')),
)

const glanceFields = {
  seq: access_entries.seq,
  at: access_entries.at,
  who: access_entries.who,
  role: access_entries.role,
  action: access_entries.action,
  outcome: access_entries.outcome,
  patient: sql<string | null>`${shown_members.patient_id}`.as('patient'),
}
/** A page in the order of time; the patient where it was about one. */
export const glancesAfter = query<Glance>(glanceFields, (db) =>
  db
    .select(glanceFields)
    .from(access_entries)
    .leftJoin(
      shown_sets,
      and(eq(shown_sets.shown_hash, access_entries.shown_hash), eq(shown_sets.patients, 1)),
    )
    .leftJoin(shown_members, eq(shown_members.shown_no, shown_sets.shown_no))
    .where(
      and(
        gte(access_entries.at, value('from')),
        lt(access_entries.at, value('to')),
        or(gt(access_entries.at, value('from')), gt(access_entries.seq, value('after'))),
      ),
    )
    .orderBy(asc(access_entries.at), asc(access_entries.seq))
    .limit(value('limit')),
)
