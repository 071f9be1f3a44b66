/** Reviews in time, and an episode that moves on: to its target, to relapse prevention, to its end. */
import {
  addDays,
  addMonths,
  type CalendarDay,
  daysBetween,
  daysIn,
  firstDay,
  monthOf,
  monthsBetween,
} from '../../calendar.ts'
import type { Chart } from '../chart.ts'
import { citeScore, isAtTarget, nameOf, type Totalled } from '../course.ts'
import type { Raised, Rule, Severity } from '../flag.ts'
import { citeReview } from '../reviews.ts'
import { allSince, lastRun } from '../since.ts'

export const reviewOverdue: Rule = {
  id: 'R1',
  says: 'Review overdue',
  severity: 'amber',
  owner: 'psychiatric_consultant',
  clears: 'A case review.',
  safety: false,
  points: 30,
  judge({ span, phase, reviews, numbers }): Raised | undefined {
    // On hold no review falls due, and general integration has no consultant to hold one.
    if (span.model !== 'cocm' || phase.phase === 'on_hold') return undefined
    const last = reviews.at(-1)
    if (!last)
      return {
        since: addDays(span.enrolled_on, numbers.first_review_by),
        because: `Never reviewed since enrollment on ${span.enrolled_on}.`,
        inputs: [{ record: 'episodes', id: span.row.episode_id, on: span.enrolled_on }],
      }
    const inPrevention = phase.phase === 'relapse_prevention'
    const every = inPrevention ? numbers.review_every_in_relapse_prevention : numbers.review_every
    return {
      since: allSince(addDays(last.reviewed_on, every + 1), phase.since)!,
      because: `Last reviewed on ${last.reviewed_on}; a review is due every ${every} days.`,
      inputs: [citeReview(last)],
    }
  },
}

/**
 * Two complete scores of the run at target that leads up to today. A prorated score declares
 * nothing, but one above the target breaks the run; an imported total keeps it going.
 */
export const atTarget: Rule = {
  id: 'P1',
  says: 'At target',
  severity: 'notice',
  owner: 'care_manager',
  clears: 'Relapse prevention, or dismissing it with a reason.',
  safety: false,
  points: 20,
  judge({ phase, target, numbers }) {
    if (phase.phase === 'relapse_prevention') return undefined
    const run = lastRun(target.totals, ({ total }) => isAtTarget(target, total, numbers))
    const complete = run.filter(({ standing }) => standing.status === 'complete')
    const first = complete[0]
    const second = first && complete.find((one) => isApart(first, one, numbers.at_target_apart))
    if (!first || !second) return undefined
    return {
      since: second.on,
      because:
        `${nameOf(target.instrument)} ${first.total} on ${first.on} and ${second.total} on ` +
        `${second.on}: at target, and still active treatment.`,
      inputs: [citeScore(first), citeScore(second)],
    }
  },
}

const isApart = (a: Totalled, b: Totalled, days: number): boolean => daysBetween(a.on, b.on) >= days

export const relapsePlanMissing: Rule = {
  id: 'P2',
  says: 'Relapse plan missing',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'A relapse prevention plan.',
  safety: false,
  points: 20,
  judge({ span, phase, relapse_plans }) {
    if (phase.phase !== 'relapse_prevention' || relapse_plans.length > 0) return undefined
    const id = `${span.row.episode_id}/${phase.since}`
    return {
      since: phase.since,
      because: `In relapse prevention since ${phase.since} without a relapse plan.`,
      inputs: [{ record: 'episode_phases', id, on: phase.since }],
    }
  },
}

/** Cleared by a review from that day on whose recommendation has been decided. */
export const longEpisode: Rule = {
  id: 'P3',
  says: 'Long episode',
  severity: 'notice',
  owner: 'psychiatric_consultant',
  clears: 'A case review since that day, and a decision on it.',
  safety: false,
  points: 0,
  judge({ span, phase, reviews, numbers }) {
    if (phase.phase !== 'active') return undefined
    const from = monthsAfter(span.enrolled_on, numbers.long_episode)
    const isDecided = reviews.some(
      ({ reviewed_on, decision }) =>
        reviewed_on >= from && decision !== null && decision !== 'pending',
    )
    if (isDecided) return undefined
    return {
      since: allSince(from, phase.since)!,
      because: `Active treatment since ${span.enrolled_on}, for ${numbers.long_episode} months or more.`,
      inputs: [{ record: 'episodes', id: span.row.episode_id, on: span.enrolled_on }],
    }
  },
}

/** The same day so many months later; the month's last where it has no such day. */
function monthsAfter(day: CalendarDay, count: number): CalendarDay {
  const month = addMonths(monthOf(day), count)
  return addDays(firstDay(month), Math.min(Number(day.slice(8)), daysIn(month)) - 1)
}

/**
 * The running month counts: in the sixth without service there are days left to give one, and at
 * its end the episode closes by itself (billing.md 5). Nothing delivered yet: nothing runs out.
 */
export const episodeAgeing: Rule = {
  id: 'E1',
  says: 'Episode ageing',
  severity: 'notice',
  owner: 'care_manager',
  clears: 'A service; without one the episode closes at the end of the sixth month.',
  safety: false,
  points: 0,
  judge({ span, today, numbers }: Chart): Raised | undefined {
    const last = span.last_delivered_on
    if (last === null || span.model !== 'cocm') return undefined
    const months = monthsBetween(monthOf(last), monthOf(today))
    return {
      since: firstDay(addMonths(monthOf(last), numbers.ageing_from)),
      because: `No service since ${last}: this is calendar month ${months} without one.`,
      inputs: [{ record: 'episodes', id: span.row.episode_id, on: last }],
      severity: gravity[months] ?? 'notice',
    }
  },
}

const gravity: Readonly<Record<number, Severity>> = { 4: 'notice', 5: 'amber', 6: 'red' }
