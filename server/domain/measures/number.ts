/** A number of a report, with everybody behind it. */
import type { Evidence } from '../evidence.ts'
import type { Followed, Period } from './panel.ts'

/** One episode, or one thing of an episode, in the denominator. */
export interface Member {
  /** In the numerator as well. */
  readonly counts: boolean
  /** What it adds to a mean; null in a share. */
  readonly value: number | null
  /** In a sentence: why it counts, or why not. */
  readonly because: string
  /** The rows that put it there. */
  readonly evidence: readonly Evidence[]
}

export const units = ['patients', 'percent', 'mean', 'days'] as const
export type Unit = (typeof units)[number]

/** In the order in which they are read. */
export const measureIds = [
  'caseload',
  'engaged',
  'early_contact',
  'contacts_a_month',
  'reviewed_in_month',
  'days_to_first_review',
  'improved',
  'response',
  'remission',
  'mean_change',
  'stalled_and_reviewed',
  'stalled_and_changed',
  'recommendations_accepted',
] as const
export type MeasureId = (typeof measureIds)[number]

export interface Measure {
  readonly id: MeasureId
  readonly says: string
  /** Who is counted, out of whom. */
  readonly definition: string
  /** `patients`: so many for each care manager. */
  readonly unit: Unit
  readonly target: string | null
  /** Nobody: the episode is not in the denominator. */
  readonly judge: (one: Followed, period: Period) => readonly Member[]
}

export interface Reckoned {
  readonly numerator: number
  readonly denominator: number
  /** To one decimal, half up; null: there is nothing to divide by. */
  readonly value: number | null
}

/** Half up on the decimal that is kept, also below zero; sums of whole numbers stay exact. */
export const tenths = (numerator: number, denominator: number): number =>
  Math.floor((20 * numerator + denominator) / (2 * denominator)) / 10

/** @param among care managers, for numbers that are so many for each */
export function reckon(unit: Unit, members: readonly Member[], among: number): Reckoned {
  const counting = members.filter(({ counts }) => counts)
  if (unit === 'percent') return share(counting.length, members.length)
  if (unit === 'patients') {
    const value = among === 0 ? null : tenths(counting.length, among)
    return { numerator: counting.length, denominator: among, value }
  }
  const sum = counting.reduce((total, { value }) => total + (value ?? 0), 0)
  const value = counting.length === 0 ? null : tenths(sum, counting.length)
  return { numerator: sum, denominator: counting.length, value }
}

const share = (numerator: number, denominator: number): Reckoned => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : tenths(100 * numerator, denominator),
})

export const member = (
  counts: boolean,
  because: string,
  evidence: readonly Evidence[] = [],
  value: number | null = null,
): readonly Member[] => [{ counts, value, because, evidence }]

export const nobody: readonly Member[] = []
