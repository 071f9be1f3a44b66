/** What `cocm score` prints: one form, scored, as a JSON object. */
import { parseAnswers } from './answers.ts'
import { instruments, isInstrument } from './catalog.ts'
import type { InstrumentSlug } from './instrument.ts'
import { instrumentSlugs } from './instrument.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { type AlgorithmResult, type ScoreStatus, scoreAnswers } from './scoring.ts'
import type { Asked } from './self-harm.ts'
import { ofTotal, type Standing } from './standing.ts'
import { readTotal } from './total.ts'

/** Keys in the order printed. Those that the instrument lacks are absent. */
export interface ScoreReport {
  readonly instrument: InstrumentSlug
  readonly status: ScoreStatus
  readonly total: number | null
  readonly answered?: number
  readonly missing?: number
  readonly band?: string | null
  readonly positive?: boolean | null
  readonly item9?: Asked
  readonly algorithm?: AlgorithmResult | null
}

/**
 * Scores a text of answers; on an instrument that is kept by its total, the text is that total.
 * The sex is not known here, so the lower of two cutoffs holds.
 */
export function scoreReport(slug: string, answersText: string): ScoreReport | Refusal {
  if (!isInstrument(slug))
    return {
      refused: `${slug} is no instrument of this registry`,
      expected: `one of ${instrumentSlugs.join(', ')}`,
    }
  const instrument = instruments[slug]
  if (instrument.items.length === 0) {
    const read = readTotal(answersText, instrument)
    return isRefusal(read) ? read : reported(slug, ofTotal(instrument, read.total))
  }
  const answers = parseAnswers(answersText, instrument)
  return isRefusal(answers) ? answers : reported(slug, scoreAnswers(instrument, answers))
}

const reported = (instrument: InstrumentSlug, of: Standing): ScoreReport => ({
  instrument,
  status: of.status,
  total: of.total,
  ...(of.answered !== null && { answered: of.answered }),
  ...(of.missing !== null && { missing: of.missing }),
  ...(of.band !== undefined && { band: of.band }),
  ...(of.positive !== undefined && { positive: of.positive }),
  ...(of.item9 !== undefined && { item9: of.item9 }),
  ...(of.algorithm !== undefined && { algorithm: of.algorithm }),
})
