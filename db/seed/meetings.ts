/** The weekly consultations of each panel, and whom they had time for. */
import {
  addDays,
  type CalendarDay,
  daysBetween,
  firstDay,
  mondayOf,
} from '../../server/domain/calendar.ts'
import type { Meeting } from '../../server/domain/records/index.ts'
import { type Diary, laterBy, timeOn } from './diary.ts'
import { missedReasons } from './notes.ts'
import { inCareOn, type Outline } from './outline.ts'
import type { Panel } from './people.ts'
import { monthsOfHistory, type Timeline } from './timeline.ts'
import { workingDayUntil } from './working-days.ts'

const meetingMinutes = 60
export const minutesPerCase = 4
const casesPerMeeting = meetingMinutes / minutesPerCase
/** A case that was reviewed comes back after about four weeks. */
const reviewedAgainAfter = 25

/** Every week of the history one meeting; one a quarter was missed, and somebody wrote down why. */
export function meetingsOf(panel: Panel, time: Timeline, diary: Diary): readonly Meeting[] {
  const meetings: Meeting[] = []
  const start = mondayOf(firstDay(time.monthAgo(monthsOfHistory - 1)))
  for (let monday = start; monday <= time.yesterday; monday = addDays(monday, 7)) {
    const day = workingDayUntil(addDays(monday, panel.meets.weekday))
    if (day > time.yesterday) break
    const weeksAgo = Math.floor(daysBetween(monday, mondayOf(time.today)) / 7)
    meetings.push(meetingOn(day, panel, weeksAgo % 13 === 5, diary))
  }
  return meetings
}

function meetingOn(day: CalendarDay, panel: Panel, missed: boolean, diary: Diary): Meeting {
  const { care_manager_id, consultant_id, clinic_id, meets } = panel
  const meeting_id = `mt-${care_manager_id.slice(3)}-${day}`
  const named = {
    meeting_id,
    clinic_id,
    care_manager_id,
    psychiatric_consultant_id: consultant_id,
    attendees: null,
    entered_by: care_manager_id,
    confirmed_by: consultant_id,
  }
  const started_at = timeOn(day, meets.minute)
  if (missed) {
    const missed_reason = missedReasons[meeting_id.length % missedReasons.length]!
    const confirmed_at = laterBy(started_at, meetingMinutes)
    return { ...named, started_at, ended_at: null, missed_reason, confirmed_at }
  }
  diary.block(care_manager_id, day, meets.minute, meetingMinutes)
  const ended_at = laterBy(started_at, meetingMinutes)
  return { ...named, started_at, ended_at, missed_reason: null, confirmed_at: laterBy(ended_at, 5) }
}

/** A patient's turn in a meeting. */
export interface Turn {
  readonly meeting: Meeting
  readonly day: CalendarDay
  /** Minutes after the meeting's start. */
  readonly offset: number
}

/** Who was talked about when: the new first, then whoever waited longest. By patient's number. */
export function turnsOf(
  outlines: readonly Outline[],
  meetings: readonly Meeting[],
): ReadonlyMap<Outline, readonly Turn[]> {
  const turns = new Map<Outline, Turn[]>()
  const lastOf = (outline: Outline): string => turns.get(outline)?.at(-1)?.day ?? ''
  for (const meeting of meetings) {
    if (meeting.ended_at === null) continue
    const day = meeting.started_at.slice(0, 10) as CalendarDay // a time begins with its day
    const due = outlines
      .filter((outline) => outline.model === 'cocm' && inCareOn(outline, day))
      .filter((outline) => isDue(lastOf(outline), day))
      .sort(
        (a, b) =>
          lastOf(a).localeCompare(lastOf(b)) || a.number - b.number || a.episode - b.episode,
      )
    for (const [place, outline] of due.slice(0, casesPerMeeting).entries()) {
      const turn = { meeting, day, offset: place * minutesPerCase }
      turns.set(outline, [...(turns.get(outline) ?? []), turn])
    }
  }
  return turns
}

const isDue = (last: string, day: CalendarDay): boolean =>
  last === '' || daysBetween(last as CalendarDay, day) >= reviewedAgainAfter // not empty: a day
