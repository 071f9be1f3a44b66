/** Signing in and out, and knowing who is there. Every try is in the access log before its answer. */
import type { AccessAction, AccessLog } from '../domain/access.ts'
import {
  type Account,
  type Accounts,
  hashOf,
  isOneTime,
  type Session,
  type Sessions,
} from '../domain/accounts.ts'
import type { Staff } from '../domain/records/index.ts'
import type { Actor, Registry } from '../domain/registry.ts'
import { isOpen, isWorthNoting } from '../domain/sessions.ts'
import type { Instant } from '../domain/zone.ts'
import { staffMember } from './people.ts'
import type { Throttle } from './throttle.ts'

/** Slow on purpose: argon2id, where the program starts. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long where there is no hash to compare with: then it is always false. */
  verify(hash: string | null, password: string): Promise<boolean>
}

export interface SignInParts {
  readonly registry: Pick<Registry, 'history'>
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly accessLog: AccessLog
  readonly passwords: Passwords
  readonly throttle: Throttle
}

export interface SignedIn {
  readonly session: Session
  readonly staff: Staff
  /** By a one-time password: until its owner has set another, nothing else is theirs to do. */
  readonly must_change: boolean
}

export interface Try {
  readonly sign_in_name: string
  readonly password: string
  /** Where the request came from. */
  readonly address: string
  readonly at: Instant
  /** SHA-256 of the token that the session will be known by. */
  readonly token_hash: string
}

export type SignInOutcome =
  | { readonly outcome: 'signed_in'; readonly signedIn: SignedIn }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly seconds: number }

export type Identified =
  | { readonly outcome: 'known'; readonly signedIn: SignedIn }
  /** Nobody, or nobody any more; `was` names them for the log. */
  | { readonly outcome: 'unknown'; readonly was: Actor; readonly reason: string }

export const nobody: Actor = { who: 'nobody', role: 'nobody' }

export const signIn = (parts: SignInParts) => ({
  /** One answer for a wrong name, a wrong password and a disabled account. */
  async enter(attempt: Try): Promise<SignInOutcome> {
    const { sign_in_name, address, at } = attempt
    const name = sign_in_name.toLowerCase()
    const seconds = parts.throttle.take(name, address, Date.parse(at) / 1000)
    if (seconds > 0) {
      await note(parts, { ...nobody }, 'sign-in', at, 'too-many-tries')
      return { outcome: 'wait', seconds }
    }
    const account = await parts.accounts.bySignInName(sign_in_name)
    const right = await parts.passwords.verify(account ? hashOf(account) : null, attempt.password)
    const staff = account && (await staffMember(parts.registry, account.staff_id))
    if (!account || !staff || !right || account.disabled) {
      const who = account?.staff_id ?? nobody.who
      await note(parts, { who, role: 'nobody' }, 'sign-in', at, whyNot(account, right))
      return { outcome: 'wrong' }
    }
    parts.throttle.succeeded(name, address)
    return { outcome: 'signed_in', signedIn: await open(parts, attempt, account, staff) }
  },

  /** Whose token this is, if its session still holds; an ended one is removed. */
  async identify(tokenHash: string, at: Instant): Promise<Identified> {
    const session = await parts.sessions.find(tokenHash)
    if (!session) return { outcome: 'unknown', was: nobody, reason: 'no-session' }
    const account = await parts.accounts.byId(session.account_id)
    const staff = account && (await staffMember(parts.registry, account.staff_id))
    if (!account || !staff || account.disabled || !isOpen(session, at)) {
      await parts.sessions.end(tokenHash)
      const reason = isOpen(session, at) ? 'account-disabled' : 'session-expired'
      return { outcome: 'unknown', was: actorOf(account, staff), reason }
    }
    const known = { session, staff, must_change: isOneTime(account) }
    if (!isWorthNoting(session, at)) return { outcome: 'known', signedIn: known }
    await parts.sessions.seen(tokenHash, at)
    return { outcome: 'known', signedIn: { ...known, session: { ...session, seen_at: at } } }
  },

  async leave({ session, staff }: SignedIn, at: Instant): Promise<void> {
    await parts.sessions.end(session.token_hash)
    await note(parts, { who: staff.staff_id, role: staff.role }, 'sign-out', at, null)
  },
})

export type SignInUseCase = ReturnType<typeof signIn>

async function open(
  parts: SignInParts,
  { token_hash, at }: Try,
  account: Account,
  staff: Staff,
): Promise<SignedIn> {
  const { account_id } = account
  const session: Session = {
    token_hash,
    account_id,
    opened_at: at,
    seen_at: at,
    factor: null,
    address: null,
    client: null,
  }
  await note(parts, { who: staff.staff_id, role: staff.role }, 'sign-in', at, null)
  await parts.sessions.open(session)
  return { session, staff, must_change: isOneTime(account) }
}

const actorOf = (account: Account | undefined, staff: Staff | undefined): Actor => ({
  who: account?.staff_id ?? nobody.who,
  role: staff?.role ?? 'nobody',
})

function whyNot(account: Account | undefined, right: boolean): string {
  if (!account) return 'unknown-name'
  if (!right) return 'wrong-password'
  return account.disabled ? 'account-disabled' : 'no-such-staff'
}

const note = (
  { accessLog }: SignInParts,
  actor: Actor,
  action: AccessAction,
  at: Instant,
  refusal: string | null,
): Promise<void> =>
  accessLog.record({
    at,
    actor,
    action,
    what: 'session',
    patients: [],
    substance_use: false,
    outcome: refusal === null ? 'done' : 'refused',
    reason: refusal,
  })
