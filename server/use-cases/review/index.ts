/** The weekly review: what it is about, in which order, and how its meetings stand. */
import { addDays, type CalendarDay } from '../../domain/calendar.ts'
import type { AgendaEntry, CaseloadRow } from '../../domain/caseload/index.ts'
import type { Dossier } from '../../domain/dossier.ts'
import { holdsSubstanceRecords } from '../../domain/permissions.ts'
import type { Meeting } from '../../domain/records/index.ts'
import {
  type AgendaOf,
  agendaOf,
  judged,
  type Met,
  reviewsIn,
} from '../../domain/review/agenda-of.ts'
import { lastHeld, missedWeeks, stateOf, type Versioned } from '../../domain/review/meetings.ts'
import { dayOfInstant, dayOfTime, type TimeZone } from '../../domain/zone.ts'
import { handlesOfPatients } from '../people.ts'
import type { Asking } from '../sight.ts'
import { homeOf, type MeetingSeen, seen, zoneOfMeeting } from './meeting-seen.ts'
import {
  type Colleague,
  careManagersOf,
  colleague,
  colleagues,
  metBy,
  type ReviewParts,
} from './panel.ts'

/** How long a meeting lasts unless one says otherwise, in minutes. */
export const usualLength = 60
/** Whom time cut comes back first for so many days: last week's, also where one week had none. */
const carriedFor = 14

export interface ReviewSeen {
  readonly today: CalendarDay
  readonly care_manager: Colleague
  readonly psychiatric_consultant: Colleague | null
  readonly care_managers: readonly Colleague[]
  readonly consultants: readonly Colleague[]
  readonly length: number
  readonly planned: number
  readonly meeting: MeetingSeen | null
  readonly last: MeetingSeen | null
  readonly to_confirm: readonly MeetingSeen[]
  readonly missed_weeks: readonly CalendarDay[]
  readonly entries: readonly EntrySeen[]
  readonly left_out: readonly EntrySeen[]
}

export interface EntrySeen extends AgendaEntry {
  readonly patient: string
  readonly today: CalendarDay
  readonly question: string | null
  readonly carried_over: boolean
  readonly reviewed: boolean
}

export type ReviewLooked =
  | {
      readonly outcome: 'seen'
      readonly review: ReviewSeen
      readonly patients: readonly string[]
      readonly substance_use: boolean
    }
  /** Not there, not theirs; `nobody`: they work with no care manager. */
  | { readonly outcome: 'unseen' }

/** @param careManager a handle; absent: oneself, or the first of those one consults */
export async function review(
  parts: ReviewParts,
  asking: Asking,
  careManager: string | undefined,
  length = usualLength,
): Promise<ReviewLooked> {
  const within = await colleagues(parts, await careManagersOf(parts, asking))
  const chosen =
    careManager === undefined
      ? (within.find((one) => one.staff_id === asking.person.staff_id) ?? within[0])
      : within.find((one) => one.staff === careManager)
  if (!chosen) return { outcome: 'unseen' }
  const met = await metBy(parts, asking, chosen.staff_id)
  const all = (await parts.meetings.of(chosen.staff_id)).filter(
    ({ row }) => row.care_manager_id === chosen.staff_id,
  )
  const zone = homeOf(met, chosen.staff_id)?.time_zone ?? ('UTC' as TimeZone) // known
  const today = dayOfInstant(asking.at, zone)
  const running = all.findLast(({ row }) => stateOf(row) === 'running')
  const last = lastHeld(all, addDays(today, -carriedFor))
  const agenda = agendaOf(met, {
    care_manager_id: chosen.staff_id,
    minutes: length,
    running: running?.row,
    last: last?.row,
    judge: remembered,
  })
  const review: ReviewSeen = {
    today,
    care_manager: chosen,
    care_managers: within,
    ...(await consultantsOf(parts, agenda)),
    length,
    planned: agenda.minutes,
    ...(await meetingsSeen(parts, asking, { all, met, running, last })),
    missed_weeks: missedWeeks(
      all.map(({ row }) => row),
      today,
      firstWeekOf(all, met, today),
    ),
    ...(await entriesSeen(parts, met, agenda, running?.row)),
  }
  return { outcome: 'seen', review, ...showing(met) }
}

const rowsOf = new WeakMap<Dossier, Map<CalendarDay, readonly CaseloadRow[]>>()

/** A chart that is still the same, on the same day, is not judged again. */
function remembered(dossier: Dossier, on: CalendarDay): readonly CaseloadRow[] {
  const days = rowsOf.get(dossier) ?? new Map<CalendarDay, readonly CaseloadRow[]>()
  const rows = days.get(on) ?? judged(dossier, on)
  rowsOf.set(dossier, days.set(on, rows))
  return rows
}

/** Weeks count from the first meeting, or from the first case: before there was nothing to miss. */
function firstWeekOf(
  all: readonly Versioned<Meeting>[],
  met: readonly Met[],
  today: CalendarDay,
): CalendarDay {
  const meetings = all.map(({ row }) => dayOfTime(row.started_at))
  const cases = met.flatMap(({ dossier }) => dossier.episodes.map((one) => one.enrolled_on))
  return [...meetings, ...cases].reduce((first, day) => (day < first ? day : first), today)
}

async function consultantsOf(parts: ReviewParts, { rows }: AgendaOf) {
  const counted = new Map<string, number>()
  for (const { team } of rows) {
    const id = team.psychiatric_consultant?.staff_id
    if (id !== undefined) counted.set(id, (counted.get(id) ?? 0) + 1)
  }
  const [most] = [...counted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return {
    psychiatric_consultant: (most && (await colleague(parts, most[0]))) ?? null,
    consultants: await colleagues(parts, counted.keys()),
  }
}

interface Around {
  readonly all: readonly Versioned<Meeting>[]
  readonly met: readonly Met[]
  readonly running: Versioned<Meeting> | undefined
  readonly last: Versioned<Meeting> | undefined
}

async function meetingsSeen(
  parts: ReviewParts,
  { at }: Asking,
  { all, met, running, last }: Around,
) {
  const show = (one: Versioned<Meeting>) => seen(parts, one, met, at, zoneOfMeeting(one.row, met))
  const waiting = all.filter(({ row }) => stateOf(row) === 'to_confirm')
  return {
    meeting: running ? await show(running) : null,
    last: last ? await show(last) : null,
    to_confirm: await Promise.all(waiting.map(show)),
  }
}

async function entriesSeen(
  parts: ReviewParts,
  met: readonly Met[],
  agenda: AgendaOf,
  running: Meeting | undefined,
) {
  const handleOf = await handlesOfPatients(
    parts.handles,
    met.map(({ dossier }) => dossier),
  )
  const ofPatient = new Map(met.map((one) => [one.dossier.patient.patient_id, one]))
  const shown = (entry: AgendaEntry): readonly EntrySeen[] => {
    const one = ofPatient.get(entry.row.patient_id)
    if (!one) return []
    const { episode_id } = entry.row
    return [
      {
        ...entry,
        patient: handleOf(one.dossier),
        today: one.today,
        question: agenda.questions.get(episode_id)?.question ?? null,
        carried_over: agenda.carried_over.has(episode_id),
        reviewed: running !== undefined && reviewsIn(running, one.dossier).length > 0,
      },
    ]
  }
  return { entries: agenda.entries.flatMap(shown), left_out: agenda.left_out.flatMap(shown) }
}

const showing = (met: readonly Met[]) => ({
  patients: met.map(({ dossier }) => dossier.patient.patient_id),
  substance_use: met.some(({ dossier }) => holdsSubstanceRecords(dossier)),
})
