/** The demo's calendar: everything in the invented clinic is told from the day it is shown on. */
import {
  addDays,
  addMonths,
  type CalendarDay,
  type CalendarMonth,
  lastDay,
  monthOf,
} from '../../server/domain/calendar.ts'

export interface Timeline {
  readonly today: CalendarDay
  /** The last day with recorded work: today is only beginning. */
  readonly yesterday: CalendarDay
  /** The month of today. */
  readonly thisMonth: CalendarMonth
  /** The last full month: the one that the billing run is about. */
  readonly lastMonth: CalendarMonth
  /** 0 for this month, 1 for the last full one. */
  monthAgo(count: number): CalendarMonth
  /** The last day of a month on which work can have been recorded. */
  endOf(month: CalendarMonth): CalendarDay
}

/** How far the clinic's history goes back. */
export const monthsOfHistory = 12

export function timeline(today: CalendarDay): Timeline {
  const thisMonth = monthOf(today)
  const yesterday = addDays(today, -1)
  const monthAgo = (count: number): CalendarMonth => addMonths(thisMonth, -count)
  return {
    today,
    yesterday,
    thisMonth,
    lastMonth: monthAgo(1),
    monthAgo,
    endOf: (month) => (lastDay(month) < yesterday ? lastDay(month) : yesterday),
  }
}
