/**
 * Everything held on one patient at one moment: what a rule may look at, and all that it looks at.
 *
 * It also carries what concerns the patient without being theirs, naming no other patient: staff,
 * meetings, payers, policies, the site's numbers, and when the same staff were at work for somebody else. So a patient
 * can be judged alone, and judged again years later, offline, from the same dossier.
 */

import type {
  ActivityKind,
  Claim,
  Clinic,
  Meeting,
  Patient,
  Payer,
  Policy,
  RowOf,
  Score,
  SiteNumber,
  Staff,
} from './records/index.ts'
import type { Moment, TimeZone } from './zone.ts'

/**
 * The records that belong to one patient. Rows of each are ordered by their key; rows that a
 * withdrawal names are left out.
 */
export const patientRecords = [
  'coverages',
  'episodes',
  'care_team',
  'episode_phases',
  'diagnoses',
  'visits',
  'consents',
  'facility_stays',
  'authorizations',
  'services',
  'scores',
  'activities',
  'care_plans',
  'case_reviews',
  'relapse_plans',
  'medications',
  'risk_assessments',
  'safety_plans',
  'planned_contacts',
  'snoozes',
  'questions',
  'part2_consents',
  'withdrawals',
] as const
export type PatientRecord = (typeof patientRecords)[number]

/**
 * A meeting of one of the patient's care managers, or of one who covered for them and reviewed this
 * patient in it, with what a rule needs from outside the chart.
 */
export interface CaseloadMeeting extends Meeting {
  /** Its clinic's zone; without a clinic, that of the clinic of most of the care manager's patients. */
  readonly time_zone: TimeZone
  /**
   * Seconds of all activities of kind case_review by its care manager, for whichever patient, that
   * lie wholly inside it (0 where it was not held).
   */
  readonly case_review_seconds: number
}

/** Time of a member of staff for another patient. */
export interface Engagement {
  readonly staff_id: string
  readonly kind: ActivityKind
  readonly from: Moment
  readonly to: Moment
}

export type Dossier = { readonly [R in PatientRecord]: readonly RowOf<R>[] } & {
  readonly patient: Patient
  /**
   * Scores as they stood before they were corrected or withdrawn. They prove
   * nothing; but a positive answer about self-harm stays a reason to ask (review.md, S1).
   */
  readonly withdrawn_scores: readonly Score[]
  /** What was billed from here, by key: services of other months, as far as rules go. */
  readonly claims: readonly Claim[]
  readonly meetings: readonly CaseloadMeeting[]
  /** Time of this patient's activities' staff for other patients, where it overlaps theirs. */
  readonly elsewhere: readonly Engagement[]
  /** Whoever a row of the dossier names. */
  readonly staff: readonly Staff[]
  readonly clinics: readonly Clinic[]
  readonly payers: readonly Payer[]
  readonly policies: readonly Policy[]
  /** Of the caseload's rules, every one the site has set: they move flags and prove nothing. */
  readonly site_numbers: readonly SiteNumber[]
}
