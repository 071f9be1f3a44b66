/** One's own account: what it is, another password, and the password once more before grave things. */
import {
  type Account,
  type Accounts,
  hashOf,
  isOneTime,
  type Sessions,
} from '../domain/accounts.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { passwordFault } from '../domain/password.ts'
import { isOpen } from '../domain/sessions.ts'
import type { Instant } from '../domain/zone.ts'
import type { Passwords, SignedIn } from './sign-in.ts'
import type { Throttle } from './throttle.ts'

export interface AccountParts {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly throttle: Throttle
}

/** From where, and when. */
export interface Attempt {
  readonly address: string
  readonly at: Instant
}

export type PasswordOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly seconds: number }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

/** How long a password entered once more is good for: milliseconds. */
const stepUpLasts = 5 * 60_000

export function ownAccount(parts: AccountParts) {
  /** Until when, by session. Forgotten with the server: then the password is asked for again. */
  const steppedUp = new Map<string, number>()
  return {
    async view({ session, staff }: SignedIn, at: Instant) {
      const account = await own(parts, session.account_id)
      const open = (await parts.sessions.all()).filter(
        (one) => one.account_id === account.account_id && isOpen(one, at),
      )
      const { name, role } = staff
      const { sign_in_name } = account
      return { name, role, sign_in_name, one_time: isOneTime(account), open_sessions: open.length }
    },

    /** Every other session of the account ends: whoever knew the old password is out. */
    async change(
      { session, staff }: SignedIn,
      { current, password }: { readonly current: string; readonly password: string },
      attempt: Attempt,
    ): Promise<PasswordOutcome> {
      const account = await own(parts, session.account_id)
      const right = await isRight(parts, account, current, attempt)
      if (right.outcome !== 'done') return right
      const shortfall = passwordFault(password, account.sign_in_name) ?? same(current, password)
      if (shortfall) return { outcome: 'refused', shortfall }
      const password_hash = await parts.passwords.hash(password)
      const actor = { who: staff.staff_id, role: staff.role }
      const by = { actor, at: attempt.at, reason: 'own password changed' }
      await parts.accounts.put({ ...account, password_hash }, by)
      await parts.sessions.endAll(account.account_id, session.token_hash)
      return right
    },

    /** The password once more; good for five minutes of this session. */
    async stepUp(
      { session }: SignedIn,
      password: string,
      attempt: Attempt,
    ): Promise<PasswordOutcome> {
      const account = await own(parts, session.account_id)
      const right = await isRight(parts, account, password, attempt)
      const now = Date.parse(attempt.at)
      for (const [token, until] of steppedUp) if (until <= now) steppedUp.delete(token)
      if (right.outcome === 'done') steppedUp.set(session.token_hash, now + stepUpLasts)
      return right
    },

    isSteppedUp: ({ session }: SignedIn, at: Instant): boolean =>
      (steppedUp.get(session.token_hash) ?? 0) > Date.parse(at),
  }
}

export type OwnAccount = ReturnType<typeof ownAccount>

async function own({ accounts }: AccountParts, accountId: string): Promise<Account> {
  const account = await accounts.byId(accountId)
  if (!account) throw new Error('somebody is signed in whose account is not there')
  return account
}

/** Guessing here is as slow as at the door. */
async function isRight(
  { passwords, throttle }: AccountParts,
  account: Account,
  password: string,
  { address, at }: Attempt,
): Promise<Exclude<PasswordOutcome, { outcome: 'refused' }>> {
  const seconds = throttle.take(account.sign_in_name, address, Date.parse(at) / 1000)
  if (seconds > 0) return { outcome: 'wait', seconds }
  if (!(await passwords.verify(hashOf(account), password))) return { outcome: 'wrong' }
  throttle.succeeded(account.sign_in_name, address)
  return { outcome: 'done' }
}

const same = (current: string, password: string): Shortfall | undefined =>
  current === password
    ? {
        reason: 'unchanged',
        message: 'The new password is the old one.',
        remedy: 'Choose another one.',
      }
    : undefined
