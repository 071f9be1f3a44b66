/** One's own account: what it is, another password, and the password once more before grave things. */
import {
  type Account,
  type Accounts,
  type Credentials,
  hashOf,
  isOneTime,
  type Session,
  type Sessions,
  type Switches,
  shortHash,
} from '../domain/accounts.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { minimumBesideFactor, minimumPasswordLength, passwordFault } from '../domain/password.ts'
import { isFactor } from '../domain/second-factor.ts'
import { isOpen } from '../domain/sessions.ts'
import type { Instant } from '../domain/zone.ts'
import type { RowKeys } from './row-keys.ts'
import { hasFactor } from './second-factors.ts'
import type { Passwords, SignedIn } from './sign-in.ts'
import type { Throttle } from './throttle.ts'

export interface AccountParts {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly switches: Switches
  readonly rowKeys: RowKeys
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
  const isSteppedUp = ({ session }: SignedIn, at: Instant): boolean =>
    (steppedUp.get(session.token_hash) ?? 0) > Date.parse(at)
  return {
    async view({ session, staff }: SignedIn, at: Instant) {
      const account = await own(parts, session.account_id)
      const credentials = await parts.credentials.of(account.account_id)
      const { name, role } = staff
      const { sign_in_name } = account
      return {
        name,
        role,
        sign_in_name,
        one_time: isOneTime(account),
        password_minimum: minimumOf(hasFactor(credentials)),
        second_factor_required: (await parts.switches.read('second_factor'))?.value === 'required',
        factors: credentials.filter(isFactor).map(({ credential_id, kind, name, added_at }) => ({
          factor: parts.rowKeys.keyOf('credentials', credential_id),
          kind,
          name,
          added_at,
        })),
        recovery_codes_left: credentials.filter((one) => !isFactor(one)).length,
        sessions: (await ownSessions(parts, session, at)).map((one) =>
          sessionSeen(parts, session, one),
        ),
      }
    },

    /** @returns false where it is none of theirs that is open */
    async end({ session }: SignedIn, key: string, at: Instant): Promise<boolean> {
      const found = (await ownSessions(parts, session, at)).find(
        (one) => parts.rowKeys.keyOf('sessions', one.token_hash) === key,
      )
      if (found) await parts.sessions.end(found.token_hash)
      return found !== undefined
    },

    endOthers: ({ session }: SignedIn): Promise<void> =>
      parts.sessions.endAll(session.account_id, session.token_hash),

    /** Every other session of the account ends: whoever knew the old password is out. */
    async change(
      { session, staff }: SignedIn,
      { current, password }: { readonly current: string; readonly password: string },
      attempt: Attempt,
    ): Promise<PasswordOutcome> {
      // read before the row: what an administrator does meanwhile is not undone by this
      const replaces = (await parts.accounts.versions()).get(session.account_id)
      const account = await own(parts, session.account_id)
      const right = await isRight(parts, account, current, attempt)
      if (right.outcome !== 'done') return right
      const has = hasFactor(await parts.credentials.of(account.account_id))
      const shortfall =
        passwordFault(password, account.sign_in_name, minimumOf(has)) ?? same(current, password)
      if (shortfall) return { outcome: 'refused', shortfall }
      const hash = await parts.passwords.hash(password)
      const isLong = [...password].length >= minimumPasswordLength
      const password_hash = isLong ? hash : shortHash(hash)
      const actor = { who: staff.staff_id, role: staff.role }
      const seen = replaces === undefined ? {} : { replaces }
      const by = { actor, at: attempt.at, reason: 'own password changed', ...seen }
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

    isSteppedUp,

    /** Whether it has just been shown who this is: by signing in, or by the password once more. */
    isFresh: (signedIn: SignedIn, at: Instant): boolean =>
      isSteppedUp(signedIn, at) ||
      Date.parse(at) - Date.parse(signedIn.session.opened_at) < stepUpLasts,
  }
}

export type OwnAccount = ReturnType<typeof ownAccount>

const minimumOf = (hasFactor: boolean): number =>
  hasFactor ? minimumBesideFactor : minimumPasswordLength

const ownSessions = async (
  { sessions }: AccountParts,
  { account_id }: Session,
  at: Instant,
): Promise<readonly Session[]> =>
  (await sessions.all()).filter((one) => one.account_id === account_id && isOpen(one, at))

const sessionSeen = ({ rowKeys }: AccountParts, own: Session, one: Session) => ({
  session: rowKeys.keyOf('sessions', one.token_hash),
  opened_at: one.opened_at,
  seen_at: one.seen_at,
  address: one.address,
  client: one.client,
  factor: one.factor,
  own: one.token_hash === own.token_hash,
})

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
