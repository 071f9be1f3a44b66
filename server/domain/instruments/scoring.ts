/**
 * The one scorer. Unanswered is not zero: a form with blanks is prorated within the instrument's
 * own rule, or has no total. Whole-number arithmetic throughout.
 */
import type { Answers } from './answers.ts'
import type { Instrument } from './instrument.ts'
import { type Asked, judgeSelfHarm } from './self-harm.ts'

/**
 * `complete`: every item answered. `prorated`: few enough are missing; the total is an estimate,
 * shown with ~. `unscorable`: too many are missing; no total. `total_only`: entered or imported
 * without items.
 */
export type ScoreStatus = 'complete' | 'prorated' | 'unscorable' | 'total_only'
export type AlgorithmResult = 'none' | 'other' | 'major'

/** What a form says. Keys that its instrument lacks are absent; null is "cannot be said". */
export interface Scored {
  readonly status: ScoreStatus
  readonly total: number | null
  /** How many questions were answered and how many were missed; null where no form is held. */
  readonly answered: number | null
  readonly missing: number | null
  readonly band?: string | null
  readonly positive?: boolean | null
  readonly item9?: Asked
  /** All self-harm questions of the instrument together, those beside the total too. */
  readonly safety?: Asked
  readonly algorithm?: AlgorithmResult | null
}
export type MutableScored = { -readonly [K in keyof Scored]: Scored[K] }

/**
 * Scores one form.
 * @param sex as the patient's record has it; it matters where men have a cutoff of their own
 * @param beside answers to self-harm questions that the items do not hold (parseSafetyItems)
 * @throws RangeError where the answers are not this instrument's: parseAnswers refuses those
 */
export function scoreAnswers(
  instrument: Instrument,
  answers: Answers,
  sex: string | null = null,
  beside: Answers = [],
): Scored {
  const { items } = instrument
  if (answers.length !== items.length || items.length === 0)
    throw new RangeError(`${answers.length} answers for ${instrument.slug}`)
  let answered = 0
  let sum = 0
  for (let i = 0; i < items.length; i++) {
    const points = pointsOf(instrument, answers, i)
    if (points === null) continue
    answered++
    sum += points
  }
  const missing = items.length - answered - skippedBy(instrument, answers)
  const status = statusOf(instrument, missing)
  const hasTotal = instrument.totals && status !== 'unscorable'
  const total = hasTotal ? prorated(sum, items.length, answered) : null
  const scored: MutableScored = { status, total, answered, missing }
  if (instrument.risk) judgeRisk(instrument, answers, scored)
  else judgeTotal(instrument, scored, sex)
  judgeSelfHarm(instrument, answers, beside, scored)
  if (instrument.algorithm)
    scored.algorithm = missing === 0 ? hintOf(instrument.algorithm, answers) : null
  return scored
}

/** What one answer adds to the total; null where there is none. */
function pointsOf({ slug, items }: Instrument, answers: Answers, i: number): number | null {
  const answer = answers[i]!
  if (answer === null) return null
  const { highest, reversed } = items[i]!
  if (!Number.isInteger(answer) || answer < 0 || answer > highest)
    throw new RangeError(`answer ${i + 1} of ${slug} is ${answer}`)
  return reversed ? highest - answer : answer
}

/** Band and cutoff of whatever total stands in `scored`. */
export function judgeTotal(instrument: Instrument, scored: MutableScored, sex: string | null) {
  const { bands, cutoff } = instrument
  const { total } = scored
  if (bands.length > 0) scored.band = total === null ? null : bandOf(instrument, total)
  if (cutoff === null) return
  const from = cutoff.male !== undefined && isMale(sex) ? cutoff.male : cutoff.from
  scored.positive = total === null ? null : total >= from
}

/** The severity that a total falls in. */
function bandOf({ bands }: Instrument, total: number): string | null {
  for (let i = bands.length - 1; i >= 0; i--) if (total >= bands[i]!.from) return bands[i]!.band
  return null
}

/** sum × items ÷ answered, rounded half up, in whole numbers. */
const prorated = (sum: number, items: number, answered: number): number =>
  Math.floor((2 * sum * items + answered) / (2 * answered))

function statusOf({ missingAllowed }: Instrument, missing: number): ScoreStatus {
  if (missing === 0) return 'complete'
  return missing <= missingAllowed ? 'prorated' : 'unscorable'
}

/** Blanks that are none, because an earlier "no" skipped the question. */
function skippedBy({ risk }: Instrument, answers: Answers): number {
  if (risk === null || answers[risk.unless] !== 0) return 0
  return risk.skipped.filter((item) => answers[item] === null).length
}

/** Any yes is positive. Below the gravest level a blank may hide a graver one: no level then. */
function judgeRisk({ risk }: Instrument, answers: Answers, scored: MutableScored) {
  const reached = risk!.levels.find(({ any }) =>
    any.some(({ item, from }) => (answers[item] ?? 0) >= from),
  )
  const known = scored.status === 'complete'
  const certain = known || (reached !== undefined && reached === risk!.levels[0])
  scored.band = certain ? (reached?.band ?? risk!.otherwise) : null
  scored.positive = reached ? true : known ? false : null
}

function hintOf(
  { countsFrom, cardinal, majorFrom, otherFrom }: NonNullable<Instrument['algorithm']>,
  answers: Answers,
): AlgorithmResult {
  let count = 0
  for (let i = 0; i < countsFrom.length; i++) if (answers[i]! >= countsFrom[i]!) count++
  if (!cardinal.some((item) => answers[item]! >= countsFrom[item]!)) return 'none'
  if (count >= majorFrom) return 'major'
  return count >= otherFrom ? 'other' : 'none'
}

const isMale = (sex: string | null): boolean => sex !== null && /^(m|male)$/i.test(sex.trim())
