/** The days on which the invented clinics are open: no weekends, no large holidays. */
import { addDays, type CalendarDay, dayNumber } from '../../server/domain/calendar.ts'

const holidays = new Set(['01-01', '07-04', '12-25'])

/** 0 for Monday to 6 for Sunday; day number 0 was a Thursday. */
export const weekdayOf = (day: CalendarDay): number => (((dayNumber(day) + 3) % 7) + 7) % 7

/** The fourth Thursday of November. */
const isThanksgiving = (day: CalendarDay): boolean =>
  day.slice(5, 7) === '11' && weekdayOf(day) === 3 && Math.ceil(Number(day.slice(8)) / 7) === 4

export const isWorkingDay = (day: CalendarDay): boolean =>
  weekdayOf(day) < 5 && !holidays.has(day.slice(5)) && !isThanksgiving(day)

/** That day, or the next one on which the clinic is open. */
export function workingDayFrom(day: CalendarDay): CalendarDay {
  let at = day
  while (!isWorkingDay(at)) at = addDays(at, 1)
  return at
}

/** That day, or the last one before it on which the clinic was open. */
export function workingDayUntil(day: CalendarDay): CalendarDay {
  let at = day
  while (!isWorkingDay(at)) at = addDays(at, -1)
  return at
}

/** The open days from one day to another, both included. */
export function workingDays(from: CalendarDay, to: CalendarDay): readonly CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day)
  return days
}
