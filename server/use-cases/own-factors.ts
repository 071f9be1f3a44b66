/** One's own second factors: set up, counted, taken away. Nothing of them is ever shown again. */
import { type Credential, isShort } from '../domain/accounts.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { plainCode, recoveryCodes } from '../domain/second-factor.ts'
import type { Instant } from '../domain/zone.ts'
import * as says from './own-factors-says.ts'
import type { RowKeys } from './row-keys.ts'
import {
  type Challenges,
  hasFactor,
  type PasskeyOptions,
  passkeysOf,
  type Site,
} from './second-factors.ts'
import type { SignedIn, SignInParts } from './sign-in.ts'

export interface OwnFactorsParts extends SignInParts {
  readonly rowKeys: RowKeys
  readonly newId: () => string
}

export type FactorOutcome =
  /** Recovery codes are told this once; null: there are some already. */
  | { readonly outcome: 'added'; readonly recovery_codes: readonly string[] | null }
  | { readonly outcome: 'done' }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

/** How long a key that was shown waits for its first code: milliseconds. */
const waits = 10 * 60_000

export function ownFactors(parts: OwnFactorsParts, challenges: Challenges) {
  const begun = new Map<string, { readonly key: string; readonly until: number }>()
  return {
    /** A new key for an authenticator; nothing is kept until a code of it has come back. */
    async beginTotp({ session }: SignedIn, at: Instant) {
      const account = await parts.accounts.byId(session.account_id)
      const now = Date.parse(at)
      for (const [token, { until }] of begun) if (until <= now) begun.delete(token)
      const key = parts.factors.newTotp()
      begun.set(session.token_hash, { key, until: now + waits })
      return { key, uri: parts.factors.totpUri(key, account?.sign_in_name ?? '') }
    },

    async confirmTotp(
      signedIn: SignedIn,
      name: string,
      code: string,
      at: Instant,
    ): Promise<FactorOutcome> {
      const { token_hash } = signedIn.session
      const waiting = begun.get(token_hash)
      if (!waiting || waiting.until <= Date.parse(at))
        return { outcome: 'refused', shortfall: says.over }
      const step = parts.factors.totpStep(waiting.key, plainCode(code), at)
      if (step === null) return { outcome: 'refused', shortfall: says.wrongCode }
      begun.delete(token_hash)
      const credential = newCredential(parts, signedIn, 'totp', name, waiting.key, at)
      await parts.sessions.noteFactor(credential.credential_id, step)
      return added(parts, signedIn, credential, at)
    },

    async passkeyOptions({ session }: SignedIn, site: Site, at: Instant): Promise<PasskeyOptions> {
      const { account_id } = session
      const known = passkeysOf(await parts.credentials.of(account_id))
      const name = (await parts.accounts.byId(account_id))?.sign_in_name ?? ''
      const secrets = known.map(({ secret }) => secret)
      const options = await parts.factors.registration(site, { name, account_id }, secrets)
      challenges.give(session.token_hash, options.challenge, at)
      return options
    },

    async addPasskey(
      signedIn: SignedIn,
      { name, response, site }: { name: string; response: unknown; site: Site },
      at: Instant,
    ): Promise<FactorOutcome> {
      const challenge = challenges.take(signedIn.session.token_hash, at)
      if (challenge === null) return { outcome: 'refused', shortfall: says.over }
      const kept = await parts.factors.registered(response, challenge, site)
      if (kept === null) return { outcome: 'refused', shortfall: says.noPasskey }
      return added(parts, signedIn, newCredential(parts, signedIn, 'passkey', name, kept, at), at)
    },

    /** Every code that was left is worth nothing from now on. */
    async renewCodes(signedIn: SignedIn, at: Instant): Promise<FactorOutcome> {
      const all = await parts.credentials.of(signedIn.session.account_id)
      if (!hasFactor(all)) return { outcome: 'refused', shortfall: says.noFactor }
      const made = newCodes(parts, signedIn, at)
      const ended = all.filter(({ kind }) => kind === 'recovery').map(endedAt(at))
      await parts.credentials.put([...ended, ...made.credentials], {
        ...signed(signedIn, at),
        reason: 'new recovery codes',
      })
      return { outcome: 'added', recovery_codes: made.codes }
    },

    async remove(signedIn: SignedIn, factor: string, at: Instant): Promise<FactorOutcome> {
      const { account_id } = signedIn.session
      const all = await parts.credentials.of(account_id)
      const found = all.find(
        (one) => parts.rowKeys.keyOf('credentials', one.credential_id) === factor,
      )
      if (!found || found.kind === 'recovery') return { outcome: 'absent' }
      const left = all.filter((one) => one !== found)
      const last = !hasFactor(left)
      const shortfall = last ? await neededBy(parts, account_id) : undefined
      if (shortfall) return { outcome: 'refused', shortfall }
      // codes stand in for a factor: without one they would be a way in of their own
      const ended = (last ? all : [found]).map(endedAt(at))
      await parts.credentials.put(ended, {
        ...signed(signedIn, at),
        reason: 'second factor removed',
      })
      return { outcome: 'done' }
    },
  }
}

export type OwnFactors = ReturnType<typeof ownFactors>

export const endedAt =
  (at: Instant) =>
  (credential: Credential): Credential => ({ ...credential, ended_at: at })

const signed = ({ staff }: SignedIn, at: Instant) => ({
  actor: { who: staff.staff_id, role: staff.role },
  at,
})

const newCredential = (
  { newId }: OwnFactorsParts,
  { session }: SignedIn,
  kind: Credential['kind'],
  name: string,
  secret: string,
  at: Instant,
): Credential => ({
  credential_id: newId(),
  account_id: session.account_id,
  kind,
  name,
  secret,
  added_at: at,
  ended_at: null,
})

function newCodes(parts: OwnFactorsParts, signedIn: SignedIn, at: Instant) {
  const codes = Array.from({ length: recoveryCodes }, () => parts.factors.newRecoveryCode())
  const credentials = codes.map((code) => {
    const secret = parts.factors.hashOf(plainCode(code))
    return newCredential(parts, signedIn, 'recovery', 'recovery code', secret, at)
  })
  return { codes, credentials }
}

/** With the first factor come the codes for the day on which it is lost. */
async function added(
  parts: OwnFactorsParts,
  signedIn: SignedIn,
  credential: Credential,
  at: Instant,
): Promise<FactorOutcome> {
  const before = await parts.credentials.of(credential.account_id)
  const made = hasFactor(before) ? null : newCodes(parts, signedIn, at)
  await parts.credentials.put([credential, ...(made?.credentials ?? [])], {
    ...signed(signedIn, at),
    reason: 'second factor added',
  })
  // whoever was in by the password alone shows the second factor when they come back
  await parts.sessions.endAll(credential.account_id, signedIn.session.token_hash)
  return { outcome: 'added', recovery_codes: made?.codes ?? null }
}

async function neededBy(
  { switches, accounts }: OwnFactorsParts,
  accountId: string,
): Promise<Shortfall | undefined> {
  if ((await switches.read('second_factor'))?.value === 'required') return says.required
  const account = await accounts.byId(accountId)
  return account && isShort(account) ? says.shortPassword : undefined
}
