/** When a quality measure wants its score: days counted from the index day that starts it. */
import {
  addDays,
  addMonths,
  type CalendarDay,
  daysBetween,
  earlierOf,
  lastDay,
  monthOf,
} from '../calendar.ts'

/** Days from one to another, both included, in which a quality measure wants its score. */
export interface MeasureWindow {
  readonly from: CalendarDay
  readonly to: CalendarDay
}

/** What follows from an index day, by measure (measures: "Quality measures with windows"). */
export interface MeasureWindows {
  /** CMS159: remission at 12 months, 60 days either way. */
  readonly cms159: MeasureWindow
  /** Response at 6 months: 30 days either way (endorsed text) or 60 (current family). */
  readonly six30: MeasureWindow
  readonly six60: MeasureWindow
  /** DRR-E: day 120 to day 240. */
  readonly drre: MeasureWindow
  /** The day from which the state asks for improvement. */
  readonly nys70: CalendarDay
  /** Weeks 8, 10 and 12. */
  readonly w8: CalendarDay
  readonly w10: CalendarDay
  readonly w12: CalendarDay
}

export const measureWindows = (index: CalendarDay): MeasureWindows => ({
  cms159: around(monthsAfter(index, 12), 60),
  six30: around(monthsAfter(index, 6), 30),
  six60: around(monthsAfter(index, 6), 60),
  drre: { from: addDays(index, 120), to: addDays(index, 240) },
  nys70: addDays(index, 70),
  w8: addDays(index, 56),
  w10: addDays(index, 70),
  w12: addDays(index, 84),
})

/**
 * Where a day stands: `early` by so many days before the window opens, `inside` with so many days
 * left after it, `late` by so many days.
 */
export function placeIn(
  { from, to }: MeasureWindow,
  day: CalendarDay,
): { readonly place: 'early' | 'inside' | 'late'; readonly days: number } {
  if (day < from) return { place: 'early', days: daysBetween(day, from) }
  if (day > to) return { place: 'late', days: daysBetween(to, day) }
  return { place: 'inside', days: daysBetween(day, to) }
}

const around = (day: CalendarDay, days: number): MeasureWindow => ({
  from: addDays(day, -days),
  to: addDays(day, days),
})

/** The same day so many months later, or that month's last day where it is shorter. */
function monthsAfter(day: CalendarDay, count: number): CalendarDay {
  const month = addMonths(monthOf(day), count)
  return earlierOf(lastDay(month), `${month}-${day.slice(8)}` as CalendarDay) // sorts as text
}
