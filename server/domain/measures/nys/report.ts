/** The New York State report (measures.md): m1 to m8, each with whoever is behind it, and why. */
import { tenths } from '../number.ts'
import { type NysId, nysMeasures } from './measures.ts'
import type { NysPatient } from './patient.ts'
import type { NysMember } from './told.ts'

/** Changes whenever a definition does. */
export const nysVersion = 'NYS OMH Collaborative Care 2025, as of 2026-11'

export interface NysNumber {
  readonly numerator: number
  /** Null for a plain count. */
  readonly denominator: number | null
  /** To one decimal, half up; null: nothing to divide by. */
  readonly value: number | null
  readonly patients: readonly NysMember[]
}
export type NysReport = Readonly<Record<NysId, NysNumber>>

/** @param patients everybody enrolled in the month, in the order in which they are to be listed */
export function nysReport(patients: readonly NysPatient[]): NysReport {
  const entries = nysMeasures.map((measure) => {
    const members = patients.flatMap((one) => measure.judge(one) ?? [])
    return [measure.id, { ...reckoned(measure.unit, members), patients: members }] as const
  })
  return Object.fromEntries(entries) as unknown as NysReport // one entry for each id
}

function reckoned(
  unit: (typeof nysMeasures)[number]['unit'],
  members: readonly NysMember[],
): Omit<NysNumber, 'patients'> {
  const counting = members.filter((one) => one.in === 'numerator')
  if (unit === 'patients')
    return { numerator: counting.length, denominator: null, value: counting.length }
  if (unit === 'weeks') {
    const numerator = counting.reduce((sum, { days }) => sum + (days ?? 0), 0)
    const denominator = counting.length
    // days ÷ patients ÷ 7, divided once so that it is rounded once
    return { numerator, denominator, value: rounded(numerator, 7 * denominator) }
  }
  const numerator = counting.length
  const denominator = members.filter((one) => one.in !== 'excluded').length
  return { numerator, denominator, value: rounded(100 * numerator, denominator) }
}

const rounded = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : tenths(numerator, denominator)
