/** What a determination says (billing.md 1): the shape of the answer, in its contract's own words. */
import type { CalendarDay, CalendarMonth } from '../calendar.ts'
import type { Evidence, Shortfall } from '../evidence.ts'

/** One line of a claim. */
export interface Line {
  readonly code: string
  readonly units: number
  readonly service_on: CalendarDay
  readonly diagnoses: readonly string[]
  readonly practitioner_npi: string | null
  readonly place_of_service: string
  readonly modifiers: readonly string[]
}

declare const proven: unique symbol
/** A line that every required element speaks for. Only `determine` makes one. */
export type ProvenLine = Line & { readonly [proven]: true }

/** An element as judged. Not applicable is neither met nor unmet: `met` is null then. */
export interface Judged {
  readonly element: string
  readonly outcome: 'met' | 'unmet' | 'not_applicable'
  readonly met: boolean | null
  /** The requirement in one sentence, as a care manager would say it. */
  readonly says: string
  /** Where the requirement comes from, so that an auditor can check us. */
  readonly source: string
  readonly because: string
  readonly evidence: readonly Evidence[]
  /** The way out, where it is unmet. */
  readonly remedy: string | null
}

/** Why not, or why not more: a slug of billing.md 8, a sentence, and what would mend it. */
export type Reason = Shortfall<ReasonSlug>

/** Time of one activity that did, or did not, count. */
export interface CountedTime {
  readonly activity: string
  readonly seconds: number
}
export interface ExcludedTime extends CountedTime {
  readonly reason: ExclusionReason
}

/** From so many whole minutes on, so many units of a code are reached. */
export interface Band {
  readonly code: string
  readonly units: number
  readonly minutes: number
}

interface Common {
  readonly mrn: string
  readonly month: CalendarMonth
  /** Whole counted minutes. */
  readonly minutes: number
  /** The code whose list of elements was judged, where one was. */
  readonly judged_as: string | null
  /** On hold: what would be billed once what is missing exists. */
  readonly proposed: readonly Line[]
  readonly elements: readonly Judged[]
  readonly reasons: readonly Reason[]
  readonly counted: readonly CountedTime[]
  readonly excluded: readonly ExcludedTime[]
  readonly policy: string | null
  readonly time_rule: 'midpoint' | 'full'
  /** The next code that more time would reach: a fact for planning, not a goal. */
  readonly next: { readonly code: string; readonly minutes_to_go: number } | null
  /** Every code that this month's minutes could reach, and from how many; lowest first. */
  readonly bands: readonly Band[]
  /** For a person to consider; never acted upon. */
  readonly suggestions: readonly string[]
  readonly rules_version: string
}

/** `bill` carries proven lines; no other outcome carries any. */
export type Determination =
  | (Common & { readonly outcome: 'bill'; readonly lines: readonly [ProvenLine, ...ProvenLine[]] })
  | (Common & { readonly outcome: 'hold' | 'no_bill'; readonly lines: readonly [] })

/** Why time did not count, in the order in which the reasons are tried (billing.md 4). */
export const exclusionReasons = [
  'other-month',
  'not-enrolled',
  'clerical',
  'separately-billed',
  'before-consent',
  'after-revocation',
  'before-initiating-visit',
  'unqualified-staff',
  'consultant-time',
  'practitioner-time',
  'other-role',
  'unanswered',
  'in-facility',
  'overlap',
  'over-allocated',
  'late',
] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

/** Every slug that a determination may give (billing.md 8). */
export const reasonSlugs = [
  'below-minimum',
  'payer-not-covered',
  'policy-missing',
  'coverage-missing',
  'code-conflict',
  'already-billed',
  'initial-already-billed',
  'other-practitioner-billed',
  'practitioner-ineligible',
  'authorization-missing',
  'new-episode-without-gap',
  'initial-code-used-this-year',
  'staff-double-booked',
  'over-allocated',
  'time-recorded-late',
  'consent-missing',
  'consent-incomplete',
  'consent-late',
  'consent-not-written',
  'initiating-visit-missing',
  'diagnosis-missing',
  'diagnosis-needs-review',
  'care-manager-unqualified',
  'consultant-unqualified',
  'registry-entry-missing',
  'caseload-consultation-missing',
  'outreach-engagement-missing',
  'initial-assessment-missing',
  'treatment-plan-missing',
  'consultant-review-missing',
  'plan-not-updated',
  'brief-intervention-missing',
  'registry-tracking-missing',
  'care-coordination-missing',
  'progress-review-missing',
  'outcome-monitoring-missing',
  'relapse-prevention-missing',
  'monitoring-missing',
  'care-planning-missing',
  'continuity-missing',
  'add-on-capped',
  'initial-month-short',
  'g2214-minimum-disputed',
] as const
export type ReasonSlug = (typeof reasonSlugs)[number]
