/** What is done for a patient month by month: calls, visits, coordination, as recorded activities. */
import {
  addMonths,
  type CalendarDay,
  type CalendarMonth,
  daysBetween,
  firstDay,
  lastDay,
  monthOf,
} from '../../server/domain/calendar.ts'
import type { Activity, ActivityKind } from '../../server/domain/records/index.ts'
import { type Chance, chance } from './chance.ts'
import { levelAt } from './course.ts'
import { type Diary, laterBy } from './diary.ts'
import { minutesPerCase, type Turn } from './meetings.ts'
import { activityNotes } from './notes.ts'
import { daysInCare, type Outline } from './outline.ts'
import type { Timeline } from './timeline.ts'

/** One piece of a month's work, before it has a day and an hour. */
interface Piece {
  readonly kind: ActivityKind
  readonly minutes: number
}

/** The prefix of the ids of a patient's rows: it tells their episodes apart. */
export const idStem = ({ patient, episode }: Outline): string =>
  episode === 1 ? patient.patient_id : `${patient.patient_id}.${episode}`

/** Everything recorded for one patient, in order. */
export function activitiesOf(
  outline: Outline,
  turns: readonly Turn[],
  diary: Diary,
  time: Timeline,
): readonly Activity[] {
  const done: Activity[] = turns.map((turn, count) => discussion(outline, turn, count))
  const last = outline.closed_on === null ? time.thisMonth : monthOf(outline.closed_on)
  for (let month = monthOf(outline.enrolled_on); month <= last; month = addMonths(month, 1))
    if (!outline.paused.has(month)) done.push(...monthOfWork(outline, month, turns, diary, time))
  return done.sort((a, b) => a.started_at.localeCompare(b.started_at))
}

/** The care manager's time in the weekly meeting. */
function discussion(outline: Outline, turn: Turn, count: number): Activity {
  const started_at = laterBy(turn.meeting.started_at, turn.offset)
  return {
    ...blank(outline),
    activity_id: `${idStem(outline)}-d${count + 1}`,
    started_at,
    ended_at: laterBy(started_at, minutesPerCase),
    kind: 'case_review',
    reached: false,
    modality: 'none',
  }
}

function monthOfWork(
  outline: Outline,
  month: CalendarMonth,
  turns: readonly Turn[],
  diary: Diary,
  time: Timeline,
): readonly Activity[] {
  const luck = chance(`work ${idStem(outline)} ${month}`)
  const days = daysInCare(outline, firstDay(month), lastDay(month))
  const discussed = turns.filter(({ day }) => monthOf(day) === month).length * minutesPerCase
  const pieces = piecesOf(outline, month, discussed, days.length, luck)
  return pieces.flatMap((piece, place) => {
    // Work is spread over the month; what would lie after yesterday is not done yet.
    const share =
      (place + (place === 0 && isFirst(outline, month) ? 0 : luck.unit() * 0.8)) / pieces.length
    const wanted = Math.floor(share * days.length)
    const day = days[wanted]
    if (day === undefined || day > time.yesterday) return []
    const id = `${idStem(outline)}-${month.slice(2).replace('-', '')}${String(place + 1).padStart(2, '0')}`
    return activityOn(outline, piece, id, days.slice(wanted), diary, luck)
  })
}

/** On the first of the days with room in the care manager's diary; at month's end, maybe never. */
function activityOn(
  outline: Outline,
  piece: Piece,
  activity_id: string,
  days: readonly CalendarDay[],
  diary: Diary,
  luck: Chance,
): readonly Activity[] {
  const staff_id = outline.panel.care_manager_id
  for (const day of days) {
    const slot = diary.book(staff_id, day, piece.minutes, luck)
    if (slot) return [{ ...blank(outline), ...wordsFor(piece.kind, luck), activity_id, ...slot }]
  }
  return []
}

/** How a piece of work of each kind is usually done. */
function wordsFor(kind: ActivityKind, luck: Chance) {
  const lines = activityNotes[kind]
  const note = lines && luck.often(0.7) ? luck.pick(lines) : null
  if (kind === 'coordination') {
    const counterpart = luck.pick(['treating practitioner', 'treating practitioner', 'pharmacy'])
    return { kind, reached: false, modality: 'message' as const, counterpart, note }
  }
  const modality = luck.pick(['phone', 'phone', 'phone', 'video', 'in_person'] as const)
  if (kind !== 'brief_intervention') return { kind, reached: true, modality, note }
  const technique = luck.pick([
    'behavioral_activation',
    'behavioral_activation',
    'problem_solving',
    'motivational_interviewing',
    'cognitive',
  ] as const)
  return { kind, reached: true, modality, technique, note }
}

/** An activity of the patient's care manager with everything absent that may be. */
export const blank = (outline: Outline) => ({
  patient_id: outline.patient.patient_id,
  staff_id: outline.panel.care_manager_id,
  technique: null,
  counterpart: null,
  billed_as: null,
  recorded_at: null,
  note: null,
  attested_by: null,
  attested_at: null,
  attest_reason: null,
})

/** The first month of an episode, by row or after a break. */
export const isFirst = (outline: Outline, month: CalendarMonth): boolean =>
  month === monthOf(outline.enrolled_on) || outline.paused.has(addMonths(month, -1))

function piecesOf(
  outline: Outline,
  month: CalendarMonth,
  discussed: number,
  daysLeft: number,
  luck: Chance,
): readonly Piece[] {
  const first = isFirst(outline, month)
  const total = outline.minutes.get(month) ?? minutesIn(outline, month, first, daysLeft, luck)
  const rest = total - discussed
  if (first)
    return parted(rest, [
      ['assessment', 45],
      ['brief_intervention', 25],
      ['coordination', 10],
      ['follow_up', 20],
    ])
  if (rest < 12) return parted(rest, [['follow_up', 1]])
  const well = isWell(outline, month)
  return parted(rest, [
    ['brief_intervention', 35],
    ['coordination', 15],
    [well ? 'relapse_prevention' : 'follow_up', 25],
    ...(rest > 30 && !well ? [['follow_up', 25] as const] : []),
    ...(rest > 110 ? [['follow_up', 60] as const, ['follow_up', 60] as const] : []),
  ])
}

/** Whole minutes in these shares; what rounding leaves goes to the first. */
function parted(
  total: number,
  shares: readonly (readonly [ActivityKind, number])[],
): readonly Piece[] {
  const sum = shares.reduce((all, [, share]) => all + share, 0)
  const parts = shares.map(([, share]) => Math.max(3, Math.floor((total * share) / sum)))
  const over = total - parts.reduce((all, part) => all + part, 0)
  return shares.map(([kind], place) => ({
    kind,
    minutes: Math.max(3, parts[place]! + (place === 0 ? over : 0)),
  }))
}

const isWell = (outline: Outline, month: CalendarMonth): boolean => {
  const weeks = daysBetween(outline.enrolled_on, firstDay(month)) / 7
  return weeks > 14 && levelAt(outline.course, outline.baseline, weeks) < 4.5
}

/** What the month took, when no case asks for something else. */
function minutesIn(
  outline: Outline,
  month: CalendarMonth,
  first: boolean,
  daysLeft: number,
  luck: Chance,
): number {
  if (outline.model === 'bhi') return luck.whole(22, 40)
  const whole = outline.payer_id === 'commonwell' ? 22 : 0
  if (first) return daysLeft < 5 ? luck.whole(20, 34) : luck.whole(48, 84) + whole
  if (isWell(outline, month)) return luck.whole(17, 30)
  const kind = luck.unit()
  if (kind < 0.07) return luck.whole(8, 14)
  if (kind < 0.19) return luck.whole(18, 30) + whole / 2
  return kind < 0.84 ? luck.whole(32, 58) + whole : luck.whole(76, 112)
}
