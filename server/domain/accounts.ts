/** Who may sign in, and their sessions: the ports behind sign-in. */
import type { Actor } from './registry.ts'
import type { Instant } from './zone.ts'

/** A person's way in. One account belongs to one row of `staff`, whose role it acts under. */
export interface Account {
  readonly account_id: string
  readonly staff_id: string
  readonly sign_in_name: string
  /**
   * argon2id, in its PHC text form; `once:` before it while it is a one-time password, `short:`
   * where it is long enough only beside a second factor.
   */
  readonly password_hash: string
  readonly disabled: boolean
}

export interface Accounts {
  bySignInName(name: string): Promise<Account | undefined>
  byId(accountId: string): Promise<Account | undefined>
  count(): Promise<number>
  /** By sign-in name. */
  all(): Promise<readonly Account[]>
  /** The version of each account, by its id. */
  versions(): Promise<ReadonlyMap<string, number>>
  /**
   * Adds or replaces an account; audited in the same commit.
   * @throws CommitRefused `duplicate`; `stale-version` where it is not the one that it replaces
   */
  put(
    account: Account,
    by: { actor: Actor; at: Instant; reason: string; replaces?: number },
  ): Promise<void>
}

/**
 * A one-time password is marked in the hash itself: so the mark is audited and backed up with it,
 * and goes when its owner sets a password of their own.
 */
const once = 'once:'
export const oneTimeHash = (hash: string): string => `${once}${hash}`
export const isOneTime = ({ password_hash }: Account): boolean => password_hash.startsWith(once)
/** Likewise one that is long enough only beside a second factor. */
const short = 'short:'
export const shortHash = (hash: string): string => `${short}${hash}`
export const isShort = ({ password_hash }: Account): boolean => password_hash.startsWith(short)
/** What a password is compared with. */
export const hashOf = ({ password_hash }: Account): string =>
  password_hash.replace(/^(once|short):/, '')

export const credentialKinds = ['totp', 'passkey', 'recovery'] as const
export type CredentialKind = (typeof credentialKinds)[number]

/** A second factor of an account: a TOTP key, a passkey, or one recovery code. */
export interface Credential {
  readonly credential_id: string
  readonly account_id: string
  readonly kind: CredentialKind
  /** What its owner calls it. */
  readonly name: string
  /** TOTP: the key. A passkey: its public key, as JSON. A recovery code: its SHA-256. */
  readonly secret: string
  readonly added_at: Instant
  /** Taken away, or, for a recovery code, used. */
  readonly ended_at: Instant | null
}

export interface Credentials {
  /** Those that still hold. */
  of(accountId: string): Promise<readonly Credential[]>
  /** All that still hold, of everybody. */
  all(): Promise<readonly Credential[]>
  /** Adds them, or says that they have ended; audited in the same commit. */
  put(
    credentials: readonly Credential[],
    by: { actor: Actor; at: Instant; reason: string },
  ): Promise<void>
}

/** What an administrator decides for everybody. */
export interface Switches {
  read(
    name: 'second_factor',
  ): Promise<{ readonly value: string; readonly version: number } | undefined>
  /** @throws CommitRefused `stale-version` where it is no longer as it was seen */
  put(
    name: 'second_factor',
    value: 'required' | 'offered',
    by: { actor: Actor; at: Instant; reason: string; replaces?: number },
  ): Promise<void>
}

/** A sign-in that is still open. Its token is known only by its SHA-256. */
export interface Session {
  readonly token_hash: string
  readonly account_id: string
  readonly opened_at: Instant
  /** Kept to the minute: for the idle limit. */
  readonly seen_at: Instant
  /** `pending`: the second factor is still wanted, and nothing else is answered; else which it was. */
  readonly factor: CredentialKind | 'pending' | 'provider' | null
  /** From where, and with which browser, in words: for the person to know it again. */
  readonly address: string | null
  readonly client: string | null
}

/** Sessions are kept beside the registry, not in it: no backup ever holds a live one. */
export interface Sessions {
  open(session: Session): Promise<void>
  find(tokenHash: string): Promise<Session | undefined>
  seen(tokenHash: string, at: Instant): Promise<void>
  /**
   * Notes how far a second factor has been used: a time step, or a counter; 0: it keeps no count.
   * @returns false where it had been used as far as that before, or has stopped to count; nothing is
   * noted then
   */
  noteFactor(credentialId: string, used: number): Promise<boolean>
  end(tokenHash: string): Promise<void>
  /** Whatever has not been swept out yet; some may have expired. */
  all(): Promise<readonly Session[]>
  /** Ends every session of an account; `but`: except that one. */
  endAll(accountId: string, but: string | null): Promise<void>
  close(): Promise<void>
}
