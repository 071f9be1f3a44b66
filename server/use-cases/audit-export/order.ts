/** What an audit export is made from, and what comes of it. */
import type { Wanted } from '../../domain/audit-export/packet.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { Actor } from '../../domain/registry.ts'
import type { Instant } from '../../domain/zone.ts'

export interface Order {
  readonly wanted: readonly Wanted[]
  /** What was asked for, in words: `claims of 2026-06, 20 at random by seed 7`. */
  readonly asked: string
  readonly recipient: string
  /** Further names by which consents may know the recipient. */
  readonly also_known_as?: readonly string[]
  readonly purpose: string
  readonly pseudonymized: boolean
  /** Without a consent under Part 2, a patient is left out; else nothing is exported at all. */
  readonly leave_out: boolean
  /**
   * Patients whose substance-use records whoever orders this may hold; absent: everybody's. A month
   * of anybody else that has any is not there for them.
   */
  readonly cleared?: readonly string[]
  readonly actor: Actor
  readonly at: Instant
}

export interface Disclosed {
  readonly patients: readonly string[]
  readonly substance_use: boolean
  readonly months: number
  readonly left_out: number
}

export type ExportOutcome =
  | ({ readonly outcome: 'made' } & Disclosed)
  | {
      readonly outcome: 'refused'
      /** Whose consent is missing, in words; and who they are. */
      readonly shortfalls: readonly Shortfall[]
      readonly patients: readonly string[]
    }
  | { readonly outcome: 'nothing' }
