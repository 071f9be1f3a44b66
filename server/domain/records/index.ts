/** Every record of the registry, in the order in which a bundle is read: the referred-to first. */
import * as care from './care.ts'
import * as billed from './claims.ts'
import type { Column, Row } from './column.ts'
import * as enrollment from './enrollment.ts'
import * as followUp from './follow-up.ts'
import * as people from './people.ts'
import * as site from './site.ts'

/** Columns by record. The names are those of bundle.md: file, table, property and JSON key. */
export const columnsOf = {
  organizations: billed.organizations,
  clinics: people.clinics,
  staff: people.staff,
  policies: people.policies,
  payers: people.payers,
  fee_schedules: billed.fee_schedules,
  site_numbers: site.site_numbers,
  patients: enrollment.patients,
  coverages: enrollment.coverages,
  episodes: enrollment.episodes,
  care_team: enrollment.care_team,
  episode_phases: enrollment.episode_phases,
  diagnoses: enrollment.diagnoses,
  visits: enrollment.visits,
  consents: enrollment.consents,
  facility_stays: enrollment.facility_stays,
  authorizations: people.authorizations,
  services: people.services,
  scores: care.scores,
  activities: care.activities,
  care_plans: care.care_plans,
  meetings: care.meetings,
  case_reviews: care.case_reviews,
  relapse_plans: care.relapse_plans,
  medications: followUp.medications,
  risk_assessments: followUp.risk_assessments,
  safety_plans: followUp.safety_plans,
  planned_contacts: followUp.planned_contacts,
  snoozes: followUp.snoozes,
  questions: followUp.questions,
  part2_consents: followUp.part2_consents,
  withdrawals: followUp.withdrawals,
  covers: followUp.covers,
  claims: billed.claims,
  claim_proofs: billed.claim_proofs,
  billing_months: billed.billing_months,
  claim_exports: billed.claim_exports,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>

export type RecordName = keyof typeof columnsOf
export type RowOf<R extends RecordName> = Row<(typeof columnsOf)[R]>
/** Any row, with its columns by name: what code that treats all records alike works on. */
export type AnyRow = Readonly<Record<string, unknown>>

export const recordNames = Object.keys(columnsOf) as readonly RecordName[]

/** The columns that tell rows of one record apart. Most have an id of their own, their first. */
export const keyOf = (record: RecordName): readonly string[] =>
  compositeKeys[record] ?? [Object.keys(columnsOf[record])[0]!]

const compositeKeys: Readonly<Partial<Record<RecordName, readonly string[]>>> = {
  care_team: ['episode_id', 'role', 'staff_id', 'starts_on'],
  episode_phases: ['episode_id', 'starts_on'],
  policies: ['policy', 'effective_from'],
  site_numbers: ['name', 'effective_from'],
}

/** One text that names a row within its record: its id, or its key joined by '/'. */
export const idOf = (record: RecordName, row: AnyRow): string =>
  keyOf(record)
    .map((column) => row[column])
    .join('/')

export type * from './care.ts'
export type * from './claims.ts'
export type { Column, Kind, Row } from './column.ts'
export type * from './enrollment.ts'
export type * from './follow-up.ts'
export type * from './people.ts'
export type * from './site.ts'
