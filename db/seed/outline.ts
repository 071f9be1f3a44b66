/** A patient in outline: who they are, who cares for them, from when to when, and how they do. */
import {
  addDays,
  type CalendarDay,
  type CalendarMonth,
  earlierOf,
  firstDay,
  laterOf,
  monthOf,
} from '../../server/domain/calendar.ts'
import type { Episode, Patient } from '../../server/domain/records/index.ts'
import { type Chance, chance } from './chance.ts'
import { type Course, courseShares } from './course.ts'
import { names } from './names.ts'
import { type Panel, panels } from './people.ts'
import { monthsOfHistory, type Timeline } from './timeline.ts'
import { workingDayFrom, workingDays } from './working-days.ts'

export interface Outline {
  readonly number: number
  readonly patient: Patient
  /** 1, or 2 for a second episode row of the same patient. */
  readonly episode: number
  readonly panel: Panel
  readonly practitioner_id: string
  readonly payer_id: string
  readonly model: Episode['model']
  readonly enrolled_on: CalendarDay
  readonly closed_on: CalendarDay | null
  readonly close_reason: Episode['close_reason']
  /** Months in which nobody saw them. */
  readonly paused: ReadonlySet<CalendarMonth>
  /** Minutes of a month where a case asks for exactly so many. */
  readonly minutes: ReadonlyMap<CalendarMonth, number>
  readonly course: Course
  /** The first PHQ-9. */
  readonly baseline: number
}

/** What a case asks of its patient's outline; months are told backwards, 0 is the month of today. */
export interface Wish {
  readonly enrolled?: number
  readonly closed?: number | null
  readonly close_reason?: NonNullable<Episode['close_reason']>
  readonly paused?: readonly number[]
  readonly minutes?: Readonly<Record<number, number>>
  readonly payer_id?: string
  readonly practitioner_id?: string
  readonly model?: Episode['model']
  readonly course?: Course
  readonly baseline?: number
}

export const patientsPerPanel = 80
export const patientCount = panels.length * patientsPerPanel

const payerShares = [
  ['medicare', 0.32],
  ['goldleaf', 0.2],
  ['commonwell', 0.16],
  ['state-medicaid', 0.17],
  ['riverbend', 0.15],
] as const

/** One of several, each in its share. */
function drawn<T>(shares: readonly (readonly [T, number])[], chance: Chance): T {
  const at = chance.unit()
  let passed = 0
  for (const [one, share] of shares) {
    passed += share
    if (at < passed) return one
  }
  return shares.at(-1)![0]
}

/** The patient with that number, from what a case wishes and chance decides. */
export function outlineOf(number: number, wish: Wish, time: Timeline, episode = 1): Outline {
  const luck = chance(`outline ${number} ${episode}`)
  const panel = panels[Math.floor(number / patientsPerPanel)]!
  const course = wish.course ?? drawn(courseShares, luck)
  const enrolled = wish.enrolled ?? luck.whole(0, monthsOfHistory - 1)
  const enrolled_on = enrollmentDay(time, enrolled, wish.enrolled !== undefined, luck)
  const closing = closingOf(wish, enrolled, course, enrolled_on, time, luck)
  return {
    number,
    patient: patientOf(number, time.today),
    episode,
    panel,
    practitioner_id: wish.practitioner_id ?? luck.pick(panel.practitioners),
    payer_id: wish.payer_id ?? drawn(payerShares, luck),
    model: wish.model ?? 'cocm',
    enrolled_on,
    ...closing,
    paused: new Set((wish.paused ?? []).map(time.monthAgo)),
    minutes: new Map(
      Object.entries(wish.minutes ?? {}).map(([ago, count]) => [time.monthAgo(Number(ago)), count]),
    ),
    course,
    baseline:
      wish.baseline ?? luck.whole(course === 'worse' ? 9 : 11, course === 'worse' ? 14 : 22),
  }
}

/** A working day early enough in its month for the intake to be finished in it. */
function enrollmentDay(time: Timeline, ago: number, early: boolean, luck: Chance): CalendarDay {
  const from = firstDay(time.monthAgo(ago))
  const to = earlierOf(addDays(from, early ? 6 : 13), time.yesterday)
  const days = workingDays(from, to)
  // A month that is only beginning has no such day yet: the month before it, then.
  return days[luck.whole(0, days.length - 1)] ?? enrollmentDay(time, ago + 1, early, luck)
}

const reasonsFor: Readonly<Record<Course, Outline['close_reason'][]>> = {
  remission: ['goals_met'],
  response: ['goals_met', 'goals_met', 'transferred'],
  partial: ['withdrew', 'transferred', 'lost_to_follow_up'],
  unchanged: ['referred_to_psychiatry', 'lost_to_follow_up', 'withdrew'],
  worse: ['referred_to_psychiatry'],
}

function closingOf(
  wish: Wish,
  enrolled: number,
  course: Course,
  enrolled_on: CalendarDay,
  time: Timeline,
  luck: Chance,
): Pick<Outline, 'closed_on' | 'close_reason'> {
  const asked = wish.enrolled !== undefined || wish.closed !== undefined
  const ended = !asked && enrolled >= 5 && luck.often(0.5) ? luck.whole(0, enrolled - 4) : null
  const ago = wish.closed ?? ended
  if (ago === null) return { closed_on: null, close_reason: null }
  const from = laterOf(firstDay(time.monthAgo(ago)), enrolled_on)
  const to = ago === 0 ? time.today : time.endOf(time.monthAgo(ago))
  const days = workingDays(addDays(from, ago === 0 ? 0 : 14), to)
  const reasons = reasonsFor[course]
  return {
    closed_on: days[luck.whole(0, days.length - 1)] ?? to,
    close_reason: wish.close_reason ?? reasons[luck.whole(0, reasons.length - 1)]!,
  }
}

function patientOf(number: number, today: CalendarDay): Patient {
  const luck = chance(`patient ${number}`)
  const group = luck.pick(names)
  const female = luck.often(0.62)
  const born = addDays(today, -Math.floor((19 + 62 * luck.unit() ** 1.3) * 365.25))
  return {
    patient_id: `pt-${String(number + 1).padStart(4, '0')}`,
    mrn: String(40_117 + number * 13).padStart(7, '0'),
    family_name: luck.pick(group.family),
    given_name: luck.pick(female ? group.female : group.male),
    birth_date: born,
    sex: female ? 'female' : 'male',
    language: luck.often(group.spanish) ? 'es' : 'en',
    // 555-0100 to 555-0199 are kept for invention.
    address_line: `${number + 1} Invented Street`,
    city: 'Millbrook',
    state: 'NY',
    postal_code: '12545',
    phone: `+1 ${luck.pick(['518', '607', '319'])}-555-01${String(luck.whole(0, 99)).padStart(2, '0')}`,
  }
}

/** Whether they were in care on a day, after the enrollment day itself. */
export const inCareOn = (outline: Outline, day: CalendarDay): boolean =>
  outline.enrolled_on < day &&
  (outline.closed_on === null || day < outline.closed_on) &&
  !outline.paused.has(monthOf(day))

/** The days on which they can be seen in a month. */
export const daysInCare = (outline: Outline, from: CalendarDay, to: CalendarDay) =>
  workingDays(laterOf(from, workingDayFrom(outline.enrolled_on)), earlierOf(to, outline.closed_on))
