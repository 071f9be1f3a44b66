/** What differs by payer (billing.md 2): the keys of a policy, their meaning and the cms defaults. */
import type { CalendarDay } from '../calendar.ts'

export interface PolicyTerms {
  /** The payer pays CoCM/BHI at all. */
  readonly covered: boolean
  /** A unit past its midpoint, or the unit whole. */
  readonly time_rule: 'midpoint' | 'full'
  readonly g2214_covered: boolean
  /** Minutes; sources say 16 and 30. */
  readonly g2214_minimum: number
  /** Minutes for 99484 and G0323: "at least", never a midpoint. */
  readonly bhi_minimum: number
  /** Units of 99494 a month. */
  readonly add_on_cap: number
  readonly count_consultant_solo_time: boolean
  readonly count_practitioner_time: boolean
  readonly count_facility_time: boolean
  readonly count_unanswered_outreach: boolean
  /** Days; null: no initiating visit required. */
  readonly initiating_visit_days: number | null
  readonly consent_written: boolean
  readonly service_date: 'last_day' | 'threshold_day' | 'last_service_day'
  /** How old a case review may be on the last day of the month, in days. */
  readonly consultant_review_days: number
  /** Weekly consultations missed in the month, each with a reason. */
  readonly missed_weeks_allowed: number
  /** Days before the month's last day; null: a score in the calendar month. */
  readonly score_max_age_days: number | null
  readonly initial_code_once_per_calendar_year: boolean
  /** Months of the episode with counted time after which an authorization must cover the month. */
  readonly months_without_authorization: number | null
  readonly new_episode_without_gap: boolean
  /** What to emit when an APCM base code is billed. */
  readonly apcm: 'add_on_codes' | 'time_codes'
  /** ICD-10 prefixes that this payer denies. */
  readonly extra_diagnoses_denied: readonly string[]
  /** Modifiers by code. */
  readonly modifiers: Readonly<Record<string, readonly string[]>>
  /** Whether the RHC/FQHC rows of the catalogue apply. */
  readonly rhc_fqhc: 'medicare' | 'none'
  /** Last day on which an RHC/FQHC reports G0511. */
  readonly g0511_until: CalendarDay
  /** Marriage and family therapists, counselors. */
  readonly g0323_other_professions: boolean
}

/** The policy `cms`: the CMS booklet MLN909432 (2026 edition) and the CPT time rules. */
export const cmsTerms: PolicyTerms = {
  covered: true,
  time_rule: 'midpoint',
  g2214_covered: true,
  g2214_minimum: 16,
  bhi_minimum: 20,
  add_on_cap: 4,
  count_consultant_solo_time: false,
  count_practitioner_time: false,
  count_facility_time: false,
  count_unanswered_outreach: false,
  initiating_visit_days: 365,
  consent_written: false,
  service_date: 'last_day',
  consultant_review_days: 60,
  missed_weeks_allowed: 1,
  score_max_age_days: null,
  initial_code_once_per_calendar_year: false,
  months_without_authorization: null,
  new_episode_without_gap: false,
  apcm: 'add_on_codes',
  extra_diagnoses_denied: [],
  modifiers: {},
  rhc_fqhc: 'medicare',
  g0511_until: '2025-09-30' as CalendarDay, // a literal that exists
  g0323_other_professions: false,
}
