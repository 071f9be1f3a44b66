/** A total as people write it: 12, 12.0 or 12/27. */
import { expectedTotal } from './answers.ts'
import type { Instrument } from './instrument.ts'
import type { Refusal } from './refusal.ts'

export interface ReadTotal {
  readonly total: number
  /** What was read otherwise than written; null where it was written plainly. */
  readonly note: string | null
}

/** The total that a text means, or why it means none on this instrument. */
export function readTotal(text: string, instrument: Instrument): ReadTotal | Refusal {
  const { name, highestTotal } = instrument
  if (!instrument.totals)
    return { refused: `${name} has no total`, expected: 'its answers, separated by spaces' }
  const expected = highestTotal === null ? expectedTotal : `a whole total from 0 to ${highestTotal}`
  const refusal = { refused: `the total of ${name} is ${text.trim() || 'empty'}`, expected }
  const [, written, outOf] = shape.exec(text.trim()) ?? []
  if (written === undefined) return refusal
  const total = Number(written)
  if (highestTotal !== null && total > highestTotal) return refusal
  if (outOf !== undefined && Number(outOf) !== highestTotal) return refusal
  return { total, note: plain.test(text.trim()) ? null : `${text.trim()} was read as ${total}` }
}

/** A whole number, with zeros after the point or the highest total after a slash if at all. */
const shape = /^(\d{1,4})(?:\.0+)?(?: ?\/ ?(\d{1,4})(?:\.0+)?)?$/
const plain = /^\d+$/
