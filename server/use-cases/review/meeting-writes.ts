/** Starting, ending and confirming a meeting, and noting a week without one. */
import type { CalendarDay } from '../../domain/calendar.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { Meeting } from '../../domain/records/index.ts'
import type { Change, Commit } from '../../domain/registry.ts'
import type { Met } from '../../domain/review/agenda-of.ts'
import { faultOfEnd, faultOfStart } from '../../domain/review/meeting-rules.ts'
import { momentOfInstant, type Versioned } from '../../domain/review/meetings.ts'
import { dayOfInstant, type LocalTime, localTimeOf } from '../../domain/zone.ts'
import { inTurnBy } from '../in-turn.ts'
import type { Asking } from '../sight.ts'
import { homeOf, type MeetingSeen, minutesUsed, seen, zoneOfMeeting } from './meeting-seen.ts'
import { metBy, type ReviewParts, staffNamed } from './panel.ts'

/** Who and under which key: what the wire says of a commit. */
export type Circumstance = Omit<Commit, 'changes' | 'reason' | 'recheck'>

export interface MeetingWanted {
  readonly care_manager: string
  readonly psychiatric_consultant: string
  readonly attendees: string | null
  readonly missed: { readonly on: CalendarDay; readonly reason: string } | null
}

export type MeetingOutcome =
  | {
      readonly outcome: 'done'
      readonly meeting: MeetingSeen
      readonly patients: readonly string[]
    }
  | { readonly outcome: 'unseen' }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

const refused = (reason: string, message: string, remedy: string): MeetingOutcome => ({
  outcome: 'refused',
  shortfall: { reason, message, remedy },
})

/** One start at a time: two people who press at once get one meeting, and the other hears of it. */
export function meetingStarter(parts: ReviewParts) {
  const inTurn = inTurnBy()
  return (wanted: MeetingWanted, asking: Asking, how: Circumstance): Promise<MeetingOutcome> =>
    inTurn(wanted.care_manager, () => started(parts, wanted, asking, how))
}

/** The starter is one of the two; what somebody else than the consultant enters awaits their word. */
async function started(
  parts: ReviewParts,
  wanted: MeetingWanted,
  asking: Asking,
  how: Circumstance,
): Promise<MeetingOutcome> {
  const { person, at } = asking
  const manager = await staffNamed(parts, wanted.care_manager)
  const consultant = await staffNamed(parts, wanted.psychiatric_consultant)
  if (manager?.role !== 'care_manager' || consultant?.role !== 'psychiatric_consultant')
    return { outcome: 'unseen' }
  const ids: readonly string[] = [manager.staff_id, consultant.staff_id]
  if (!ids.includes(person.staff_id)) return { outcome: 'unseen' }
  const met = await metBy(parts, asking, manager.staff_id)
  const clinic = homeOf(met, manager.staff_id)
  if (!clinic)
    return refused(
      'no-cases',
      'There is no open case of this care manager to review.',
      'Enroll one.',
    )
  const meeting_id = parts.rowKeys.idFor(person.staff_id, how.idempotency?.key ?? at, 'meetings')
  const rows = (await parts.meetings.of(manager.staff_id)).map(({ row }) => row)
  const fault = rows.some((row) => row.meeting_id === meeting_id)
    ? undefined // sent again: the commit answers as it did
    : faultOfStart(wanted.missed?.on ?? null, manager, rows, dayOfInstant(at, clinic.time_zone))
  if (fault) return { outcome: 'refused', shortfall: fault }
  const row = newMeeting(wanted, {
    meeting_id,
    clinic_id: clinic.clinic_id,
    care_manager_id: manager.staff_id,
    psychiatric_consultant_id: consultant.staff_id,
    started_at: localTimeOf(momentOfInstant(at), clinic.time_zone),
    entered_by: person.staff_id,
  })
  const reason = wanted.missed ? 'week without a meeting' : 'meeting started'
  await parts.registry.commit({ changes: [{ record: 'meetings', row }], ...how, reason })
  return shown(parts, asking, meeting_id, manager.staff_id, met)
}

type Known = Omit<
  Meeting,
  'ended_at' | 'missed_reason' | 'attendees' | 'confirmed_by' | 'confirmed_at'
>

/** A week without a meeting stands at noon of the day that is named: a time of day it has none. */
const newMeeting = ({ missed, attendees }: MeetingWanted, known: Known): Meeting => ({
  ...known,
  started_at: missed ? (`${missed.on}T12:00` as LocalTime) : known.started_at, // a day that exists
  ended_at: null,
  missed_reason: missed?.reason ?? null,
  attendees,
  confirmed_by: null,
  confirmed_at: null,
})

export interface MeetingStep {
  readonly meeting: string
  /** The version that was seen (If-Match). */
  readonly version: number
}

/** Found among the meetings of the asking person: another's is not there. */
export async function found(
  parts: ReviewParts,
  { person }: Asking,
  key: string,
): Promise<Versioned<Meeting> | undefined> {
  const theirs = await parts.meetings.of(person.staff_id)
  return theirs.find(({ row }) => parts.rowKeys.keyOf('meetings', row.meeting_id) === key)
}

/** @param endedAt null: now; else a time of the meeting's own day, for one that nobody had ended */
export async function ended(
  parts: ReviewParts,
  { meeting, version }: MeetingStep,
  endedAt: LocalTime | null,
  asking: Asking,
  how: Circumstance,
): Promise<MeetingOutcome> {
  const one = await found(parts, asking, meeting)
  if (!one) return { outcome: 'unseen' }
  const { row } = one
  const everybody = {
    ...asking,
    person: { staff_id: row.care_manager_id, role: 'care_manager' },
  } as const
  const all = await metBy(parts, everybody, row.care_manager_id)
  const zone = zoneOfMeeting(row, all)
  const now = momentOfInstant(asking.at)
  const ended_at = endedAt ?? localTimeOf(now, zone)
  const fault =
    one.version === version
      ? faultOfEnd(row, ended_at, { zone, now, used: minutesUsed(row, all) })
      : undefined
  if (fault) return { outcome: 'refused', shortfall: fault }
  const change: Change = { record: 'meetings', row: { ...row, ended_at }, replaces: version }
  await parts.registry.commit({ changes: [change], ...how, reason: 'meeting ended' })
  return shown(parts, asking, row.meeting_id, row.care_manager_id)
}

/** The meeting as it is after a change. */
export async function shown(
  parts: ReviewParts,
  asking: Asking,
  meetingId: string,
  careManager: string,
  known?: readonly Met[],
): Promise<MeetingOutcome> {
  const met = known ?? (await metBy(parts, asking, careManager))
  const one = (await parts.meetings.of(careManager)).find(({ row }) => row.meeting_id === meetingId)
  if (!one) throw new Error('a meeting that was just written is not there')
  const meeting = await seen(parts, one, met, asking.at, zoneOfMeeting(one.row, met))
  const names = new Set(meeting.reviews.map(({ review }) => review.patient_id))
  return { outcome: 'done', meeting, patients: [...names] }
}
