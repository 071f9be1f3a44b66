/** An access as it is kept: chained to the entry before it, naming whom it showed. */
import type { Access } from '../../server/domain/access.ts'
import { canonicalText } from '../../server/domain/canonical.ts'
import type { Head } from '../mark.ts'
import { origin as originHash, sha256 } from '../store/audit.ts'

/** One line of the access log, as read back. */
export interface AccessEntry extends Access {
  /** 1, 2, 3 … without holes, through all months. */
  readonly seq: number
  /** SHA-256 (hex) over the previous entry's hash and this entry. */
  readonly hash: string
}

/** What the chain is called where its high-water mark is kept. */
export const chainName = 'access-log'

/** Before the first entry of all. */
export const origin: Head = { seq: 0, hash: originHash }

/** Whom an access showed: everyone once, in one order, so that the same people hash the same. */
export const shownIn = (patients: readonly string[]): readonly string[] =>
  [...new Set(patients)].sort()

/** SHA-256 (hex) over the people shown; null where nobody was. */
export const hashOfShown = (shown: readonly string[]): string | null =>
  shown.length === 0 ? null : sha256(canonicalText(shown))

/** What the chain covers. The people are in it by the hash of their set. */
export type Chained = Omit<Access, 'patients'> & { readonly shown_hash: string | null }

/** The hash of the entry that follows `before`. */
export const hashOfEntry = (before: Head, entry: Chained): string =>
  sha256(before.hash + canonicalEntry(before.seq + 1, entry))

/** One spelling for one entry: its columns and no more, whatever else it was handed over with. */
const canonicalEntry = (seq: number, entry: Chained): string =>
  canonicalText({
    seq,
    at: entry.at,
    who: entry.actor.who,
    role: entry.actor.role,
    action: entry.action,
    what: entry.what,
    shown_hash: entry.shown_hash,
    substance_use: entry.substance_use,
    outcome: entry.outcome,
    reason: entry.reason,
  })
