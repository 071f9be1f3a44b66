/** The minutes of the cases of a meeting, which together never exceed it (review.md). */
import type { CellFault } from './bundle/fault.ts'
import type { CaseloadMeeting } from './dossier.ts'
import { type LocalTime, momentOf, type TimeZone } from './zone.ts'

/** Whole minutes that a meeting has lasted by now, or lasted in all; 0 where it was not held. */
export function minutesSoFar(
  { started_at, ended_at, missed_reason, time_zone }: CaseloadMeeting,
  clock: { readonly now: LocalTime; readonly zone: TimeZone },
): number {
  if (ended_at === null && missed_reason !== null) return 0
  const end = ended_at === null ? momentOf(clock.now, clock.zone) : momentOf(ended_at, time_zone)
  return Math.max(0, Math.floor((end - momentOf(started_at, time_zone)) / 60))
}

/** @param spent minutes of the meeting's other cases */
export function minutesFault(
  meeting: CaseloadMeeting,
  spent: number,
  minutes: number,
  clock: { readonly now: LocalTime; readonly zone: TimeZone },
): CellFault | undefined {
  const left = minutesSoFar(meeting, clock) - spent
  if (minutes <= left) return undefined
  return { column: 'minutes', expected: `at most ${Math.max(0, left)}: the meeting has no more` }
}
