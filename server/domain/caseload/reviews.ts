/** Case reviews of an episode: what they recommended, and what became of it. */
import type { CalendarDay } from '../calendar.ts'
import type { Evidence } from '../evidence.ts'
import type { CarePlan, CaseReview } from '../records/index.ts'

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
 * shows that it was carried out (billing.md 6 takes such a plan as its answer too).
 */
export function openRecommendations(
  reviews: readonly CaseReview[],
  plans: readonly CarePlan[],
): readonly OpenRecommendation[] {
  const lastPlanOn = plans.at(-1)?.effective_on
  return reviews.flatMap((review): readonly OpenRecommendation[] => {
    const { decision, reviewed_on, decided_on, carried_out_on } = review
    const asks = asksForAction(review)
    if (decision === 'pending' || (decision === null && asks))
      return [{ review, waits_for: 'decision', since: reviewed_on }]
    if (!asks || decision === 'declined' || carried_out_on !== null) return []
    if (lastPlanOn !== undefined && lastPlanOn >= reviewed_on) return []
    return [{ review, waits_for: 'action', since: decided_on ?? reviewed_on }]
  })
}

/**
 * What changed treatment after a day: a new version of the care plan (the first is none), or an
 * accepted review that recommends change.
 */
export const treatmentChanges = (
  reviews: readonly CaseReview[],
  plans: readonly CarePlan[],
  after: CalendarDay,
): readonly Evidence[] => [
  ...plans
    .slice(1)
    .filter(({ effective_on }) => effective_on > after)
    .map(citePlan),
  ...reviews
    .filter((review) => review.recommends_change && review.decision === 'accepted')
    .filter(({ decided_on, reviewed_on }) => (decided_on ?? reviewed_on) >= after)
    .map(citeReview),
]

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
