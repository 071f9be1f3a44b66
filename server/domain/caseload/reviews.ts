/** Case reviews of an episode: what they recommended, and what became of it. */
import type { CalendarDay } from '../calendar.ts'
import type { Evidence } from '../evidence.ts'
import type { CarePlan, CaseReview, Medication } from '../records/index.ts'

/** A recommendation that still waits, since when, and for what. */
export interface OpenRecommendation {
  readonly review: CaseReview
  readonly waits_for: 'decision' | 'action'
  readonly since: CalendarDay
}

/** Whether there is something to do about it; to continue as before asks for nothing. */
const asksForAction = ({ recommends_change, kind }: CaseReview): boolean =>
  recommends_change || (kind !== null && kind !== 'continue')

/**
 * Undecided: marked pending, or without a decision although it asks for something. Accepted or
 * modified, it waits until `carried_out_on`, or until a care plan effective on or after the review
 * shows that it was carried out (billing.md 6 takes such a plan as its answer too); where it was
 * about medication, or does not say about what, a medication started or stopped since shows it too.
 */
export function openRecommendations(
  reviews: readonly CaseReview[],
  plans: readonly CarePlan[],
  medications: readonly Medication[],
): readonly OpenRecommendation[] {
  const lastPlanOn = plans.at(-1)?.effective_on
  return reviews.flatMap((review): readonly OpenRecommendation[] => {
    const { decision, reviewed_on, decided_on, carried_out_on } = review
    const asks = asksForAction(review)
    if (decision === 'pending' || (decision === null && asks))
      return [{ review, waits_for: 'decision', since: reviewed_on }]
    if (!asks || decision === 'declined' || carried_out_on !== null) return []
    if (lastPlanOn !== undefined && lastPlanOn >= reviewed_on) return []
    if (mayBeMedication(review) && medications.some((one) => lastChangeOf(one) >= reviewed_on))
      return []
    return [{ review, waits_for: 'action', since: decided_on ?? reviewed_on }]
  })
}

const mayBeMedication = ({ kind }: CaseReview): boolean => kind === null || kind === 'medication'

/** The day on which it was started or, since, taken for the last time. */
const lastChangeOf = ({ started_on, stopped_on }: Medication): CalendarDay =>
  stopped_on ?? started_on

/**
 * What changed treatment after a day: a new version of the care plan (the first is none), a review
 * that recommends change and was accepted or, however modified, carried out, or a medication started
 * after it, or taken on it or later for the last time (a changed dose is both: the old row stops and
 * another starts).
 */
export const treatmentChanges = (
  reviews: readonly CaseReview[],
  plans: readonly CarePlan[],
  medications: readonly Medication[],
  after: CalendarDay,
): readonly Evidence[] => [
  ...plans
    .slice(1)
    .filter(({ effective_on }) => effective_on > after)
    .map(citePlan),
  ...reviews.filter((review) => (changedOn(review) ?? '') >= after).map(citeReview),
  ...medications
    .filter(
      ({ started_on, stopped_on }) =>
        started_on > after || (stopped_on !== null && stopped_on >= after),
    )
    .map(citeMedication),
]

/** The day on which its change came; null: it brought none, or none is known. */
function changedOn(review: CaseReview): CalendarDay | null {
  const { recommends_change, decision, reviewed_on, decided_on, carried_out_on } = review
  if (!recommends_change || decision === 'declined') return null
  return carried_out_on ?? (decision === 'accepted' ? (decided_on ?? reviewed_on) : null)
}

const citeMedication = (medication: Medication): Evidence => ({
  record: 'medications',
  id: medication.medication_id,
  on: lastChangeOf(medication),
})

export const citeReview = ({ review_id, reviewed_on }: CaseReview): Evidence => ({
  record: 'case_reviews',
  id: review_id,
  on: reviewed_on,
})

export const citePlan = ({ plan_id, effective_on }: CarePlan): Evidence => ({
  record: 'care_plans',
  id: plan_id,
  on: effective_on,
})
