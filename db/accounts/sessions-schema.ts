/**
 * Sessions have a file of their own beside the registry, `registry.sessions.db`, so that no backup
 * of the registry ever holds one that is still open, and signing in does not wait for an import.
 */
import { hash, id, index, instant, table } from '#dialect'

export const sessions = table(
  'sessions',
  {
    /** SHA-256 of the token: nothing in this file opens a session. */
    token_hash: hash('token_hash').primaryKey(),
    account_id: id('account_id').notNull(),
    opened_at: instant('opened_at').notNull(),
    seen_at: instant('seen_at').notNull(),
  },
  (t) => [
    index('sessions_by_opening').on(t.opened_at),
    index('sessions_by_last_seen').on(t.seen_at),
  ],
)
