/** What may be done with a meeting, and why not. */
import type { CalendarDay } from '../calendar.ts'
import type { Shortfall } from '../evidence.ts'
import type { Meeting, Staff } from '../records/index.ts'
import { type LocalTime, type Moment, momentOf, type TimeZone } from '../zone.ts'
import { stateOf } from './meetings.ts'

/** Longer than any consultation lasts: whoever ends one after that says when it really ended. */
const longestHours = 8

/** @param missedOn a day of a week without a meeting; null: one is to start now */
export function faultOfStart(
  missedOn: CalendarDay | null,
  { staff_id, name }: Pick<Staff, 'staff_id' | 'name'>,
  all: readonly Meeting[],
  today: CalendarDay,
): Shortfall | undefined {
  if (missedOn !== null)
    return missedOn <= today
      ? undefined
      : {
          reason: 'in-future',
          message: `${missedOn} has not come yet.`,
          remedy: 'Note a missed week on the day on which it should have been, or later.',
        }
  const running = all.find((row) => row.care_manager_id === staff_id && stateOf(row) === 'running')
  return (
    running && {
      reason: 'meeting-running',
      message: `A meeting with ${name} runs since ${running.started_at.replace('T', ' ')}.`,
      remedy: 'Go on with it, or end it first.',
    }
  )
}

export interface Ending {
  readonly zone: TimeZone
  readonly now: Moment
  /** Minutes written on the reviews in it. */
  readonly used: number
}

/** Whether a meeting can have ended at a time. */
export function faultOfEnd(
  meeting: Meeting,
  endedAt: LocalTime,
  { zone, now, used }: Ending,
): Shortfall | undefined {
  if (stateOf(meeting) !== 'running')
    return {
      reason: 'meeting-over',
      message: 'This meeting does not run any more.',
      remedy: 'Read it again.',
    }
  const seconds = momentOf(endedAt, zone) - momentOf(meeting.started_at, zone)
  const began = meeting.started_at.replace('T', ' ')
  if (seconds <= 0 || momentOf(endedAt, zone) > now)
    return {
      reason: 'impossible-end',
      message: `It began at ${began} and cannot have ended at ${endedAt.replace('T', ' ')}.`,
      remedy: 'Give a time after its start that is not in the future.',
    }
  if (seconds > longestHours * 3600)
    return {
      reason: 'too-long',
      message: `It began at ${began}: that is more than ${longestHours} hours.`,
      remedy: 'Give the time at which it really ended.',
    }
  return used * 60 > seconds ? tooMany(used, Math.floor(seconds / 60)) : undefined
}

/** Minutes on reviews never exceed the meeting in which they were written. */
export const faultOfMinutes = (used: number, minutes: number): Shortfall | undefined =>
  used > minutes ? tooMany(used, minutes) : undefined

const tooMany = (used: number, minutes: number): Shortfall => ({
  reason: 'too-many-minutes',
  message: `Its reviews say ${used} minutes, the meeting had ${minutes}.`,
  remedy: 'Correct the minutes of its reviews, or the time at which it ended.',
})
