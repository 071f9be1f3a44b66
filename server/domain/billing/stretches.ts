/** A patient's recorded time, cut where something changes: each stretch counts, or not, as a whole. */
import { addDays, type CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { zoneOn } from '../episode-zone.ts'
import type { Interval } from '../intervals.ts'
import type { Activity, Staff } from '../records/index.ts'
import { dayOfTime, type Moment, momentOf, startOfDay } from '../zone.ts'
import { daysToRecord } from './parameters.ts'

/** An activity with its moments and what its record alone says about it. */
export interface Entry extends Interval {
  readonly activity: Activity
  readonly staff: Staff | undefined
  readonly day: CalendarDay
  /** Recorded too late and not attested. */
  readonly late: boolean
  /** The meeting whose length the case reviews inside it exceed. */
  readonly overAllocatedIn: string | null
}

/** Time of one entry on one local day, on one side of every consent and revocation. */
export interface Stretch extends Interval {
  readonly entry: Entry
  readonly day: CalendarDay
}

/** The entries up to and including a day, in order of time, then id. */
export function entriesOf(dossier: Dossier, upTo: CalendarDay): readonly Entry[] {
  if (latest?.dossier !== dossier) latest = { dossier, entries: allEntries(dossier) }
  return latest.entries.filter(({ day }) => day <= upTo)
}

/**
 * A dossier never changes, and is asked about many times in a row: its caseload and its month are
 * judged on the same entries. Only the latest is kept: a month of ten thousand would fill memory.
 */
let latest: { readonly dossier: Dossier; readonly entries: readonly Entry[] } | undefined

function allEntries(dossier: Dossier): readonly Entry[] {
  const staff = new Map(dossier.staff.map((person) => [person.staff_id, person]))
  const full = overAllocatedMeetings(dossier)
  return dossier.activities
    .map((activity) => entryOf(dossier, activity, staff.get(activity.staff_id), full))
    .sort((a, b) => a.from - b.from || (a.activity.activity_id < b.activity.activity_id ? -1 : 1))
}

function entryOf(
  dossier: Dossier,
  activity: Activity,
  staff: Staff | undefined,
  full: readonly FullMeeting[],
): Entry {
  const day = dayOfTime(activity.started_at)
  const zone = zoneOn(dossier, day)
  const from = momentOf(activity.started_at, zone)
  const to = momentOf(activity.ended_at, zone)
  const inside = full.find((meeting) => holdsReview(meeting, { ...activity, from, to }))
  const recorded = activity.recorded_at === null ? to : momentOf(activity.recorded_at, zone)
  return {
    activity,
    staff,
    day,
    from,
    to,
    late: recorded - to > daysToRecord * secondsInDay && !isAttested(activity),
    overAllocatedIn: inside?.meeting_id ?? null,
  }
}

const isAttested = ({ attested_by, attested_at, attest_reason }: Activity): boolean =>
  attested_by !== null && attested_at !== null && attest_reason !== null

/** A held meeting in which more case-review time is recorded than it lasted. */
export interface FullMeeting extends Interval {
  readonly meeting_id: string
  readonly care_manager_id: string
}

export const overAllocatedMeetings = ({ meetings }: Dossier): readonly FullMeeting[] =>
  meetings.flatMap(({ meeting_id, care_manager_id, started_at, ended_at, ...meeting }) => {
    if (ended_at === null || meeting.case_review_seconds === 0) return []
    const from = momentOf(started_at, meeting.time_zone)
    const to = momentOf(ended_at, meeting.time_zone)
    return meeting.case_review_seconds > to - from
      ? [{ meeting_id, care_manager_id, from, to }]
      : []
  })

/** Whether time is a case review by the meeting's care manager that lies wholly inside it. */
export const holdsReview = (
  meeting: FullMeeting,
  time: Interval & { readonly staff_id: string; readonly kind: string },
): boolean =>
  time.kind === 'case_review' &&
  time.staff_id === meeting.care_manager_id &&
  meeting.from <= time.from &&
  time.to <= meeting.to

/** An entry cut at local midnights and at these moments: wherever a consent begins or ends. */
export function stretchesOf(
  dossier: Dossier,
  entry: Entry,
  moments: readonly Moment[],
): readonly Stretch[] {
  const byDay = daysOf(dossier, entry)
  if (!moments.some((moment) => entry.from < moment && moment < entry.to)) return byDay
  return byDay.flatMap((stretch) => {
    const inside = moments.filter((moment) => stretch.from < moment && moment < stretch.to)
    const edges = [stretch.from, ...new Set(inside.toSorted((a, b) => a - b)), stretch.to]
    return edges.slice(1).map((to, i) => ({ ...stretch, from: edges[i]!, to }))
  })
}

function daysOf(dossier: Dossier, entry: Entry): readonly Stretch[] {
  const { from, to, day } = entry
  if (dayOfTime(entry.activity.ended_at) === day) return [{ entry, day, from, to }]
  const midnight = startOfDay(addDays(day, 1), zoneOn(dossier, day))
  const stretches: Stretch[] = [{ entry, day, from, to: midnight < to ? midnight : to }]
  if (midnight < to) stretches.push({ entry, day: addDays(day, 1), from: midnight as Moment, to })
  return stretches
}

const secondsInDay = 86_400
