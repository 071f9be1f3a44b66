/** What a rule concluded, why, and from which records: the vocabulary of every proof. */
import type { CalendarDay } from './calendar.ts'
import type { RecordName } from './records/index.ts'

/** A pointer to one registry record. A finding cites records; it never copies them. */
export interface Evidence {
  readonly record: RecordName
  readonly id: string
  /** The day that makes the record count: of service, of decision, or the first it was in force. */
  readonly on: CalendarDay
}

/** What a rule concluded. Where it failed: the reason's slug (billing.md 8) and the way out. */
export type Finding =
  | {
      readonly outcome: 'met'
      readonly because: string
      readonly evidence: readonly [Evidence, ...Evidence[]]
    }
  | {
      readonly outcome: 'unmet'
      readonly because: string
      readonly evidence: readonly Evidence[]
      readonly unmet: readonly [Shortfall, ...Shortfall[]]
    }
  | { readonly outcome: 'not_applicable'; readonly because: string; readonly evidence: readonly [] }

/** One thing missing, in words for a person, with what would mend it. */
export interface Shortfall<Reason extends string = string> {
  readonly reason: Reason
  readonly message: string
  readonly remedy: string
}

/** Met when at least one record speaks for it; otherwise unmet, with the remedy named. */
export function citing(
  records: readonly Evidence[],
  because: string,
  otherwise: Shortfall,
): Finding {
  const [first, ...rest] = records
  return first ? { outcome: 'met', because, evidence: [first, ...rest] } : unmet([], otherwise)
}

/** Unmet, for one reason or several; the first one's message explains the finding. */
export const unmet = (
  evidence: readonly Evidence[],
  ...shortfalls: [Shortfall, ...Shortfall[]]
): Finding => ({
  outcome: 'unmet',
  because: shortfalls.map(({ message }) => message).join(' '),
  evidence,
  unmet: shortfalls,
})

export const notApplicable = (because: string): Finding => ({
  outcome: 'not_applicable',
  because,
  evidence: [],
})
