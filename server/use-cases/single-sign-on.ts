/**
 * Signing in through the organization's own provider (OpenID Connect): it opens an account that is
 * there, and never makes one or gives a role.
 */
import type { Account } from '../domain/accounts.ts'
import type { Instant } from '../domain/zone.ts'
import { staffMember } from './people.ts'
import { hasFactor } from './second-factors.ts'
import {
  nobody,
  note,
  type Opening,
  openSession,
  type SignedIn,
  type SignInParts,
} from './sign-in.ts'

/** What was sent to the provider, and must come back with its answer. */
export interface Flow {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirect: string
}

/** What the provider says of somebody, its signature verified. */
export interface Claims {
  readonly sub: string
  readonly email: string | null
  readonly email_verified: boolean
  /** They showed more than one factor there. */
  readonly multi_factor: boolean
}

export interface Provider {
  begin(redirect: string): Promise<{ readonly url: string; readonly flow: Flow }>
  /** @returns null where the answer does not verify, or is none to this flow */
  finish(url: string, flow: Flow): Promise<Claims | null>
  /** Which of the provider's words is the sign-in name of an account here. */
  readonly claim: 'email' | 'sub'
}

/** How long somebody may take at the provider: milliseconds. */
const waits = 10 * 60_000

export function singleSignOn(parts: SignInParts, provider: Provider) {
  const begun = new Map<string, { readonly flow: Flow; readonly until: number }>()
  return {
    /** @param id random, known to this browser alone */
    async begin(id: string, redirect: string, at: Instant): Promise<string> {
      const now = Date.parse(at)
      for (const [key, { until }] of begun) if (until <= now) begun.delete(key)
      const { url, flow } = await provider.begin(redirect)
      begun.set(id, { flow, until: now + waits })
      return url
    },

    /** One answer for whoever is not let in; only the log tells why. */
    async finish(
      id: string,
      url: string,
      opening: Omit<Opening, 'factor'>,
    ): Promise<SignedIn | null> {
      const { at } = opening
      const found = begun.get(id)
      begun.delete(id)
      const isOpen = found !== undefined && found.until > Date.parse(at)
      const claims = isOpen ? await provider.finish(url, found.flow) : null
      const name = claims && nameIn(provider, claims)
      const account = name === null ? undefined : await parts.accounts.bySignInName(name)
      const staff = account && (await staffMember(parts.registry, account.staff_id))
      if (!claims || !account || !staff || account.disabled) {
        const reason = claims ? 'single-sign-on-unknown' : 'single-sign-on-failed'
        const who = account?.staff_id ?? nobody.who
        await note(parts, { who, role: 'nobody' }, 'sign-in', at, reason)
        return null
      }
      const factor = await factorOf(parts, account, claims)
      return openSession(parts, { ...opening, factor }, account, staff)
    },
  }
}

export type SingleSignOn = ReturnType<typeof singleSignOn>

/** An address that nobody has verified names nobody. */
const nameIn = ({ claim }: Provider, { sub, email, email_verified }: Claims): string | null =>
  claim === 'sub' ? sub : email_verified ? email : null

/** A second factor of one's own here is asked for; else the provider's counts where one is needed. */
async function factorOf(
  { credentials, switches }: SignInParts,
  { account_id }: Account,
  { multi_factor }: Claims,
): Promise<'pending' | 'provider' | null> {
  if (hasFactor(await credentials.of(account_id))) return 'pending'
  const required = (await switches.read('second_factor'))?.value === 'required'
  return multi_factor || !required ? 'provider' : null
}
