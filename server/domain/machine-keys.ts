/** Machines sign in with a key: for the routes that it names, under one role, until it expires. */
import type { Role } from './records/index.ts'
import type { Actor } from './registry.ts'
import type { Instant } from './zone.ts'

export interface MachineKey {
  readonly machine_key_id: string
  readonly name: string
  readonly role: Role
  /** `GET /api/export`, as the routes are declared. */
  readonly routes: readonly string[]
  /** SHA-256 of the key, in hex: nothing that is kept opens anything. */
  readonly key_hash: string
  readonly made_by: string
  readonly made_at: Instant
  readonly expires_at: Instant
  readonly revoked_at: Instant | null
}

/** With the version that a change of it names. */
export type MachineKeySeen = MachineKey & { readonly version: number }

export interface MachineKeys {
  all(): Promise<readonly MachineKeySeen[]>
  byHash(keyHash: string): Promise<MachineKey | undefined>
  /** @throws CommitRefused `stale-version` where it is no longer as it was seen */
  put(
    key: MachineKey,
    by: { actor: Actor; at: Instant; reason: string; replaces?: number },
  ): Promise<void>
}

/** The longest that a key may last, in days. */
export const longestKey = 366

/** Whether a key still opens what it names. */
export const isUsable = (
  { expires_at, revoked_at }: Pick<MachineKey, 'expires_at' | 'revoked_at'>,
  at: Instant,
): boolean => revoked_at === null && Date.parse(at) < Date.parse(expires_at)
