/** Today's month on the way to its claim: what counts so far, and what stands in its way. */
import { teamOf } from '../billing/chart.ts'
import { determine } from '../billing/determination.ts'
import type { Determination, Reason } from '../billing/determined.ts'
import { noteReasons } from '../billing/reasons.ts'
import { type CalendarDay, monthOf, weeksOf } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { EpisodeSpan } from '../episode.ts'
import { dayOfTime } from '../zone.ts'
import { asOf } from './as-of.ts'

export interface RunningMonth {
  readonly determination: Determination
  /** What is missing by now, whether or not minutes reach a code; weeks to come are not missing. */
  readonly missing: readonly Reason[]
}

/** @param dossier as it stood on `today` */
export function runningMonth(
  dossier: Dossier,
  spans: readonly EpisodeSpan[],
  today: CalendarDay,
): RunningMonth {
  const determination = determine(dossier, monthOf(today))
  const missing = determination.reasons.filter(
    ({ reason }) =>
      !noteReasons.has(reason) &&
      reason !== 'below-minimum' &&
      (reason !== 'caseload-consultation-missing' || isWeekMissed(dossier, spans, today)),
  )
  return { determination, missing }
}

/** Minutes reach a code, and something is missing that could be there by now. */
export const isBlocked = ({ determination, missing }: RunningMonth): boolean =>
  determination.outcome === 'hold' && missing.length > 0

/**
 * The first day of the month on which it was blocked, judged by what was on record by then: minutes
 * grow on days with an activity, so only those are asked about.
 */
export function blockedSince(
  dossier: Dossier,
  spans: readonly EpisodeSpan[],
  today: CalendarDay,
): CalendarDay {
  const days = dossier.activities
    .map(({ started_at }) => dayOfTime(started_at))
    .filter((day) => monthOf(day) === monthOf(today) && day < today)
  const first = [...new Set(days)]
    .sort()
    .find((day) => isBlocked(runningMonth(asOf(dossier, day), spans, day)))
  return first ?? today
}

/**
 * Whether a week of the month that is over has neither a consultation nor a reason for its absence.
 * A month's determination asks for all of its weeks; what can still be held is not missing yet.
 */
function isWeekMissed(
  dossier: Dossier,
  spans: readonly EpisodeSpan[],
  today: CalendarDay,
): boolean {
  const span = spans.find(({ model }) => model === 'cocm')
  if (!span) return false
  const weeks = weeksOf(monthOf(today))
  if (weeks.at(-1)!.sunday < today) return true
  const answered = dossier.meetings
    .filter(({ ended_at, missed_reason }) => ended_at !== null || missed_reason !== null)
    .map((meeting) => ({ meeting, day: dayOfTime(meeting.started_at) }))
  return weeks
    .filter(({ sunday }) => span.enrolled_on <= sunday && sunday < today)
    .some(({ monday, sunday }) => {
      const isOf = (role: 'care_manager' | 'psychiatric_consultant', id: string) =>
        teamOf(dossier, span.row, role, monday, sunday).some(({ staff_id }) => staff_id === id)
      return !answered.some(
        ({ meeting, day }) =>
          monday <= day &&
          day <= sunday &&
          isOf('care_manager', meeting.care_manager_id) &&
          isOf('psychiatric_consultant', meeting.psychiatric_consultant_id),
      )
    })
}
