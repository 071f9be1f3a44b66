/**
 * Calendar days and months as plain, sortable text: '2025-03-09' and '2025-03'.
 *
 * Collaborative care is billed by calendar month. A month here is never thirty days, never a clock
 * reading, and never in a time zone; `<` and `===` already compare it.
 */
declare const unit: unique symbol
export type CalendarDay = string & { readonly [unit]: 'day' }
export type CalendarMonth = string & { readonly [unit]: 'month' }

const monthShape = /^\d{4}-(0[1-9]|1[0-2])$/
const dayShape = /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/

/** Whether a text names a month. */
export const isCalendarMonth = (text: string): text is CalendarMonth => monthShape.test(text)

/** Whether a text names a day that exists: 2025-02-30 does not. */
export const isCalendarDay = (text: string): text is CalendarDay => {
  if (!dayShape.test(text)) return false
  const day = Number(text.slice(8))
  return day >= 1 && (day <= 28 || day <= daysIn(text.slice(0, 7) as CalendarMonth))
}

/** @throws RangeError where the text names no month */
export function calendarMonth(text: string): CalendarMonth {
  if (!isCalendarMonth(text)) throw new RangeError(`not a calendar month: ${text}`)
  return text
}

/** @throws RangeError where the text names no day that exists */
export function calendarDay(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw new RangeError(`not a calendar day: ${text}`)
  return text
}

export const monthOf = (day: CalendarDay): CalendarMonth => day.slice(0, 7) as CalendarMonth
export const firstDay = (month: CalendarMonth): CalendarDay => `${month}-01` as CalendarDay
export const lastDay = (month: CalendarMonth): CalendarDay =>
  `${month}-${daysIn(month)}` as CalendarDay

/** The month that comes `count` months later (earlier where negative). */
export function addMonths(month: CalendarMonth, count: number): CalendarMonth {
  const ordinal = ordinalOf(month) + count
  const year = String(Math.floor(ordinal / 12)).padStart(4, '0')
  return `${year}-${String((ordinal % 12) + 1).padStart(2, '0')}` as CalendarMonth
}

/** How many months lie from `start` to `end`: 0 for one and the same month. */
export const monthsBetween = (start: CalendarMonth, end: CalendarMonth): number =>
  ordinalOf(end) - ordinalOf(start)

const ordinalOf = (month: CalendarMonth): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1

/** How many days a month has. */
export function daysIn(month: CalendarMonth): number {
  const year = Number(month.slice(0, 4))
  const ordinal = Number(month.slice(5))
  if (ordinal !== 2)
    return ordinal === 4 || ordinal === 6 || ordinal === 9 || ordinal === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Days since 1970-01-01, by which days are counted and shifted. */
export const dayNumber = (day: CalendarDay): number => dayNumberAt(day)

/** The same of the day that a longer text begins with: no text is cut for it. */
export function dayNumberAt(text: string): number {
  const digits = twoDigits(text, 0) * 1e6 + twoDigits(text, 2) * 1e4
  const name = digits + twoDigits(text, 5) * 100 + twoDigits(text, 8)
  const known = numbers.get(name)
  if (known !== undefined) return known
  const number = Date.parse(text.slice(0, 10)) / millisecondsInDay
  // a registry speaks of a few thousand days, over and over; hostile input must not fill memory
  if (numbers.size < mostDaysRemembered) numbers.set(name, number)
  return number
}
/** By the day's eight digits as one number. */
const numbers = new Map<number, number>()

/** The number that two digits of a text are. */
export const twoDigits = (text: string, at: number): number =>
  text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * zero
const zero = 48
const mostDaysRemembered = 100_000

/** The day with that number. */
export function dayNumbered(count: number): CalendarDay {
  const known = days.get(count)
  if (known !== undefined) return known
  const day = new Date(count * millisecondsInDay).toISOString().slice(0, 10) as CalendarDay
  if (days.size < mostDaysRemembered) days.set(count, day)
  return day
}
const days = new Map<number, CalendarDay>()

export const addDays = (day: CalendarDay, count: number): CalendarDay =>
  dayNumbered(dayNumber(day) + count)

/** How many days lie from `start` to `end`: 0 for one and the same day, negative backwards. */
export const daysBetween = (start: CalendarDay, end: CalendarDay): number =>
  dayNumber(end) - dayNumber(start)

/** The Monday of the ISO week that a day lies in. */
export const mondayOf = (day: CalendarDay): CalendarDay => addDays(day, -weekdayOf(day))

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: CalendarDay): number => (((dayNumber(day) + 3) % 7) + 7) % 7

/** An ISO week, Monday to Sunday. */
export interface Week {
  readonly monday: CalendarDay
  readonly sunday: CalendarDay
}

/** The ISO weeks that belong to a month: those whose Thursday lies in it. */
export function weeksOf(month: CalendarMonth): readonly Week[] {
  const known = weeksByMonth.get(month)
  if (known) return known
  const weeks: Week[] = []
  let thursday = addDays(mondayOf(firstDay(month)), 3)
  if (monthOf(thursday) < month) thursday = addDays(thursday, 7)
  for (; monthOf(thursday) === month; thursday = addDays(thursday, 7))
    weeks.push({ monday: addDays(thursday, -3), sunday: addDays(thursday, 3) })
  if (weeksByMonth.size < mostMonthsRemembered) weeksByMonth.set(month, weeks)
  return weeks
}
const weeksByMonth = new Map<CalendarMonth, readonly Week[]>()
const mostMonthsRemembered = 1200

/** The later and the earlier of two days; an absent one gives way. */
export const laterOf = <T extends string>(a: T, b: T | null): T => (b !== null && b > a ? b : a)
export const earlierOf = <T extends string>(a: T, b: T | null): T => (b !== null && b < a ? b : a)

const millisecondsInDay = 86_400_000
