import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import {
  type Answers,
  instruments,
  type Standing,
  scoreAnswers,
  standing,
} from '../../server/domain/instruments/index.ts'
import { measureWindows } from '../../server/domain/measures/windows.ts'
import { outcomes } from '../../server/domain/treat-to-target.ts'

/** The vectors given with the specification; each of them is a test. */
interface FormVector {
  readonly id: string
  readonly note: string
  readonly items: Answers
  readonly total: number | null
  readonly status: string
  readonly missing: number
  readonly band: string | null
  readonly cut10: boolean | null
  readonly item9?: string
  readonly algorithm?: string
}
interface OutcomeVector {
  readonly id: string
  readonly base: number
  readonly follow: number
  readonly drop: number
  readonly [definition: string]: unknown
}
interface WindowVector {
  readonly id: string
  readonly index: string
  readonly [measure: string]: string | readonly [string, string]
}
// The file's shape is its own contract; a vector that strays from it fails its test.
const vectors = JSON.parse(
  readFileSync(new URL('../data/scores.json', import.meta.url), 'utf8'),
) as {
  readonly phq9: readonly FormVector[]
  readonly gad7: readonly FormVector[]
  readonly outcome: readonly OutcomeVector[]
  readonly windows: readonly WindowVector[]
}

test('no vector was lost on the way', () => {
  const { phq9, gad7, outcome, windows } = vectors
  expect([phq9, gad7, outcome, windows].map(({ length }) => length)).toEqual([28, 18, 22, 7])
})

const answeredOf = ({ items, missing }: FormVector) => items.length - missing
/** The vectors' words for what this project calls otherwise. */
const said = (word: string | undefined) =>
  word === 'unanswered' ? 'not_asked' : word === 'not computed' ? null : word

test.for(vectors.phq9)('$id PHQ-9: $note', (vector) => {
  expect(scoreAnswers(instruments['phq-9'], vector.items)).toEqual({
    status: vector.status,
    total: vector.total,
    answered: answeredOf(vector),
    missing: vector.missing,
    band: vector.band,
    positive: vector.cut10,
    item9: said(vector.item9),
    safety: said(vector.item9),
    algorithm: said(vector.algorithm),
  })
})

test.for(vectors.gad7)('$id GAD-7: $note', (vector) => {
  expect(scoreAnswers(instruments['gad-7'], vector.items)).toEqual({
    status: vector.status,
    total: vector.total,
    answered: answeredOf(vector),
    missing: vector.missing,
    band: vector.band,
    positive: vector.cut10,
  })
})

test.for([...vectors.phq9, ...vectors.gad7])(
  '$id stored and read again says the same',
  (vector) => {
    const instrument = vector.id.startsWith('P') ? 'phq-9' : 'gad-7'
    const items = vector.items.map((answer) => answer ?? '-').join(' ')
    expect(standing({ instrument, items, total: null, safety_items: null })).toEqual(
      scoreAnswers(instruments[instrument], vector.items),
    )
  },
)

test.for(vectors.outcome)('$id PHQ-9 from $base to $follow', (vector) => {
  const latest: Standing = {
    status: 'complete',
    total: vector.follow,
    answered: 9,
    missing: 0,
  }
  expect(outcomes(instruments['phq-9'], vector.base, latest)).toEqual({
    change: 0 - vector.drop,
    percent: vector['pct'],
    response: vector['response'],
    partial: vector['partial'],
    remission: vector['remission'],
    clinically_important: vector['drop5'],
    reliable_change: vector['rel_nhs'],
    worsened: vector.follow - vector.base >= 5,
    worse_nhs: vector['worse_nhs'],
    not_improved_aims: vector['not_improved_aims'],
    nys_improved: vector['nys_improve'],
  })
})

test.for(vectors.windows)(
  '$id windows that follow from $index',
  ({ id: _, index, ...expected }) => {
    const windows = measureWindows(calendarDay(index))
    const told = Object.entries(windows).map(([measure, when]) => [
      measure,
      typeof when === 'string' ? when : [when.from, when.to],
    ])
    expect(Object.fromEntries(told)).toEqual(expected)
  },
)
