/** Today's month on the way to its claim: what counts so far, and what stands in its way. */
import { teamOf } from '../billing/chart.ts'
import { apcmAddOns, familyOf, initialCodes } from '../billing/codes.ts'
import { determine } from '../billing/determination.ts'
import type { Determination, Reason } from '../billing/determined.ts'
import { ladderOf } from '../billing/ladder.ts'
import { policyOn } from '../billing/policy.ts'
import { cmsTerms } from '../billing/policy-terms.ts'
import { noteReasons } from '../billing/reasons.ts'
import {
  addDays,
  type CalendarDay,
  lastDay,
  laterOf,
  monthOf,
  type Week,
  weeksOf,
} from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { EpisodeSpan } from '../episode.ts'
import { dayOfTime } from '../zone.ts'
import type { Since } from './since.ts'

export interface RunningMonth {
  readonly determination: Determination
  /** What is missing by now, whether or not minutes reach a code; weeks to come are not missing. */
  readonly missing: readonly Reason[]
  /** Since when a week's consultation has been missing; null: none is. */
  readonly week_missed: Since
}

/** @param dossier as it stood on `today` */
export function runningMonth(
  dossier: Dossier,
  spans: readonly EpisodeSpan[],
  today: CalendarDay,
): RunningMonth {
  const determination = determine(dossier, monthOf(today))
  const asksForWeeks = determination.reasons.some(isConsultation)
  const week_missed = asksForWeeks ? weekMissed(dossier, spans, today) : null
  const missing = determination.reasons.filter(
    (one) =>
      !noteReasons.has(one.reason) &&
      one.reason !== 'below-minimum' &&
      (week_missed !== null || !isConsultation(one)),
  )
  return { determination, missing, week_missed }
}

const isConsultation = ({ reason }: Reason): boolean => reason === 'caseload-consultation-missing'

/** Minutes reach a code, and something is missing that could be there by now. */
export const isBlocked = ({ determination, missing }: RunningMonth): boolean =>
  determination.outcome === 'hold' && missing.length > 0

/**
 * The day on which the month's counted minutes first reached a code: from then on, whatever was
 * missing stood in the way. A missing consultation alone does so only when its week is over.
 */
export function blockedSince(
  dossier: Dossier,
  { determination, missing, week_missed }: RunningMonth,
  today: CalendarDay,
): CalendarDay {
  const reached = minutesReached(dossier, determination) ?? today
  return missing.every(isConsultation) ? laterOf(reached, week_missed) : reached
}

/** Null: the month is held for time that a person has still to make count. */
function minutesReached(dossier: Dossier, determination: Determination): Since {
  const seconds = new Map<string, number>()
  for (const { activity, seconds: more } of determination.counted)
    seconds.set(activity, (seconds.get(activity) ?? 0) + more)
  const counted = dossier.activities
    .filter(({ activity_id }) => seconds.has(activity_id))
    .sort((a, b) => (a.started_at < b.started_at ? -1 : 1))
  const needed = fewestMinutes(dossier, determination) * 60
  let sum = 0
  for (const { activity_id, started_at } of counted) {
    sum += seconds.get(activity_id)!
    if (sum >= needed) return dayOfTime(started_at)
  }
  return null
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
 * The day after the first week of the month, over by today, that has neither a consultation nor a
 * reason for its absence. A month's determination asks for all of its weeks; what can still be held
 * is not missing yet. Once all weeks are over, its word alone counts.
 */
function weekMissed(dossier: Dossier, spans: readonly EpisodeSpan[], today: CalendarDay): Since {
  const span = spans.find(({ model }) => model === 'cocm')
  if (!span) return null
  const weeks = weeksOf(monthOf(today))
  const answered = dossier.meetings.filter(
    ({ ended_at, missed_reason }) => ended_at !== null || missed_reason !== null,
  )
  const isAnswered = ({ monday, sunday }: Week): boolean => {
    const isOf = (role: 'care_manager' | 'psychiatric_consultant', id: string) =>
      teamOf(dossier, span.row, role, monday, sunday).some(({ staff_id }) => staff_id === id)
    return answered.some((meeting) => {
      const day = dayOfTime(meeting.started_at)
      if (day < monday || day > sunday) return false
      return (
        isOf('care_manager', meeting.care_manager_id) &&
        isOf('psychiatric_consultant', meeting.psychiatric_consultant_id)
      )
    })
  }
  const over = weeks.filter(({ sunday }) => span.enrolled_on <= sunday && sunday < today)
  const last = weeks.at(-1)!
  const missed = over.find((week) => !isAnswered(week)) ?? (last.sunday < today ? last : undefined)
  return missed ? addDays(missed.sunday, 1) : null
}
