/** Instruments and their scorer: what the rest of the program may use of them. */
export { type Answers, parseAnswers, parseSafetyItems } from './answers.ts'
export { instruments, isInstrument } from './catalog.ts'
export { type ColumnRefusal, checkScore } from './check.ts'
export { type Form, formIn } from './form.ts'
export {
  type Instrument,
  type InstrumentSlug,
  instrumentSlugs,
  type Language,
} from './instrument.ts'
export { isRefusal, type Refusal } from './refusal.ts'
export { type ScoreReport, scoreReport } from './report.ts'
export { type AlgorithmResult, type Scored, type ScoreStatus, scoreAnswers } from './scoring.ts'
export type { Asked } from './self-harm.ts'
export { inRemission, proves, type ScoreRow, type Standing, standing } from './standing.ts'
export { type ReadTotal, readTotal } from './total.ts'
