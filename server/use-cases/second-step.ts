/** The second step of signing in: a code or a passkey turns a pending session into a new one. */
import type { Credential, CredentialKind } from '../domain/accounts.ts'
import type { Instant } from '../domain/zone.ts'
import {
  type Challenges,
  codeOf,
  type PasskeyOptions,
  passkeysOf,
  type Site,
} from './second-factors.ts'
import { note, openSession, type SignedIn, type SignInParts } from './sign-in.ts'

/** What the browser brings for the second step. */
export type Second =
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'passkey'; readonly response: unknown; readonly site: Site }

export interface SecondTry {
  readonly address: string
  readonly client: string | null
  readonly at: Instant
  /** Of the session to come: its token is a new one, so that the old one is worth nothing. */
  readonly token_hash: string
}

export type SecondOutcome =
  | { readonly outcome: 'signed_in'; readonly signedIn: SignedIn }
  | { readonly outcome: 'wrong' }
  /** Wrong too often: the password is asked for again. */
  | { readonly outcome: 'over' }
  | { readonly outcome: 'wait'; readonly seconds: number }

/** Wrong answers after which a pending session ends. */
const mostWrong = 10

export function secondStep(parts: SignInParts, challenges: Challenges) {
  const wrongs = new Map<string, number>()
  const wrong = async ({ session, staff }: SignedIn, at: Instant): Promise<SecondOutcome> => {
    const count = (wrongs.get(session.token_hash) ?? 0) + 1
    wrongs.set(session.token_hash, count)
    const actor = { who: staff.staff_id, role: 'nobody' } as const
    await note(parts, actor, 'sign-in', at, 'wrong-second-factor')
    if (count < mostWrong) return { outcome: 'wrong' }
    wrongs.delete(session.token_hash)
    await parts.sessions.end(session.token_hash)
    return { outcome: 'over' }
  }
  return {
    /** Which kinds the account has: for the page to ask for the right thing. */
    async kinds({ session }: SignedIn): Promise<readonly CredentialKind[]> {
      if (session.factor !== 'pending') return []
      const all = await parts.credentials.of(session.account_id)
      return [...new Set(all.map(({ kind }) => kind))].sort()
    },

    async passkeyOptions({ session }: SignedIn, site: Site, at: Instant): Promise<PasskeyOptions> {
      const known = passkeysOf(await parts.credentials.of(session.account_id))
      const options = await parts.factors.authentication(
        site,
        known.map(({ secret }) => secret),
      )
      challenges.give(session.token_hash, options.challenge, at)
      return options
    },

    async finish(pending: SignedIn, second: Second, attempt: SecondTry): Promise<SecondOutcome> {
      const { session, staff } = pending
      const { address, at } = attempt
      const name = `${session.account_id} second factor`
      const seconds = parts.throttle.take(name, address, Date.parse(at) / 1000)
      if (seconds > 0) return { outcome: 'wait', seconds }
      const credentials = await parts.credentials.of(session.account_id)
      const used = await usedOf(parts, challenges, pending, second, credentials, at)
      if (!used) return wrong(pending, at)
      parts.throttle.succeeded(name, address)
      wrongs.delete(session.token_hash)
      await parts.sessions.end(session.token_hash)
      if (used.kind === 'recovery') await spend(parts, used, pending, at)
      const account = await parts.accounts.byId(session.account_id)
      if (!account) return { outcome: 'over' }
      const where = { ...attempt, factor: used.kind }
      return { outcome: 'signed_in', signedIn: await openSession(parts, where, account, staff) }
    },
  }
}

export type SecondStep = ReturnType<typeof secondStep>

async function usedOf(
  parts: SignInParts,
  challenges: Challenges,
  { session }: SignedIn,
  second: Second,
  credentials: readonly Credential[],
  at: Instant,
): Promise<Credential | null> {
  if (second.by === 'code') return codeOf(parts, credentials, second.code, at)
  const challenge = challenges.take(session.token_hash, at)
  const { response, site } = second
  const id = (response as { readonly id?: unknown } | null)?.id // whatever a browser sent
  const key = passkeysOf(credentials).find(({ secret }) => parts.factors.idOf(secret) === id)
  if (!key || challenge === null) return null
  const counter = await parts.factors.authenticated(response, challenge, site, key.secret)
  // a counter never goes back: who shows an older one has a copy of the key, or of its answer
  const isNew = counter !== null && (await parts.sessions.noteFactor(key.credential_id, counter))
  return isNew ? key : null
}

/** A recovery code is good once. */
async function spend(
  { credentials }: SignInParts,
  code: Credential,
  { staff }: SignedIn,
  at: Instant,
): Promise<void> {
  const actor = { who: staff.staff_id, role: staff.role }
  await credentials.put([{ ...code, ended_at: at }], { actor, at, reason: 'recovery code used' })
}
