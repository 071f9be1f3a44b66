/** What the registry itself says of a new row: who entered it, and when. Data, for server and client. */
import { patientRecords } from './dossier.ts'
import type { RowOf } from './records/index.ts'

/** Records of a patient that people write row by row; withdrawals have a way of their own. */
export const addedRecords = patientRecords.filter((record) => record !== 'withdrawals')
export type AddedRecord = (typeof addedRecords)[number]

/** The patient's own row is amended like any other, but added only by an enrollment. */
export const amendedRecords = ['patients', ...addedRecords] as const
export type AmendedRecord = (typeof amendedRecords)[number]

/** The signed-in person, the day at the patient's clinic, or the time on its clock. */
export type Said = 'person' | 'today' | 'now'

/** Filled in where a new row does not say it. */
export const presumed = {
  activities: { staff_id: 'person' },
  care_plans: { author_id: 'person', effective_on: 'today' },
  part2_consents: { obtained_on: 'today' },
  case_reviews: { reviewed_on: 'today' },
  relapse_plans: { author_id: 'person', made_on: 'today' },
  risk_assessments: { assessed_by: 'person', assessed_at: 'now' },
  safety_plans: { author_id: 'person', made_on: 'today' },
  scores: { administered_on: 'today' },
} as const satisfies Partial<Record<AddedRecord, Readonly<Record<string, Said>>>>

/** Only the registry says these; whoever sends one is refused. */
export const stamped = {
  activities: { recorded_at: 'now' },
  case_reviews: { entered_by: 'person' },
  episodes: { entered_at: 'today' },
  planned_contacts: { set_by: 'person', set_on: 'today' },
  questions: { asked_by: 'person', asked_on: 'today' },
  snoozes: { set_by: 'person', set_on: 'today' },
} as const satisfies Partial<Record<AddedRecord, Readonly<Record<string, Said>>>>

/** Ids that the registry makes: none of these records lets a person choose one. */
export const madeIds = {
  coverages: 'coverage_id',
  episodes: 'episode_id',
  diagnoses: 'diagnosis_id',
  visits: 'visit_id',
  consents: 'consent_id',
  facility_stays: 'stay_id',
  authorizations: 'authorization_id',
  services: 'service_id',
  scores: 'score_id',
  activities: 'activity_id',
  care_plans: 'plan_id',
  case_reviews: 'review_id',
  relapse_plans: 'relapse_plan_id',
  medications: 'medication_id',
  risk_assessments: 'assessment_id',
  safety_plans: 'safety_plan_id',
  planned_contacts: 'planned_contact_id',
  snoozes: 'snooze_id',
  questions: 'question_id',
  part2_consents: 'part2_consent_id',
} as const satisfies Partial<Record<AddedRecord, string>>

type Named<T, R> = R extends keyof T ? T[R] : never
type Unsent<R> = 'patient_id' | Named<typeof madeIds, R> | keyof Named<typeof stamped, R>
type Sent<R extends AmendedRecord> = Omit<RowOf<R>, Unsent<R> & keyof RowOf<R>>
type Optional<R extends AmendedRecord> = {
  [K in keyof Sent<R>]: null extends Sent<R>[K]
    ? K
    : K extends keyof Named<typeof presumed, R>
      ? K
      : never
}[keyof Sent<R>]

/** A new row as a person sends it: what may be absent, or is presumed, may be left out. */
export type NewRow<R extends AddedRecord> = Omit<Sent<R>, Optional<R>> &
  Partial<Pick<Sent<R>, Optional<R>>>
/** The columns of a row that shall change. */
export type ChangedRow<R extends AmendedRecord> = Partial<Sent<R>>
