/**
 * Desks have a file of their own beside the registry, `registry.desk.db`: what is unfinished is no
 * evidence, so no audit chain and no backup carries it, and it is deleted with age.
 */
import { id, index, instant, primaryKey, table, words } from '#dialect'

export const drafts = table(
  'drafts',
  {
    account_id: id('account_id').notNull(),
    name: words('name').notNull(),
    patient_id: id('patient_id'),
    content: words('content').notNull(),
    kept_at: instant('kept_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.account_id, t.name] }), index('drafts_by_age').on(t.kept_at)],
)

/** One a person: a second one ends the first. */
export const timers = table('timers', {
  account_id: id('account_id').primaryKey(),
  patient_id: id('patient_id').notNull(),
  kind: words('kind').notNull(),
  since: instant('since').notNull(),
  /** Under which key it was started: sent again, the start is answered again. */
  key: words('key').notNull(),
  /** The timer that this one ended, as JSON, for the same answer. */
  ended: words('ended'),
})

export const views = table(
  'views',
  {
    account_id: id('account_id').notNull(),
    screen: words('screen').notNull(),
    views: words('views').notNull(),
    kept_at: instant('kept_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.account_id, t.screen] })],
)
