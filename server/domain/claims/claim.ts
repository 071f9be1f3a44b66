/** A claim as it is kept: its lines, and whether it still stands. */
import type { Line } from '../billing/determined.ts'
import { canonicalText } from '../canonical.ts'
import type { Claim, ClaimState } from '../records/index.ts'

/** The lines as the record keeps them: one text for the same lines, always. */
export const linesText = (lines: readonly Line[]): string => canonicalText(lines)

/** The lines of a claim. */
export const claimedLines = ({ lines }: Pick<Claim, 'lines'>): readonly Line[] =>
  JSON.parse(lines) as readonly Line[] // only `linesText` writes them

/** Neither replaced nor voided: it says what is billed for its month. */
export const isStanding = ({ state }: { readonly state: ClaimState }): boolean =>
  state !== 'replaced' && state !== 'voided'

/** The claim that stands for a month, else the last one that did. */
export function claimOf(claims: readonly Claim[], month: string): Claim | undefined {
  const ofMonth = claims.filter((claim) => claim.month === month)
  return ofMonth.find(isStanding) ?? ofMonth.find(({ claim_id }) => !isReplaced(ofMonth, claim_id))
}

const isReplaced = (claims: readonly Claim[], claimId: string): boolean =>
  claims.some(({ replaces }) => replaces === claimId)

/** The first claim of the chain that a claim belongs to. */
export function firstOf(claims: readonly Claim[], claim: Claim): Claim {
  const before = claims.find(({ claim_id }) => claim_id === claim.replaces)
  return before ? firstOf(claims, before) : claim
}
