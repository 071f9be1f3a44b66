import { describe, expect, test } from 'vitest'
import {
  checkScore,
  type InstrumentSlug,
  instruments,
  parseAnswers,
  parseSafetyItems,
  readTotal,
  type ScoreRow,
} from '../../server/domain/instruments/index.ts'

const zeros = (count: number) => Array.from({ length: count }, () => '0').join(' ')

describe('answers as text', () => {
  test.for<[string, InstrumentSlug, (number | null)[]]>([
    ['2 1', 'phq-2', [2, 1]],
    ['- 0', 'phq-2', [null, 0]],
    ['- -', 'phq-2', [null, null]],
    ['  2   1 ', 'phq-2', [2, 1]],
    ['2\t1', 'phq-2', [2, 1]],
    ['4 0 4', 'audit-c', [4, 0, 4]],
    ['1 0 - - - 2', 'c-ssrs-screener', [1, 0, null, null, null, 2]],
  ])('%j of %s is read', ([text, slug, answers]) => {
    expect(parseAnswers(text, instruments[slug])).toEqual(answers)
  })

  test.for<[string, InstrumentSlug, refused: string, expected: string]>([
    ['2', 'phq-2', '1 answer for PHQ-2', '2 answers separated by spaces, - for one not answered'],
    ['2 1 0', 'phq-2', '3 answers for PHQ-2', '2 answers'],
    ['', 'phq-9', '0 answers for PHQ-9', '9 answers'],
    ['   ', 'phq-9', '0 answers for PHQ-9', '9 answers'],
    ['27', 'phq-9', '1 answer for PHQ-9', '9 answers'],
    [zeros(10), 'phq-9', '10 answers for PHQ-9', '9 answers'],
    ['2 4', 'phq-2', 'answer 2 of PHQ-2 is 4', 'a whole number from 0 to 3, or -'],
    ['5 0 0', 'audit-c', 'answer 1 of AUDIT-C is 5', 'from 0 to 4'],
    ['0 -1', 'phq-2', 'answer 2 of PHQ-2 is -1', 'from 0 to 3'],
    ['1.0 2', 'phq-2', 'answer 1 of PHQ-2 is 1.0', 'from 0 to 3'],
    ['1,5 2', 'phq-2', 'answer 1 of PHQ-2 is 1,5', 'from 0 to 3'],
    ['1,2', 'phq-2', '1 answer for PHQ-2', '2 answers'],
    ['0 01', 'phq-2', 'answer 2 of PHQ-2 is 01', 'from 0 to 3'],
    ['0 x', 'phq-2', 'answer 2 of PHQ-2 is x', 'from 0 to 3'],
    ['0 --', 'phq-2', 'answer 2 of PHQ-2 is --', 'from 0 to 3'],
    ['0 .', 'phq-2', 'answer 2 of PHQ-2 is .', 'from 0 to 3'],
    ['0 ٣', 'phq-2', 'answer 2 of PHQ-2 is ٣', 'from 0 to 3'],
    ['0 0 0 0 0 3', 'c-ssrs-screener', 'answer 6 of C-SSRS screener is 3', 'from 0 to 2'],
    ['2 0 0 0 0 0', 'c-ssrs-screener', 'answer 1 of C-SSRS screener is 2', 'from 0 to 1'],
    ['1 2 3', 'epds', 'EPDS is kept by its total', 'its total'],
  ])('%j of %s is refused: %s', ([text, slug, refused, expected]) => {
    expect(parseAnswers(text, instruments[slug])).toEqual({
      refused,
      expected: expect.stringContaining(expected),
    })
  })

  test.for<[string, InstrumentSlug, unknown]>([
    ['2', 'phq-9', [2]],
    ['1', 'epds', [1]],
    ['0 1', 'phq-9m', [0, 1]],
    ['3 0 1', 'phq-9m', [3, 0, 1]],
    ['0', 'phq-9m', { refused: '1 answer for PHQ-9M (self-harm questions)' }],
    ['0 3', 'phq-9m', { refused: 'answer 2 of PHQ-9M (self-harm questions) is 3' }],
    ['4', 'epds', { refused: 'answer 1 of EPDS (self-harm questions) is 4' }],
    ['1', 'gad-7', { refused: 'GAD-7 asks about no self-harm' }],
  ])('safety items %j of %s', ([text, slug, read]) => {
    const got = parseSafetyItems(text, instruments[slug])
    if (Array.isArray(read)) expect(got).toEqual(read)
    else expect(got).toMatchObject(read as object) // not an array: the refusal
  })
})

describe('a total as text', () => {
  test.for<[string, InstrumentSlug, number, note: string | null]>([
    ['12', 'phq-9', 12, null],
    ['0', 'phq-9', 0, null],
    ['27', 'phq-9', 27, null],
    [' 12 ', 'phq-9', 12, null],
    ['12.0', 'phq-9', 12, '12.0 was read as 12'],
    ['12.00', 'phq-9', 12, '12.00 was read as 12'],
    ['12/27', 'phq-9', 12, '12/27 was read as 12'],
    ['12 / 27', 'phq-9', 12, '12 / 27 was read as 12'],
    ['12/21', 'gad-7', 12, '12/21 was read as 12'],
    ['240', 'vanderbilt', 240, null],
  ])('%j of %s is %d', ([text, slug, total, note]) => {
    expect(readTotal(text, instruments[slug])).toEqual({ total, note })
  })

  test.for<[string, InstrumentSlug, expected: string]>([
    ['28', 'phq-9', 'a whole total from 0 to 27'],
    ['28/27', 'phq-9', 'a whole total from 0 to 27'],
    ['12/21', 'phq-9', 'a whole total from 0 to 27'],
    ['12/27', 'gad-7', 'a whole total from 0 to 21'],
    ['12.5', 'phq-9', 'a whole total from 0 to 27'],
    ['-1', 'phq-9', 'a whole total from 0 to 27'],
    ['1e1', 'phq-9', 'a whole total from 0 to 27'],
    ['12/', 'phq-9', 'a whole total from 0 to 27'],
    ['~12', 'phq-9', 'a whole total from 0 to 27'],
    ['', 'phq-9', 'a whole total from 0 to 27'],
    ['22', 'gad-7', 'a whole total from 0 to 21'],
    ['31', 'epds', 'a whole total from 0 to 30'],
    ['12/54', 'vanderbilt', 'its total, a whole number'],
    ['3', 'c-ssrs-screener', 'its answers, separated by spaces'],
  ])('%j of %s is refused', ([text, slug, expected]) => {
    expect(readTotal(text, instruments[slug])).toEqual({ refused: expect.any(String), expected })
  })
})

describe('a score that may be stored', () => {
  const row = (of: Partial<ScoreRow>): ScoreRow => ({
    instrument: 'phq-9',
    items: null,
    total: null,
    safety_items: null,
    ...of,
  })

  test.for<[string, Partial<ScoreRow>]>([
    ['items', { items: zeros(9) }],
    ['items and their total', { items: '1 1 1 1 1 1 1 1 1', total: 9 }],
    ['items with blanks and the prorated total', { items: '1 1 1 1 0 0 0 0 -', total: 5 }],
    ['items too blank for a total', { items: '1 - - - 0 0 0 0 0' }],
    ['a total without items', { total: 12 }],
    ['a total with what item 9 said', { total: 12, safety_items: '1' }],
    ['a total of zero', { total: 0 }],
    ['a screener without a total', { instrument: 'c-ssrs-screener', items: '1 0 - - - 0' }],
    ['an EPDS with its item 10', { instrument: 'epds', total: 9, safety_items: '0' }],
  ])('%s', ([, of]) => {
    expect(checkScore(row(of))).toEqual([])
  })

  test.for<[string, Partial<ScoreRow>, columns: string, expected: string]>([
    ['an unknown instrument', { instrument: 'phq9' }, 'instrument', 'one of phq-9, gad-7'],
    ['nothing at all', {}, 'total', 'items or total'],
    ['an EPDS without a total', { instrument: 'epds' }, 'total', 'total'],
    ['a total that disagrees', { items: zeros(9), total: 1 }, 'total', '0, as the items'],
    ['a sum with blanks as zeros', { items: '1 1 1 1 0 0 0 0 -', total: 4 }, 'total', '5, as'],
    ['a total of too few answers', { items: '1 - - - 0 0 0 0 0', total: 1 }, 'total', 'no total'],
    ['a total too high', { total: 28 }, 'total', 'from 0 to 27'],
    ['half a point', { total: 12.5 }, 'total', 'from 0 to 27'],
    [
      'a screener with a total',
      { instrument: 'c-ssrs-screener', total: 3 },
      'total',
      'its answers',
    ],
    ['two things at once', { items: '4', safety_items: 'x' }, 'items safety_items', '9 answers'],
  ])('%s is refused', ([, of, columns, expected]) => {
    const refusals = checkScore(row(of))
    expect(refusals.map(({ column }) => column).join(' ')).toBe(columns)
    expect(refusals[0]?.expected).toContain(expected)
  })
})
