/** Where each reason can be mended: the place that a row's first remedy leads to. */
import type { ReasonSlug } from '../../server/domain/billing/determined.ts'
import { treatingRoles } from '../../server/domain/permissions.ts'
import type { Role } from '../../server/domain/records/people.ts'

/** A tab of the chart, a form on it, the weekly review, or the month itself, which says it all. */
type Place =
  | 'plan'
  | 'reviews'
  | 'minutes'
  | 'enrollment'
  | 'contact'
  | 'score'
  | 'review'
  | 'month'

const places: Readonly<Record<ReasonSlug, Place>> = {
  'below-minimum': 'month',
  'payer-not-covered': 'enrollment',
  'policy-missing': 'enrollment',
  'coverage-missing': 'enrollment',
  'code-conflict': 'month',
  'already-billed': 'month',
  'initial-already-billed': 'month',
  'other-practitioner-billed': 'month',
  'practitioner-ineligible': 'enrollment',
  'authorization-missing': 'enrollment',
  'new-episode-without-gap': 'month',
  'initial-code-used-this-year': 'month',
  'staff-double-booked': 'minutes',
  'over-allocated': 'minutes',
  'time-recorded-late': 'minutes',
  'consent-missing': 'enrollment',
  'consent-incomplete': 'enrollment',
  'consent-late': 'enrollment',
  'consent-not-written': 'enrollment',
  'initiating-visit-missing': 'enrollment',
  'diagnosis-missing': 'plan',
  'diagnosis-needs-review': 'plan',
  'care-manager-unqualified': 'enrollment',
  'consultant-unqualified': 'enrollment',
  'registry-entry-missing': 'enrollment',
  'caseload-consultation-missing': 'review',
  'outreach-engagement-missing': 'contact',
  'initial-assessment-missing': 'contact',
  'treatment-plan-missing': 'plan',
  'consultant-review-missing': 'review',
  'plan-not-updated': 'plan',
  'brief-intervention-missing': 'contact',
  'registry-tracking-missing': 'contact',
  'care-coordination-missing': 'contact',
  'progress-review-missing': 'review',
  'outcome-monitoring-missing': 'score',
  'relapse-prevention-missing': 'enrollment',
  'monitoring-missing': 'score',
  'care-planning-missing': 'plan',
  'continuity-missing': 'enrollment',
  'add-on-capped': 'month',
  'initial-month-short': 'month',
  'g2214-minimum-disputed': 'month',
}

/** Who holds the weekly review. */
const reviewers: readonly Role[] = ['care_manager', 'psychiatric_consultant']

/** The address where somebody of that role can do it; who reads no charts is led to the month. */
export function remedyPlace(
  reason: ReasonSlug,
  { patient, month, role }: { patient: string; month: string; role: Role | undefined },
): string {
  const chart = `/patients/${patient}`
  const place = places[reason]
  const treats = treatingRoles.some((one) => one === role)
  if (place === 'month' || role === undefined || !treats) return `${chart}/months/${month}`
  if (place === 'review') return reviewers.includes(role) ? '/review' : `${chart}?tab=reviews`
  if (place === 'contact' || place === 'score') return `${chart}?enter=${place}`
  return `${chart}?tab=${place}`
}
