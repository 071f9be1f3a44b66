/** What each reason does to the outcome (billing.md 8). */
import type { ReasonSlug } from './determined.ts'

/** One of these outweighs every hold. */
export const noBillReasons: ReadonlySet<ReasonSlug> = new Set([
  'below-minimum',
  'payer-not-covered',
  'code-conflict',
  'already-billed',
  'initial-already-billed',
])

/** These stand beside a bill and hold nothing. */
export const noteReasons: ReadonlySet<ReasonSlug> = new Set([
  'add-on-capped',
  'initial-month-short',
  'g2214-minimum-disputed',
])
