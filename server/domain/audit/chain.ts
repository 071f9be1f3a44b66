/**
 * What the chains are made of: the text of each entry over which, after the hash of the one before,
 * SHA-256 is taken. Pure, so that the offline verifier carries these very lines.
 */
import type { Access } from '../access.ts'
import { canonicalText } from '../canonical.ts'
import type { Category } from './category.ts'

/** The hash before the first entry of a chain. */
export const originHash = '0'.repeat(64)

/** What the access log's chain covers. The people are in it by the hash of their set. */
export type ChainedAccess = Omit<Access, 'patients' | 'category'> & {
  readonly category: Category | null
  readonly shown_hash: string | null
}

/**
 * One spelling for one entry: its columns and no more, whatever else it was handed over with. An
 * entry older than the column `category` is spelled without.
 */
export const accessText = (seq: number, entry: ChainedAccess): string =>
  canonicalText({
    seq,
    at: entry.at,
    who: entry.actor.who,
    role: entry.actor.role,
    action: entry.action,
    what: entry.what,
    category: entry.category ?? undefined,
    shown_hash: entry.shown_hash,
    substance_use: entry.substance_use,
    outcome: entry.outcome,
    reason: entry.reason,
  })

/** Whom an access showed: everyone once, in one order, so that the same people hash the same. */
export const shownIn = (patients: readonly string[]): readonly string[] =>
  [...new Set(patients)].sort()

/** What a set's hash is made over. */
export const shownText = (shown: readonly string[]): string => canonicalText(shown)
