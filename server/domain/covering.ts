/** Who does an absent colleague's work: on the days of a cover, both of its ends included. */
import type { CalendarDay } from './calendar.ts'
import type { Cover } from './records/index.ts'

/**
 * Whose work somebody does on a day, beside their own. Covering is not handed on: whoever covers a
 * colleague does not also cover those whom that colleague covers.
 */
export const coveredBy = (
  covers: readonly Cover[],
  staffId: string,
  on: CalendarDay,
): ReadonlySet<string> =>
  new Set(
    covers
      .filter(({ covering_staff_id }) => covering_staff_id === staffId)
      .filter(({ starts_on, ends_on }) => starts_on <= on && on <= ends_on)
      .map(({ absent_staff_id }) => absent_staff_id)
      .filter((absent) => absent !== staffId),
  )
