/** What a stored score stands for: derived each time from what was answered, never stored. */
import type { Score } from '../records/index.ts'
import { type Answers, parseAnswers, parseSafetyItems } from './answers.ts'
import { instruments, isInstrument } from './catalog.ts'
import type { Instrument } from './instrument.ts'
import { isRefusal } from './refusal.ts'
import {
  judgeTotal,
  type MutableScored,
  type Scored,
  type ScoreStatus,
  scoreAnswers,
} from './scoring.ts'
import { judgeSelfHarm } from './self-harm.ts'

export type Standing = Scored
/** The columns of a score that its standing follows from. */
export type ScoreRow = Pick<Score, 'instrument' | 'items' | 'total' | 'safety_items'>

/**
 * The standing of a stored row. A row that cannot be read (it was refused at the door, so none
 * should be there) is unscorable: it proves nothing and stops no month's run.
 * @param sex as the patient's record has it, for cutoffs that differ by it
 */
export function standing(row: ScoreRow, sex: string | null = null): Standing {
  if (!isInstrument(row.instrument)) return withoutForm('unscorable', null)
  const instrument = instruments[row.instrument]
  const beside = row.safety_items === null ? none : safetyAnswers(row.safety_items, instrument)
  if (row.items === null) return ofTotal(instrument, row.total, sex, beside)
  const answers = parseAnswers(row.items, instrument)
  if (isRefusal(answers)) return ofTotal(instrument, null, sex, beside)
  return scoreAnswers(instrument, answers, sex, beside)
}

/**
 * Whether a score counts as proof: a complete form, or a total imported without one. A prorated
 * total guides care and proves nothing; nor does a screener that gives no total.
 */
export const proves = ({ status, total }: Standing): boolean =>
  total !== null && (status === 'complete' || status === 'total_only')

/** Whether a standing total is in remission by its instrument's definition; null: there is none. */
export function inRemission({ remissionBelow }: Instrument, of: Standing): boolean | null {
  if (remissionBelow === null) return null
  return proves(of) && of.total! < remissionBelow
}

/** A total without its form; without a total either, nothing but what was asked beside it. */
export function ofTotal(
  instrument: Instrument,
  total: number | null,
  sex: string | null = null,
  beside: Answers = none,
): Standing {
  const held = instrument.totals ? total : null
  const scored = withoutForm(held === null ? 'unscorable' : 'total_only', held)
  if (instrument.risk) scored.band = scored.positive = null
  else judgeTotal(instrument, scored, sex)
  judgeSelfHarm(instrument, null, beside, scored)
  if (instrument.algorithm) scored.algorithm = null
  return scored
}

const withoutForm = (status: ScoreStatus, total: number | null): MutableScored => ({
  status,
  total,
  answered: null,
  missing: null,
})

function safetyAnswers(text: string, instrument: Instrument): Answers {
  const answers = parseSafetyItems(text, instrument)
  return isRefusal(answers) ? none : answers
}

const none: Answers = []
