/** The port to what knows one-time codes and passkeys, and what is asked of it by both rooms. */
import type { Credential, Sessions } from '../domain/accounts.ts'
import { isFactor, plainCode } from '../domain/second-factor.ts'
import type { Instant } from '../domain/zone.ts'

/** Where a passkey is used: it holds for this name alone. */
export interface Site {
  /** `https://registry.example.org` */
  readonly origin: string
  /** `registry.example.org` */
  readonly host: string
}

export interface Passkey {
  readonly id: string
  readonly public_key: string
  readonly transports: readonly string[]
}

/** Options for the browser's own dialog: JSON, with a challenge of 256 random bits. */
export interface PasskeyOptions {
  readonly challenge: string
}

export interface SecondFactors {
  newTotp(): string
  /** `otpauth://totp/…`, for an authenticator to scan. */
  totpUri(key: string, name: string): string
  /** The time step that a code is of; null where it is none of now. */
  totpStep(key: string, code: string, at: Instant): number | null
  newRecoveryCode(): string
  hashOf(code: string): string
  registration(
    site: Site,
    whose: { readonly name: string; readonly account_id: string },
    known: readonly string[],
  ): Promise<PasskeyOptions>
  authentication(site: Site, known: readonly string[]): Promise<PasskeyOptions>
  /** What is kept of a new passkey; null where the response does not verify. */
  registered(response: unknown, challenge: string, site: Site): Promise<string | null>
  /** The passkey's counter; null where the response does not verify. */
  authenticated(
    response: unknown,
    challenge: string,
    site: Site,
    secret: string,
  ): Promise<number | null>
  idOf(secret: string): string
}

/** Challenges that were given out, by session; good for five minutes and for one answer. */
export function challenges() {
  const lasts = 5 * 60_000
  const given = new Map<string, { readonly challenge: string; readonly until: number }>()
  return {
    give(tokenHash: string, challenge: string, at: Instant): void {
      const now = Date.parse(at)
      for (const [key, { until }] of given) if (until <= now) given.delete(key)
      given.set(tokenHash, { challenge, until: now + lasts })
    },
    take(tokenHash: string, at: Instant): string | null {
      const found = given.get(tokenHash)
      given.delete(tokenHash)
      return found && found.until > Date.parse(at) ? found.challenge : null
    },
  }
}
export type Challenges = ReturnType<typeof challenges>

/** The credential that a typed code is of: of an authenticator, or one of the recovery codes. */
export async function codeOf(
  { factors, sessions }: { readonly factors: SecondFactors; readonly sessions: Sessions },
  credentials: readonly Credential[],
  typed: string,
  at: Instant,
): Promise<Credential | null> {
  const code = plainCode(typed)
  for (const one of credentials) {
    if (one.kind === 'recovery' && one.secret === factors.hashOf(code))
      return (await sessions.noteFactor(one.credential_id, 1)) ? one : null
    if (one.kind !== 'totp') continue
    const step = factors.totpStep(one.secret, code, at)
    // a code is good once: whoever looked over a shoulder comes too late
    if (step !== null && (await sessions.noteFactor(one.credential_id, step))) return one
  }
  return null
}

export const passkeysOf = (credentials: readonly Credential[]): readonly Credential[] =>
  credentials.filter(({ kind }) => kind === 'passkey')

export const hasFactor = (credentials: readonly Credential[]): boolean => credentials.some(isFactor)
