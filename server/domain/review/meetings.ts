/** Weekly consultations: how one stands, how long it was, which weeks had none. */
import { isConfirmed } from '../billing/chart.ts'
import { addDays, type CalendarDay, mondayOf } from '../calendar.ts'
import type { Meeting } from '../records/index.ts'
import { dayOfTime, type Instant, type Moment, momentOf, type TimeZone } from '../zone.ts'

/** A row with the version that a change of it names. */
export interface Versioned<Row> {
  readonly row: Row
  readonly version: number
}

/** Meetings by whoever takes part in them: the port of the weekly review. */
export interface Meetings {
  /** As care manager or as consultant, oldest first. */
  of(staffId: string): Promise<readonly Versioned<Meeting>[]>
  /** Whose open patients, on a day, a consultant is on the team of. */
  careManagersWith(consultantId: string, on: CalendarDay): Promise<readonly string[]>
}

/** `to_confirm`: somebody else entered it, so it proves nothing until its consultant confirms it. */
export type MeetingState = 'running' | 'held' | 'to_confirm' | 'missed'

/** Not held and not excused: it runs if it was started here; an imported one was never held. */
export function stateOf(meeting: Meeting): MeetingState {
  // a reason for its absence is a word about the meeting too: the rules ask for the consultant's
  if (meeting.missed_reason !== null) return isConfirmed(meeting) ? 'missed' : 'to_confirm'
  if (meeting.ended_at === null) return meeting.entered_by === null ? 'missed' : 'running'
  return isConfirmed(meeting) ? 'held' : 'to_confirm'
}

export const wasHeld = ({ ended_at }: Meeting): boolean => ended_at !== null

export const momentOfInstant = (at: Instant): Moment => Math.floor(Date.parse(at) / 1000) as Moment // whole seconds

/** Whole minutes from its start to its end, or until now; null: it was not held. */
export function minutesOf(meeting: Meeting, zone: TimeZone, now: Instant): number | null {
  if (meeting.ended_at === null && stateOf(meeting) !== 'running') return null
  const from = momentOf(meeting.started_at, zone)
  const to = meeting.ended_at === null ? momentOfInstant(now) : momentOf(meeting.ended_at, zone)
  return Math.max(0, Math.floor((to - from) / 60))
}

/** Mondays of the full weeks before today's in which there was neither a meeting nor a reason. */
export function missedWeeks(
  meetings: readonly Meeting[],
  today: CalendarDay,
  since: CalendarDay,
  weeks = 8,
): readonly CalendarDay[] {
  const answered = new Set(
    meetings
      .filter((meeting) => wasHeld(meeting) || meeting.missed_reason !== null)
      .map(({ started_at }) => mondayOf(dayOfTime(started_at))),
  )
  const mondays = Array.from({ length: weeks }, (_, i) =>
    addDays(mondayOf(today), -7 * (weeks - i)),
  )
  return mondays.filter((monday) => monday >= since && !answered.has(monday))
}

/** The last one held that was over no longer ago than so many days. */
export const lastHeld = (
  meetings: readonly Versioned<Meeting>[],
  since: CalendarDay,
): Versioned<Meeting> | undefined =>
  meetings
    .filter(({ row }) => wasHeld(row) && dayOfTime(row.started_at) >= since)
    .reduce<Versioned<Meeting> | undefined>(
      (last, one) => (last && last.row.started_at > one.row.started_at ? last : one),
      undefined,
    )
