/** How long a sign-in lasts (trust.md): 15 minutes without doing anything, 12 hours at most. */
import type { Session } from './accounts.ts'
import { type Instant, instant } from './zone.ts'

const minute = 60_000
export const idleLimit = 15 * minute
/** A right password waits this long for its second factor. */
export const pendingLimit = 5 * minute
export const absoluteLimit = 12 * 60 * minute

const later = (at: Instant, milliseconds: number): Instant =>
  instant(new Date(Date.parse(at) + milliseconds).toISOString())

/** When a session ends unless something is done, and when it ends in any case. */
export const limitsOf = ({
  opened_at,
  seen_at,
  factor,
}: Pick<Session, 'opened_at' | 'seen_at' | 'factor'>): {
  idle_until: Instant
  ends_at: Instant
} => ({
  idle_until: later(seen_at, idleLimit),
  ends_at: later(opened_at, factor === 'pending' ? pendingLimit : absoluteLimit),
})

/**
 * Whether a session still holds at an instant; the very end is too late. One that was opened or seen
 * in what is still to come does not: the clock was wrong then, and it would last longer than allowed.
 */
export function isOpen(session: Session, at: Instant): boolean {
  const { idle_until, ends_at } = limitsOf(session)
  const now = Date.parse(at)
  const latest = Math.max(Date.parse(session.opened_at), Date.parse(session.seen_at))
  return now < Date.parse(idle_until) && now < Date.parse(ends_at) && latest - now < minute
}

/** Being seen is kept to the minute, so that reading does not write at every request. */
export const isWorthNoting = (session: Session, at: Instant): boolean =>
  Date.parse(at) - Date.parse(session.seen_at) >= minute
