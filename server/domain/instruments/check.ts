/** Whether a score may be stored: what import and the score form ask before anything is kept. */
import { type Answers, parseAnswers, parseSafetyItems } from './answers.ts'
import { instruments, isInstrument } from './catalog.ts'
import { type Instrument, instrumentSlugs } from './instrument.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { scoreAnswers } from './scoring.ts'
import type { ScoreRow } from './standing.ts'
import { readTotal } from './total.ts'

/** A refusal, with the column that it is about. */
export interface ColumnRefusal extends Refusal {
  readonly column: 'instrument' | 'items' | 'total' | 'safety_items'
}

/** Everything that is wrong with a score, column by column; empty where it may be kept. */
export function checkScore(row: ScoreRow): readonly ColumnRefusal[] {
  if (!isInstrument(row.instrument))
    return [
      {
        column: 'instrument',
        refused: `${row.instrument} is no instrument of this registry`,
        expected: `one of ${instrumentSlugs.join(', ')}`,
      },
    ]
  const instrument = instruments[row.instrument]
  const items = row.items === null ? null : parseAnswers(row.items, instrument)
  const beside = row.safety_items === null ? null : parseSafetyItems(row.safety_items, instrument)
  const refusals: ColumnRefusal[] = []
  if (items !== null && isRefusal(items)) refusals.push({ column: 'items', ...items })
  else refusals.push(...checkTotal(instrument, items, row.total))
  if (beside !== null && isRefusal(beside)) refusals.push({ column: 'safety_items', ...beside })
  return refusals
}

/** A total is required where there are no items; where both are given they agree. */
function checkTotal(
  instrument: Instrument,
  items: Answers | null,
  total: number | null,
): readonly ColumnRefusal[] {
  if (total === null)
    return items !== null ? [] : [{ column: 'total', ...nothingGiven(instrument) }]
  const read = readTotal(String(total), instrument)
  if (isRefusal(read)) return [{ column: 'total', ...read }]
  if (items === null) return []
  const scored = scoreAnswers(instrument, items).total
  if (scored === total) return []
  return [
    {
      column: 'total',
      refused: `the total of ${instrument.name} is ${total}`,
      expected: scored === null ? 'no total: too many are not answered' : `${scored}, as the items`,
    },
  ]
}

const nothingGiven = ({ name, items }: Instrument): Refusal => ({
  refused: `${name} has neither answers nor a total`,
  expected: items.length > 0 ? 'items or total' : 'total',
})
