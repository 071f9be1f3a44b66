/** Whether a score fits its instrument: items, total, and both together (instruments.md). */
import { type Answers, parseAnswers, parseSafetyItems } from '../instruments/answers.ts'
import { instruments, isInstrument } from '../instruments/catalog.ts'
import type { Instrument } from '../instruments/instrument.ts'
import { isRefusal, type Refusal } from '../instruments/refusal.ts'
import { scoreAnswers } from '../instruments/scoring.ts'
import { readTotal } from '../instruments/total.ts'
import type { Score } from '../records/index.ts'
import type { CellFault } from './fault.ts'

type ScoreDraft = { readonly [K in keyof Score]: Score[K] | null }

/** Slugs that a score or an episode's target may name. */
export const instrumentFault = (column: string): CellFault => ({
  column,
  expected: `one of ${Object.keys(instruments).join(', ')}`,
})

/** @param written the total as it stands in the file: `12/27` says more than 12 */
export function checkScore(row: ScoreDraft, written: string): readonly CellFault[] {
  if (row.instrument === null) return []
  if (!isInstrument(row.instrument)) return [instrumentFault('instrument')]
  const instrument = instruments[row.instrument]
  const faults: CellFault[] = []
  const heard = <T extends object>(column: string, read: T | Refusal): T | undefined => {
    if (!isRefusal(read)) return read
    faults.push({ column, expected: read.expected })
    return undefined
  }
  if (row.safety_items !== null)
    heard('safety_items', parseSafetyItems(row.safety_items, instrument))
  if (row.total !== null) heard('total', readTotal(written, instrument))
  if (row.items === null) return [...faults, ...withoutItems(row, written)]
  const answers = heard('items', parseAnswers(row.items, instrument))
  if (answers && faults.length === 0) faults.push(...agreeing(row, instrument, answers))
  return faults
}

/** An unreadable total is a fault of its own; here only an absent one is. */
const withoutItems = (row: ScoreDraft, written: string): readonly CellFault[] =>
  row.total === null && written === ''
    ? [{ column: 'total', expected: 'a total, as items is empty' }]
    : []

function agreeing(
  { total }: ScoreDraft,
  instrument: Instrument,
  answers: Answers,
): readonly CellFault[] {
  if (total === null) return []
  const scored = scoreAnswers(instrument, answers).total
  if (scored === total) return []
  const expected =
    scored === null
      ? 'no total, as too many items are not answered'
      : `${scored}, which the items give`
  return [{ column: 'total', expected }]
}

/** What was read otherwise than written: `12/27 was read as 12`. */
export function noteOnTotal(slug: unknown, written: string): string | null {
  if (written === '' || typeof slug !== 'string' || !isInstrument(slug)) return null
  const read = readTotal(written, instruments[slug])
  return isRefusal(read) ? null : read.note
}
