/** Where a claim may go from where it stands, and what has to be said for it. */
import type { CalendarDay } from '../calendar.ts'
import type { Shortfall } from '../evidence.ts'
import type { Claim, ClaimState } from '../records/index.ts'

/**
 * `replaced` is reached by its replacement only. An appeal that was won pays a denied claim; what
 * was replaced or voided stays so.
 */
export const nextStates: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  emitted: ['submitted', 'replaced', 'voided'],
  submitted: ['paid', 'denied', 'replaced', 'voided'],
  paid: ['replaced', 'voided'],
  denied: ['paid', 'replaced', 'voided'],
  replaced: [],
  voided: [],
}

export const mayBecome = ({ state }: Pick<Claim, 'state'>, next: ClaimState): boolean =>
  nextStates[state].includes(next)

/** A step that a person takes with a claim. */
export interface Step {
  readonly to: 'submitted' | 'paid' | 'denied' | 'voided' | 'refunded'
  /** The day of the step, where the payer is. */
  readonly on: CalendarDay
  readonly reason: string
  readonly carc: string | null
  readonly paid_cents: number | null
  readonly payer_claim_number: string | null
}

const illegal = (claim: Claim, to: string): Shortfall => ({
  reason: 'illegal-transition',
  message: `A claim that is ${claim.state} cannot become ${to}.`,
  remedy: 'Look at its history; a paid claim is corrected by replacing or voiding it.',
})

const lacking = (message: string, remedy: string): Shortfall => ({
  reason: 'step-incomplete',
  message,
  remedy,
})

/** The claim after a step, or why the step is refused. */
export function stepped(
  claim: Claim,
  step: Step,
  overpaidSince: CalendarDay | null = null,
): { readonly claim: Claim } | { readonly refused: Shortfall } {
  const { to, on, reason } = step
  if (to === 'refunded') return refunded(claim, step, overpaidSince)
  if (!mayBecome(claim, to)) return { refused: illegal(claim, to) }
  const missing = missingFor(step)
  if (missing) return { refused: missing }
  const number = step.payer_claim_number ?? claim.payer_claim_number
  const moved = { ...claim, state: to, reason, payer_claim_number: number }
  if (to === 'submitted') return { claim: { ...moved, submitted_on: on } }
  if (to === 'paid') return { claim: { ...moved, paid_on: on, paid_cents: step.paid_cents } }
  return { claim: to === 'denied' ? { ...moved, carc: step.carc } : moved }
}

function missingFor({ to, carc, paid_cents }: Step): Shortfall | undefined {
  if (to === 'denied' && carc === null)
    return lacking('A denial has a reason code.', 'Enter the CARC of the remittance, such as 16.')
  if (to === 'paid' && paid_cents === null)
    return lacking('A payment has an amount.', 'Enter what was paid; 0.00 where nothing was.')
  return undefined
}

function refunded(claim: Claim, { on, reason }: Step, since: CalendarDay | null) {
  if (claim.paid_on === null || claim.refunded_on !== null)
    return { refused: illegal(claim, 'refunded') }
  const overpaid_since = claim.overpaid_since ?? since ?? on
  return { claim: { ...claim, refunded_on: on, overpaid_since, reason } }
}

/** The state that a replacement leaves its claim in. */
export const replacedBy = (claim: Claim, reason: string): Claim => ({
  ...claim,
  state: 'replaced',
  reason,
})
