/** Flags: raised by rules, never set by hand. */
import type { CalendarDay } from '../calendar.ts'
import type { Evidence } from '../evidence.ts'
import type { TeamRole } from '../records/index.ts'
import type { Chart } from './chart.ts'

export type FlagId =
  | 'S1'
  | 'S2'
  | 'S3'
  | 'S4'
  | 'S5'
  | 'C0'
  | 'C1'
  | 'C2'
  | 'C3'
  | 'M1'
  | 'M2'
  | 'T1'
  | 'T2'
  | 'T3'
  | 'T4'
  | 'T5'
  | 'R1'
  | 'P1'
  | 'P2'
  | 'P3'
  | 'E1'
  | 'B1'
  | 'D1'

/** From the gravest: safety or long overdue; act today; worth knowing. */
export const severities = ['red', 'amber', 'notice'] as const
export type Severity = (typeof severities)[number]

/** What a rule found: since when it is true, in a sentence why, and the records that it saw. */
export interface Raised {
  /** May lie ahead: the rule is then not true yet. */
  readonly since: CalendarDay
  readonly because: string
  readonly inputs: readonly Evidence[]
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
}

export interface Rule {
  readonly id: FlagId
  /** The rule in a few words, as the field says it. */
  readonly says: string
  readonly severity: Severity
  /** Whose move it is. */
  readonly owner: TeamRole
  /** What clears it. */
  readonly clears: string
  /** Never snoozed, never hidden. */
  readonly safety: boolean
  /** What it weighs on the weekly review's agenda; 0: it brings nobody there. */
  readonly points: number
  readonly judge: (chart: Chart) => Raised | undefined
}

/** A flag that is up. */
export interface Flag extends Omit<Rule, 'judge' | 'severity'>, Raised {
  readonly severity: Severity
}

/** A flag that is up and put aside until a day; it stands among the others again on that day. */
export interface SnoozedFlag extends Flag {
  readonly until_on: CalendarDay
  readonly reason: string
}
