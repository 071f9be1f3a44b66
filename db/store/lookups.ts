/** Small questions that writing and searching ask beside the dossier. */

import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { among, type Query, query, type Session, type Store } from '#dialect'
import { patientRecords } from '../../server/domain/dossier.ts'
import type { RecordName, Staff } from '../../server/domain/records/index.ts'
import { care_team, case_reviews, episodes, patients, staff } from '../schema/index.ts'
import { columnOf, columnsIn, kept } from './kept.ts'
import { type Named, namingIn } from './naming.ts'

/** Versions by record and id. */
export type Versions = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Somebody on staff, with their handle. */
export type Person = Pick<Staff, 'staff_id' | 'name' | 'role'> & { readonly staff: string }

export interface Lookups extends ReturnType<typeof namingIn> {
  /** The version of every row of a patient, withdrawn ones too. */
  versions(patientId: string): Promise<Versions>
  /** Everybody whose care team somebody is on, in any role, on any day between two, by MRN. */
  patientsOf(staffId: string, from: string, to: string): Promise<readonly Named[]>
  /** Anybody with this MRN, this birth date, or just this name. */
  namesakes(
    about: Omit<Named, 'patient_id' | 'birth_date'> & { birth_date: string | null },
  ): Promise<readonly Named[]>
  /** Everybody on staff with their handle, by name; where ids are given, only these. */
  people(ids?: readonly string[]): Promise<readonly Person[]>
  /** Minutes of the case reviews of a meeting, whoever's they are. */
  reviewMinutes(meeting: {
    meeting_id: string
    care_manager_id: string
  }): Promise<readonly { review_id: string; patient_id: string; minutes: number | null }[]>
}

type Marked = Readonly<Record<string, unknown>> & { readonly version: number }

const byPatient = (record: RecordName): Query<Marked> => {
  const { table, key, owner } = kept[record]
  const fields = columnsIn(table, [...key, 'version'])
  const given = sql.placeholder('patient_id')
  if (owner === 'patient_id') {
    const isTheirs = eq(columnOf(table, 'patient_id'), given)
    return query<Marked>(fields, (db) => db.select(fields).from(table).where(isTheirs))
  }
  return query<Marked>(fields, (db) =>
    db
      .select(fields)
      .from(table)
      .innerJoin(episodes, eq(columnOf(table, 'episode_id'), episodes.episode_id))
      .where(eq(episodes.patient_id, given)),
  )
}
const marked = (['patients', ...patientRecords] as const).map(
  (record) => [record, byPatient(record)] as const,
)

async function versionsIn(session: Session, patient_id: string): Promise<Versions> {
  const versions: Record<string, Readonly<Record<string, number>>> = {}
  for (const [record, of] of marked) {
    const rows = await session.rows(of, { patient_id })
    const { idOf } = kept[record]
    versions[record] = Object.fromEntries(rows.map((row) => [idOf(row), row.version]))
  }
  return versions
}

const named = {
  patient_id: patients.patient_id,
  mrn: patients.mrn,
  family_name: patients.family_name,
  given_name: patients.given_name,
  birth_date: patients.birth_date,
}
const ofTeam = query<Named>(named, (db) =>
  db
    .selectDistinct(named)
    .from(care_team)
    .innerJoin(episodes, eq(episodes.episode_id, care_team.episode_id))
    .innerJoin(patients, eq(patients.patient_id, episodes.patient_id))
    .where(
      and(
        eq(care_team.staff_id, sql.placeholder('staff_id')),
        lte(care_team.starts_on, sql.placeholder('to')),
        or(isNull(care_team.ends_on), gte(care_team.ends_on, sql.placeholder('from'))),
      ),
    )
    .orderBy(asc(patients.mrn)),
)

/** How many who may be the same person are told: a common birth date has some in any clinic. */
const mostNamesakes = 200
const alike = query<Named>(named, (db) =>
  db
    .select(named)
    .from(patients)
    .where(
      or(
        eq(patients.mrn, sql.placeholder('mrn')),
        eq(patients.birth_date, sql.placeholder('birth_date')),
        and(
          sql`lower(${patients.family_name}) = lower(${sql.placeholder('family_name')})`,
          sql`lower(${patients.given_name}) = lower(${sql.placeholder('given_name')})`,
        ),
      ),
    )
    .orderBy(asc(patients.mrn))
    .limit(mostNamesakes),
)

const staffFields = {
  staff: sql<string>`${staff.handle}`.as('staff'),
  staff_id: staff.staff_id,
  name: staff.name,
  role: staff.role,
}
const byName = [asc(staff.name), asc(staff.staff_id)] as const
const everybody = query<Person>(staffFields, (db) =>
  db
    .select(staffFields)
    .from(staff)
    .orderBy(...byName),
)
const someOfStaff = query<Person>(staffFields, (db) =>
  db
    .select(staffFields)
    .from(staff)
    .where(among(staff.staff_id, 'list'))
    .orderBy(...byName),
)

const reviewFields = {
  review_id: case_reviews.review_id,
  patient_id: case_reviews.patient_id,
  minutes: case_reviews.minutes,
}
const ofMeeting = query<{ review_id: string; patient_id: string; minutes: number | null }>(
  reviewFields,
  (db) =>
    db
      .selectDistinct(reviewFields)
      .from(care_team)
      .innerJoin(episodes, eq(episodes.episode_id, care_team.episode_id))
      .innerJoin(case_reviews, eq(case_reviews.patient_id, episodes.patient_id))
      .where(
        and(
          eq(care_team.staff_id, sql.placeholder('care_manager_id')),
          eq(case_reviews.meeting_id, sql.placeholder('meeting_id')),
        ),
      ),
)

export const lookupsIn = (store: Store): Lookups => ({
  ...namingIn(store),
  versions: (patientId) => store.reading((session) => versionsIn(session, patientId)),
  patientsOf: (staff_id, from, to) =>
    store.reading((session) => session.rows(ofTeam, { staff_id, from, to })),
  namesakes: (about) => store.reading((session) => session.rows(alike, about)),
  people: (ids) =>
    store.reading((session) =>
      ids === undefined ? session.rows(everybody) : session.rows(someOfStaff, { list: ids }),
    ),
  reviewMinutes: (meeting) => store.reading((session) => session.rows(ofMeeting, meeting)),
})
