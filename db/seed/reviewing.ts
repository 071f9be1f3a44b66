/** What became of each turn in the weekly meeting: the note, the decision, and the plan after it. */
import { addDays, type CalendarDay, daysBetween } from '../../server/domain/calendar.ts'
import type { CarePlan, CaseReview, Score } from '../../server/domain/records/index.ts'
import { type Chance, chance } from './chance.ts'
import { laterBy } from './diary.ts'
import { totalsOf } from './measures.ts'
import { minutesPerCase, type Turn } from './meetings.ts'
import { beginnings, changes, type Prescribed, questions, reviewNotes, targets } from './notes.ts'
import type { Outline } from './outline.ts'
import type { Timeline } from './timeline.ts'
import { idStem } from './work.ts'
import { workingDayFrom } from './working-days.ts'

export interface Reviewed {
  readonly review: CaseReview
  /** The plan that follows, where the practitioner took the recommendation up. */
  readonly plan: CarePlan | null
  /** The medication that was recommended. */
  readonly medication: Prescribed | null
}

export const reviewsOf = (
  outline: Outline,
  turns: readonly Turn[],
  scores: readonly Score[],
  time: Timeline,
): readonly Reviewed[] => turns.map((turn, count) => reviewed(outline, turn, count, scores, time))

function reviewed(
  outline: Outline,
  turn: Turn,
  count: number,
  scores: readonly Score[],
  time: Timeline,
): Reviewed {
  const luck = chance(`review ${idStem(outline)} ${count}`)
  const change = needsChange(turn.day, scores, luck) ? luck.pick(changeList) : null
  const settled = decisionOn(outline, turn.day, change !== null, time, luck)
  const review: CaseReview = {
    review_id: `${idStem(outline)}-r${count + 1}`,
    patient_id: outline.patient.patient_id,
    meeting_id: turn.meeting.meeting_id,
    reviewed_on: turn.day,
    psychiatric_consultant_id: outline.panel.consultant_id,
    care_manager_id: outline.panel.care_manager_id,
    recommendation: change?.recommendation ?? 'continue current treatment',
    recommends_change: change !== null,
    ...settled,
    note: luck.pick(reviewNotes),
    question: change || luck.often(0.2) ? luck.pick(questions) : null,
    kind: change?.kind ?? 'continue',
    minutes: minutesPerCase,
    next_review_on: addDays(turn.day, 28),
    entered_by: outline.panel.care_manager_id,
    confirmed_by: outline.panel.consultant_id,
    confirmed_at: laterBy(turn.meeting.ended_at ?? turn.meeting.started_at, 20),
  }
  const plan = change && planAfter(outline, review, change.interventions, count)
  return { review, plan, medication: (plan && change?.medication) ?? null }
}

const changeList = changes as readonly [(typeof changes)[number], ...typeof changes] // not empty

/** Nobody is better after weeks: that is what the weekly meeting is for. */
function needsChange(day: CalendarDay, scores: readonly Score[], luck: Chance): boolean {
  const seen = totalsOf(scores).filter(({ on }) => on <= day)
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last) return false
  const weeks = daysBetween(first.on, day) / 7
  if (last.total >= first.total + 5) return true
  return weeks > 5 && last.total >= 10 && last.total * 2 > first.total ? luck.often(0.6) : false
}

type Settled = Pick<
  CaseReview,
  'decision' | 'decided_by' | 'decided_on' | 'sent_on' | 'carried_out_on'
>

/** The treating practitioner answers within some days; the newest recommendations wait for that. */
function decisionOn(
  outline: Outline,
  day: CalendarDay,
  change: boolean,
  time: Timeline,
  luck: Chance,
): Settled {
  const decided_on = workingDayFrom(addDays(day, luck.whole(1, change ? 4 : 2)))
  const sent_on = day
  if (decided_on > time.yesterday)
    return {
      decision: 'pending',
      decided_by: null,
      decided_on: null,
      sent_on,
      carried_out_on: null,
    }
  const refused = change && luck.often(0.1)
  const decision = refused ? 'declined' : change && luck.often(0.15) ? 'modified' : 'accepted'
  const carried = workingDayFrom(addDays(decided_on, luck.whole(1, 6)))
  const carried_out_on = change && !refused && carried <= time.yesterday ? carried : null
  return { decision, decided_by: outline.practitioner_id, decided_on, sent_on, carried_out_on }
}

function planAfter(
  outline: Outline,
  review: CaseReview,
  interventions: string,
  count: number,
): CarePlan | null {
  if (review.decided_on === null || review.decision === 'declined') return null
  return {
    plan_id: `${idStem(outline)}-pl${count + 2}`,
    patient_id: review.patient_id,
    effective_on: review.decided_on,
    author_id: outline.panel.care_manager_id,
    targets: chance(`targets ${idStem(outline)}`).pick(targets),
    interventions,
    change_reason: `Weekly review of ${review.reviewed_on}`,
  }
}

/** How this patient's care began. */
export const beginningOf = (outline: Outline) =>
  chance(`beginning ${idStem(outline)}`).pick(beginnings)

/** The plan that an episode begins with. */
export function firstPlan(outline: Outline, on: CalendarDay, plan_id: string): CarePlan {
  return {
    plan_id,
    patient_id: outline.patient.patient_id,
    effective_on: on,
    author_id: outline.panel.care_manager_id,
    targets: chance(`targets ${idStem(outline)}`).pick(targets),
    interventions: beginningOf(outline).interventions,
    change_reason: null,
  }
}
