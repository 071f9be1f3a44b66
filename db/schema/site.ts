/** What a site decides for its own caseload. */
import { sql } from 'drizzle-orm'
import { check, day, oneOf, primaryKey, table, whole, words } from '#dialect'
import { numberNames } from '../../server/domain/caseload/numbers.ts'
import { kept } from './ledger.ts'

/** A number of the caseload's rules, from a day on. */
export const site_numbers = table(
  'site_numbers',
  {
    name: oneOf('name', numberNames).notNull(),
    effective_from: day('effective_from').notNull(),
    value: whole('value').notNull(),
    /** Who decided it, and why. */
    reason: words('reason').notNull(),
    ...kept(),
  },
  (t) => [
    primaryKey({ columns: [t.name, t.effective_from] }),
    check('site_numbers_value_range', sql`${t.value} between 1 and 3650`),
  ],
)
