/**
 * Sessions have a file of their own beside the registry, `registry.sessions.db`, so that no backup
 * of the registry ever holds one that is still open, and signing in does not wait for an import.
 */
import { hash, id, index, instant, table, whole, words } from '#dialect'

export const sessions = table(
  'sessions',
  {
    /** SHA-256 of the token: nothing in this file opens a session. */
    token_hash: hash('token_hash').primaryKey(),
    account_id: id('account_id').notNull(),
    opened_at: instant('opened_at').notNull(),
    seen_at: instant('seen_at').notNull(),
    /** `pending` while the second factor is wanted; else which one it was. */
    factor: words('factor'),
    address: words('address'),
    client: words('client'),
  },
  (t) => [
    index('sessions_by_opening').on(t.opened_at),
    index('sessions_by_last_seen').on(t.seen_at),
  ],
)

/** How far each second factor has been used: what was used once is never taken again. */
export const factor_uses = table('factor_uses', {
  credential_id: id('credential_id').primaryKey(),
  /** TOTP: the last time step. A passkey: its counter. */
  used: whole('used').notNull(),
})
