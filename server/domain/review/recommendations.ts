/** What became of the weekly review's recommendations, and whether the score moved afterwards. */
import { addDays, type CalendarDay, daysBetween } from '../calendar.ts'
import type { Case } from '../caseload/case.ts'
import type { Course, Totalled } from '../caseload/course.ts'
import { openRecommendations } from '../caseload/reviews.ts'
import type { CaseReview } from '../records/index.ts'

/** Whose move it is: to send it, to decide, to carry it out, to see whether it helped; or none. */
export type Step = 'sending' | 'decision' | 'action' | 'outcome' | 'done'

export interface ScoreThen {
  readonly on: CalendarDay
  readonly total: number
}

export interface Recommended {
  readonly review: CaseReview
  readonly step: Step
  /** Since when it waits for that; for what is done, the day on which it was. */
  readonly since: CalendarDay
  readonly overdue: boolean
  readonly instrument: string
  /** The last proving score up to the review. */
  readonly before: ScoreThen | null
  /** The last proving score four to eight weeks later, both ends included (review.md). */
  readonly after: ScoreThen | null
  readonly after_from: CalendarDay
  readonly after_to: CalendarDay
}

const [afterFrom, afterTo] = [28, 56]
/** What is done is shown for half a year. */
const shownFor = 183

/** The recommendations of a case that ask for something, in order of their reviews. */
export function recommendationsOf({ chart }: Case): readonly Recommended[] {
  const { reviews, care_plans, today, numbers, target, dossier } = chart
  const waiting = new Map(
    openRecommendations(reviews, care_plans, dossier.medications).map((open) => [
      open.review.review_id,
      open,
    ]),
  )
  return reviews.filter(asks).flatMap((review): readonly Recommended[] => {
    const open = waiting.get(review.review_id)
    const scores = scoresAround(review, target)
    const [step, since] = stepOf(review, open?.waits_for, scores, today)
    if (step === 'done' && daysBetween(review.reviewed_on, today) > shownFor) return []
    const isPerson = step === 'sending' || step === 'decision' || step === 'action'
    const overdue = isPerson && daysBetween(since, today) > numbers.recommendation_open
    return [{ review, step, since, overdue, instrument: target.instrument, ...scores }]
  })
}

/** To continue as before asks nobody for anything. */
const asks = ({ recommends_change, kind, decision }: CaseReview): boolean =>
  recommends_change || (kind !== null && kind !== 'continue') || decision === 'pending'

type Scores = Pick<Recommended, 'before' | 'after' | 'after_from' | 'after_to'>

/** Counted from the day it was carried out; else decided; else reviewed. */
function scoresAround(review: CaseReview, { totals }: Course): Scores {
  const { reviewed_on, decided_on, carried_out_on } = review
  const from = carried_out_on ?? decided_on ?? reviewed_on
  const after_from = addDays(from, afterFrom)
  const after_to = addDays(from, afterTo)
  const proving = totals.filter((one) => one.proves)
  return {
    before: then(proving.findLast(({ on }) => on <= reviewed_on)),
    after: then(proving.findLast(({ on }) => after_from <= on && on <= after_to)),
    after_from,
    after_to,
  }
}

const then = (one: Totalled | undefined): ScoreThen | null =>
  one ? { on: one.on, total: one.total } : null

function stepOf(
  review: CaseReview,
  waitsFor: 'decision' | 'action' | undefined,
  { after, after_to }: Scores,
  today: CalendarDay,
): readonly [Step, CalendarDay] {
  const { reviewed_on, sent_on, decided_on, carried_out_on, decision } = review
  if (waitsFor === 'decision')
    return sent_on === null ? ['sending', reviewed_on] : ['decision', sent_on]
  if (waitsFor === 'action') return ['action', decided_on ?? reviewed_on]
  const settled = carried_out_on ?? decided_on ?? reviewed_on
  const isAwaited = decision !== 'declined' && after === null && today <= after_to
  return [isAwaited ? 'outcome' : 'done', settled]
}
