/** What a site decides for its own caseload. */
import { numberNames } from '../caseload/numbers.ts'
import { day, oneOf, type Row, text, whole } from './column.ts'

/**
 * A number of the caseload's rules, from a day on (review.md: a site may change numbers); the next
 * one of its name takes over. Keyed by name, effective_from.
 */
export const site_numbers = {
  name: oneOf(numberNames),
  effective_from: day(),
  /** In the unit of the default. */
  value: whole(1, 3650),
  /** Who decided it, and why. */
  reason: text(),
}

export type SiteNumber = Row<typeof site_numbers>
