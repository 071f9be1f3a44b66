/** An access as it is kept: chained to the entry before it, naming whom it showed. */
import { createHash } from 'node:crypto'
import type { Access } from '../../server/domain/access.ts'
import type { Head } from './mark.ts'

/** One line of the access log, as read back. */
export interface AccessEntry extends Access {
  /** 1, 2, 3 … without holes, through all months. */
  readonly seq: number
  /** SHA-256 (hex) over the previous entry's hash and this entry. */
  readonly hash: string
}

/** Before the first entry of all. */
export const origin: Head = { seq: 0, hash: '0'.repeat(64) }

/** Whom an access showed: everyone once, in one order, so that the same people hash the same. */
export const shownIn = (patients: readonly string[]): readonly string[] =>
  [...new Set(patients)].sort()

/** SHA-256 (hex) over the people shown; null where nobody was. */
export const hashOfShown = (shown: readonly string[]): string | null =>
  shown.length === 0 ? null : sha256(JSON.stringify(shown))

/** What the chain covers. The people are in it by the hash of their set. */
export type Chained = Omit<Access, 'patients'> & { readonly shown_hash: string | null }

/** The hash of the entry that follows `before`. */
export const hashOfEntry = (before: Head, entry: Chained): string =>
  sha256(`${before.hash}\n${canonicalEntry(before.seq + 1, entry)}`)

/** One spelling for one entry: a list, whose places are the columns in this order. */
const canonicalEntry = (seq: number, entry: Chained): string =>
  JSON.stringify([
    seq,
    entry.at,
    entry.actor.who,
    entry.actor.role,
    entry.action,
    entry.what,
    entry.shown_hash,
    entry.substance_use,
    entry.outcome,
    entry.reason,
  ])

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
