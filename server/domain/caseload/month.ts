/** Today's month on the way to its claim: what counts so far, and what stands in its way. */
import { teamOf } from '../billing/chart.ts'
import { apcmAddOns, familyOf, initialCodes } from '../billing/codes.ts'
import { determine } from '../billing/determination.ts'
import type { Determination, Reason } from '../billing/determined.ts'
import { ladderOf } from '../billing/ladder.ts'
import { policyOn } from '../billing/policy.ts'
import { cmsTerms } from '../billing/policy-terms.ts'
import { noteReasons } from '../billing/reasons.ts'
import { type CalendarDay, lastDay, monthOf, weeksOf } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { EpisodeSpan } from '../episode.ts'
import { dayOfTime } from '../zone.ts'

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
 * The day on which the month's counted minutes first reached a code: from then on, whatever was
 * missing stood in the way. (An element that went missing only later, such as a week's consultation,
 * is dated by the minutes too.)
 */
export function blockedSince(
  dossier: Dossier,
  { determination }: RunningMonth,
  today: CalendarDay,
): CalendarDay {
  const needed = fewestMinutes(dossier, determination) * 60
  const seconds = new Map(determination.counted.map(({ activity, seconds: of }) => [activity, of]))
  const counted = dossier.activities
    .filter(({ activity_id }) => seconds.has(activity_id))
    .toSorted((a, b) => (a.started_at < b.started_at ? -1 : 1))
  let sum = 0
  for (const { activity_id, started_at } of counted) {
    sum += seconds.get(activity_id)!
    if (sum >= needed) return dayOfTime(started_at)
  }
  return today // what is held is time that a person has still to make count
}

/** Minutes from which the month has any code at all. */
function fewestMinutes(dossier: Dossier, { month, judged_as }: Determination): number {
  const on = lastDay(month)
  const found = policyOn(dossier, on)
  const code = judged_as ?? ''
  const { rungs } = ladderOf({
    on,
    service: code === 'G0323' ? 'g0323' : familyOf(code) === 'general bhi' ? 'bhi' : 'cocm',
    initial: initialCodes.has(code),
    terms: found.kind === 'found' ? found.terms : cmsTerms,
    isHealthCenter: code === 'G0512' || code === 'G0511',
    besideApcm: apcmAddOns.has(code),
  })
  return rungs[0]?.minutes ?? 0
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
