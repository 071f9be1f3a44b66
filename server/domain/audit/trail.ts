/**
 * The trail as people read it: one form for both logs (trust.md). Reads, prints, sign-ins and
 * refusals come from the access log; changes, with their versions, from the registry's own chain.
 */
import type { Access, AccessAction } from '../access.ts'
import type { Instant } from '../zone.ts'
import type { Category } from './category.ts'

/** One event: never a patient's data themselves. */
export interface Line {
  readonly log: 'access' | 'changes'
  /** Its number in that log's chain. */
  readonly seq: number
  readonly at: Instant
  readonly who: string
  readonly role: string
  readonly action: AccessAction | 'added' | 'amended'
  /** A screen or an order, in our words; of a change, the record. */
  readonly what: string
  readonly category: Category
  /** Records of substance use were among it (42 CFR Part 2). */
  readonly substance_use: boolean
  /** The first of those shown or changed; `patient_count` tells how many there were. */
  readonly patients: readonly string[]
  readonly patient_count: number
  readonly outcome: Access['outcome']
  readonly reason: string | null
  /** Of a change: the version it made, the former one being one less. Null of an access. */
  readonly version: number | null
  /** Of a change: which row, for whoever looks its content up. */
  readonly row_id: string | null
}

/** From an instant (included) to another (not included). */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

export interface LinesWanted extends Span {
  /** Only what showed or changed this patient. */
  readonly patient?: string
  /** Only what this person did. */
  readonly who?: string
}

/** Where a page ended in one log: the next begins before it. */
export interface Place {
  readonly at: Instant
  readonly seq: number
}

/** What patterns are found in: an access so far as it was about one patient. */
export interface Glance extends Place {
  readonly who: string
  readonly role: string
  readonly action: AccessAction
  readonly outcome: Access['outcome']
  /** Null where it showed nobody or several. */
  readonly patient: string | null
}

/** Reading one log, the newest first; bounded by `limit`, however much was ever logged. */
export type NewestLines = (
  wanted: LinesWanted,
  before: Place | null,
  limit: number,
) => Promise<readonly Line[]>

export interface Trail {
  readonly accesses: NewestLines
  readonly changes: NewestLines
  /** What of one patient was printed or exported, the newest first. */
  disclosures(patient: string, span: Span, limit: number): Promise<readonly Line[]>
  /** Oldest first. */
  glances(span: Span): AsyncIterable<Glance>
}

/** Newest first; of one moment, accesses before changes, later numbers first. */
export const byNewest = (a: Line, b: Line): number =>
  a.at !== b.at
    ? a.at < b.at
      ? 1
      : -1
    : a.log !== b.log
      ? a.log < b.log
        ? -1
        : 1
      : b.seq - a.seq

/** Where each log goes on; null: it has not begun. */
export interface Places {
  readonly access: Place | null
  readonly changes: Place | null
}

/** One page of both logs, and where the next begins; `next` null: that was all. */
export function merged(
  pages: { readonly access: readonly Line[]; readonly changes: readonly Line[] },
  before: Places,
  limit: number,
): { readonly lines: readonly Line[]; readonly next: Places | null } {
  const all = [...pages.access, ...pages.changes].toSorted(byNewest)
  const lines = all.slice(0, limit)
  const lastOf = (log: Line['log'], former: Place | null): Place | null => {
    const last = lines.findLast((line) => line.log === log)
    return last ? { at: last.at, seq: last.seq } : former
  }
  const isAll = all.length <= limit && [pages.access, pages.changes].every((p) => p.length < limit)
  const next = {
    access: lastOf('access', before.access),
    changes: lastOf('changes', before.changes),
  }
  return { lines, next: isAll ? null : next }
}
