/** The tables of one month's access log. Rows are added and never changed: triggers see to it. */
import { bool, hash, id, index, instant, oneOf, primaryKey, table, whole, words } from '#dialect'
import { accessActions } from '../../server/domain/access.ts'

/** Every read, list, export, print, sign-in and refusal, chained in order. */
export const access_entries = table(
  'access_entries',
  {
    /** Goes on from month to month without holes. */
    seq: whole('seq').primaryKey(),
    at: instant('at').notNull(),
    who: words('who').notNull(),
    role: words('role').notNull(),
    action: oneOf('action', accessActions).notNull(),
    what: words('what').notNull(),
    /** Which kind of data; null in entries that are older than the column. */
    category: words('category'),
    /** Whom it showed: the hash of a set in `shown_sets`; null where nobody was shown. */
    shown_hash: hash('shown_hash').references(() => shown_sets.shown_hash),
    substance_use: bool('substance_use').notNull(),
    outcome: oneOf('outcome', ['done', 'refused']).notNull(),
    reason: words('reason'),
    hash: hash('hash').notNull(),
  },
  (t) => [
    index('access_entries_by_time').on(t.at),
    index('access_entries_by_who').on(t.who, t.at),
    index('access_entries_by_shown').on(t.shown_hash),
  ],
)

/** A set of patients that was shown, kept once a month however often it is shown. */
export const shown_sets = table('shown_sets', {
  shown_no: whole('shown_no').primaryKey(),
  /** SHA-256 over the patients in order. */
  shown_hash: hash('shown_hash').notNull().unique(),
  patients: whole('patients').notNull(),
})

/** Who is in a set. By patient first: an accounting of disclosures asks for one person. */
export const shown_members = table(
  'shown_members',
  {
    patient_id: id('patient_id').notNull(),
    shown_no: whole('shown_no')
      .notNull()
      .references(() => shown_sets.shown_no),
  },
  (t) => [
    primaryKey({ columns: [t.patient_id, t.shown_no] }),
    index('shown_members_by_set').on(t.shown_no),
  ],
)

/** How this month's chain hangs together with its neighbours'. */
export const chain_links = table('chain_links', {
  /** `opened`: where the month before had ended. `closed`: where this one ended, for good. */
  link: oneOf('link', ['opened', 'closed']).primaryKey(),
  /** The neighbour; null where this is the first month of all. */
  month: words('month'),
  seq: whole('seq').notNull(),
  hash: hash('hash').notNull(),
})
