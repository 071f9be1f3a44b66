/** Since when things are true: days that can be combined before anybody asks what today is. */
import type { CalendarDay } from '../calendar.ts'

/** The day from which a condition holds until further records; null: it does not hold. */
export type Since = CalendarDay | null

/** The day from which all conditions hold: the latest of theirs; null where one does not hold. */
export function allSince(...conditions: readonly Since[]): Since {
  let latest: Since = null
  for (const day of conditions) {
    if (day === null) return null
    if (latest === null || day > latest) latest = day
  }
  return latest
}

/** The rows at the end of a list of which something is true without a break; oldest first. */
export function lastRun<T>(rows: readonly T[], isSo: (row: T) => boolean): readonly T[] {
  const before = rows.findLastIndex((row) => !isSo(row))
  return rows.slice(before + 1)
}
