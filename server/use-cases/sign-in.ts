/** Signing in and out, and knowing who is there. Every try is in the access log before its answer. */
import type { AccessAction, AccessLog } from '../domain/access.ts'
import {
  type Account,
  type Accounts,
  type Credentials,
  hashOf,
  type Session,
  type Sessions,
  type Switches,
} from '../domain/accounts.ts'
import type { Grant, Grants } from '../domain/grants.ts'
import type { Staff } from '../domain/records/index.ts'
import type { Actor, Registry } from '../domain/registry.ts'
import type { Unfinished } from '../domain/second-factor.ts'
import { isOpen, isWorthNoting } from '../domain/sessions.ts'
import type { Instant } from '../domain/zone.ts'
import { staffMember } from './people.ts'
import { hasFactor, type SecondFactors } from './second-factors.ts'
import { grantsOf, unfinishedIn } from './standing.ts'
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
  readonly credentials: Credentials
  readonly grants: Grants
  readonly switches: Switches
  readonly sessions: Sessions
  readonly accessLog: AccessLog
  readonly passwords: Passwords
  readonly factors: SecondFactors
  readonly throttle: Throttle
}

export interface SignedIn {
  readonly session: Session
  readonly staff: Staff
  /** What must be done first: until then nothing else is theirs to do. */
  readonly unfinished: Unfinished | null
  /** What they were granted beyond their role, and holds now. */
  readonly grants: readonly Grant[]
  /** A machine with a key of its own: the routes that the key names, and no others. */
  readonly machine: { readonly routes: readonly string[] } | null
}

/** Where a session is opened from, and by which token it will be known. */
export interface Opening {
  /** Where the request came from. */
  readonly address: string
  /** The browser, in words. */
  readonly client: string | null
  readonly at: Instant
  /** SHA-256 of the token that the session will be known by. */
  readonly token_hash: string
  readonly factor: Session['factor']
}

export interface Try extends Omit<Opening, 'factor'> {
  readonly sign_in_name: string
  readonly password: string
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
    const factor = await firstFactor(parts, account)
    const signedIn = await openSession(parts, { ...attempt, factor }, account, staff)
    return { outcome: 'signed_in', signedIn }
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
    const unfinished = await unfinishedIn(parts, account, session)
    const grants = await grantsOf(parts, staff, at)
    const known = { session, staff, unfinished, grants, machine: null }
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

/** `pending` where the account has a second factor: the password alone opens nothing then. */
export const firstFactor = async (
  { credentials }: Pick<SignInParts, 'credentials'>,
  { account_id }: Account,
): Promise<'pending' | null> => (hasFactor(await credentials.of(account_id)) ? 'pending' : null)

export async function openSession(
  parts: SignInParts,
  { token_hash, at, factor, address, client }: Opening,
  account: Account,
  staff: Staff,
): Promise<SignedIn> {
  const { account_id } = account
  const seen = { opened_at: at, seen_at: at, factor, address, client }
  const session: Session = { token_hash, account_id, ...seen }
  const waits = factor === 'pending' ? 'second-factor-pending' : null
  await note(parts, { who: staff.staff_id, role: staff.role }, 'sign-in', at, null, waits)
  await parts.sessions.open(session)
  const unfinished = await unfinishedIn(parts, account, session)
  return { session, staff, unfinished, grants: [], machine: null }
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

/** @param remark said beside an outcome that is no refusal */
export const note = (
  { accessLog }: Pick<SignInParts, 'accessLog'>,
  actor: Actor,
  action: AccessAction,
  at: Instant,
  refusal: string | null,
  remark: string | null = null,
): Promise<void> =>
  accessLog.record({
    at,
    actor,
    action,
    what: 'session',
    patients: [],
    substance_use: false,
    outcome: refusal === null ? 'done' : 'refused',
    reason: refusal ?? remark,
  })
