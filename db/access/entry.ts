/** An access as it is kept: chained to the entry before it, naming whom it showed. */
import type { Access } from '../../server/domain/access.ts'
import type { Category } from '../../server/domain/audit/category.ts'
import { accessText, type ChainedAccess, shownText } from '../../server/domain/audit/chain.ts'
import type { Head } from '../mark.ts'
import { origin as originHash, sha256 } from '../store/audit.ts'

export { shownIn } from '../../server/domain/audit/chain.ts'

/** One line of the access log, as read back. */
export interface AccessEntry extends Omit<Access, 'category'> {
  /** 1, 2, 3 … without holes, through all months. */
  readonly seq: number
  /** Null in an entry older than the column. */
  readonly category: Category | null
  /** SHA-256 (hex) over the previous entry's hash and this entry. */
  readonly hash: string
}

/** What the chain is called where its high-water mark is kept. */
export const chainName = 'access-log'

/** Before the first entry of all. */
export const origin: Head = { seq: 0, hash: originHash }

/** SHA-256 (hex) over the people shown; null where nobody was. */
export const hashOfShown = (shown: readonly string[]): string | null =>
  shown.length === 0 ? null : sha256(shownText(shown))

/** The hash of the entry that follows `before`. */
export const hashOfEntry = (before: Head, entry: ChainedAccess): string =>
  sha256(before.hash + accessText(before.seq + 1, entry))
