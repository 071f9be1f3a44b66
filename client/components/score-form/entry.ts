/** What is typed into a score form: answers one by one, or a total where no text may be shown. */
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import {
  type Answers,
  type Instrument,
  type InstrumentSlug,
  instruments,
  isInstrument,
  isRefusal,
  readTotal,
  type Scored,
  scoreAnswers,
  standing,
} from '../../../server/domain/instruments/index.ts'
import type { NewRow } from '../../../server/domain/writing-defaults.ts'

/** An answer, a blank that somebody meant, or nothing said yet. */
export type Given = number | 'blank' | 'open'

export interface Entry {
  readonly instrument: InstrumentSlug
  readonly language: 'en' | 'es'
  readonly administered_on: string
  /** Only the total is known: there is no form, or its text may not be shown. */
  readonly by_total: boolean
  readonly answers: readonly Given[]
  readonly total: string
  /** Answers to the self-harm questions beside a total. */
  readonly safety: readonly Given[]
  readonly difficulty: Given
  readonly mode: string
}

const opens = (count: number): readonly Given[] => Array.from({ length: count }, () => 'open')

/** The self-harm questions that a total does not hold: the form's own, then those beside it. */
export const safetyOf = ({ items, supplements }: Instrument) => [
  ...items.filter(({ selfHarm }) => selfHarm),
  ...supplements,
]

/** An empty form: nothing is answered, and nothing presumed. */
export function emptyEntry(
  slug: InstrumentSlug,
  language: 'en' | 'es',
  day: string,
  byTotal = false,
): Entry {
  const instrument = instruments[slug]
  return {
    instrument: slug,
    language,
    administered_on: day,
    by_total: byTotal,
    answers: opens(instrument.items.length),
    total: '',
    safety: opens(safetyOf(instrument).length),
    difficulty: 'open',
    mode: '',
  }
}

export const isTypedEntry = ({ answers, total, safety, difficulty }: Entry): boolean =>
  total !== '' || [...answers, ...safety, difficulty].some((given) => given !== 'open')

const answerOf = (given: Given): number | null => (typeof given === 'number' ? given : null)
export const answersOf = (entry: Entry): Answers => entry.answers.map(answerOf)

/** Where the form stands: the first item that nothing is said of; its length where all is said. */
export const firstOpen = ({ answers }: Entry): number => {
  const at = answers.indexOf('open')
  return at < 0 ? answers.length : at
}

/** What it scores to as it stands, items not yet reached counted as missing; null: nothing yet. */
export function scoredSoFar(entry: Entry, sex: string | null): Scored | null {
  const instrument = instruments[entry.instrument]
  if (entry.by_total) {
    const read = readTotal(entry.total, instrument)
    if (isRefusal(read)) return null
    return standing({ ...scoreRow(entry), total: read.total }, sex)
  }
  return scoreAnswers(instrument, answersOf(entry), sex)
}

/** The sum of what is answered: no total, and never shown as one. */
export const sumSoFar = (entry: Entry): number =>
  answersOf(entry).reduce<number>((sum, answer, at) => {
    const { highest, reversed } = instruments[entry.instrument].items[at]!
    return answer === null ? sum : sum + (reversed ? highest - answer : answer)
  }, 0)

/** Whether an answer about self-harm stands at one or more. */
export function asksForHelp({ instrument, by_total, answers, safety }: Entry): boolean {
  const { items } = instruments[instrument]
  const isRisk = (given: Given): boolean => typeof given === 'number' && given > 0
  if (by_total) return safety.some(isRisk)
  return answers.some((given, at) => items[at]!.selfHarm && isRisk(given))
}

const written = (given: readonly Given[]): string =>
  given.map((one) => (typeof one === 'number' ? String(one) : '-')).join(' ')
const isSaid = (given: readonly Given[]): boolean => given.some((one) => typeof one === 'number')

function scoreRow(entry: Entry) {
  const { instrument, by_total, answers, safety } = entry
  return {
    instrument,
    items: by_total ? null : written(answers),
    total: null,
    safety_items: by_total && isSaid(safety) ? written(safety) : null,
  }
}

const modes = ['interview', 'self', 'phone', 'portal'] as const
export const scoreModes = modes

/** The row to be kept; undefined where the total or the day is none yet. */
export function scoreOf(entry: Entry): NewRow<'scores'> | undefined {
  const { administered_on, by_total, difficulty, mode } = entry
  const read = readTotal(entry.total, instruments[entry.instrument])
  if (!isCalendarDay(administered_on) || (by_total && isRefusal(read))) return undefined
  return {
    ...scoreRow(entry),
    total: by_total && !isRefusal(read) ? read.total : null,
    administered_on,
    difficulty: answerOf(difficulty),
    mode: modes.find((one) => one === mode) ?? null,
  }
}

const isGiven = (value: unknown): value is Given =>
  value === 'blank' || value === 'open' || (Number.isInteger(value) && Number(value) >= 0)
const areGiven = (value: unknown, count: number): value is Given[] =>
  Array.isArray(value) && value.length === count && value.every(isGiven)

/** A kept draft, where it is one of this form. */
export function entryIn(content: unknown): Entry | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const kept = content as Partial<Record<keyof Entry, unknown>> // each key is looked at below
  const slug = String(kept.instrument)
  if (!isInstrument(slug)) return undefined
  const { items } = instruments[slug]
  const { answers, safety, difficulty } = kept
  if (!areGiven(answers, items.length)) return undefined
  if (!areGiven(safety, safetyOf(instruments[slug]).length) || !isGiven(difficulty))
    return undefined
  return {
    instrument: slug,
    language: kept.language === 'es' ? 'es' : 'en',
    administered_on: String(kept.administered_on),
    by_total: kept.by_total === true,
    answers,
    total: String(kept.total ?? ''),
    safety,
    difficulty,
    mode: String(kept.mode ?? ''),
  }
}
