import { describe, expect, test } from 'vitest'
import {
  type Answers,
  type InstrumentSlug,
  instruments,
  isRefusal,
  parseAnswers,
  scoreAnswers,
  scoreReport,
} from '../../server/domain/instruments/index.ts'

function answersOf(slug: InstrumentSlug, text: string): Answers {
  const answers = parseAnswers(text, instruments[slug])
  if (isRefusal(answers)) throw new Error(answers.refused)
  return answers
}
const score = (slug: InstrumentSlug, text: string, sex: string | null = null) =>
  scoreAnswers(instruments[slug], answersOf(slug, text), sex)
const all = (answer: number, count: number) => Array.from({ length: count }, () => answer).join(' ')

describe('totals', () => {
  test.for<[InstrumentSlug, string, number | null, string]>([
    ['phq-2', '3 3', 6, 'complete'],
    ['phq-2', '3 -', null, 'unscorable'],
    ['gad-2', '1 1', 2, 'complete'],
    ['gad-2', '- -', null, 'unscorable'],
    ['audit-c', '4 4 4', 12, 'complete'],
    ['audit-c', '4 4 -', null, 'unscorable'],
    ['dast-10', '0 0 1 0 0 0 0 0 0 0', 0, 'complete'],
    ['dast-10', all(0, 10), 1, 'complete'],
    ['dast-10', all(1, 10), 9, 'complete'],
    ['dast-10', '1 1 0 1 1 1 1 1 1 1', 10, 'complete'],
    ['dast-10', '0 0 - 0 0 0 0 0 0 0', null, 'unscorable'],
    ['pcl-5', all(4, 20), 80, 'complete'],
    ['pcl-5', `- ${all(4, 19)}`, null, 'unscorable'],
    ['phq-9m', all(3, 9), 27, 'complete'],
    ['phq-9m', '1 1 1 1 0 0 0 0 -', 5, 'prorated'],
    // Half up: 4.5, 13.5, 22.5 and 10.5 go up; 3.375 and 10.2857 go down.
    ['phq-9', '1 1 1 1 0 0 0 0 -', 5, 'prorated'],
    ['phq-9', '2 2 2 2 2 2 0 - 0', 14, 'prorated'],
    ['phq-9', '3 3 3 3 3 3 1 1 -', 23, 'prorated'],
    ['gad-7', '2 2 2 1 1 1 -', 11, 'prorated'],
    ['phq-9', '1 1 1 0 0 - 0 0 0', 3, 'prorated'],
    ['phq-9', '2 1 1 1 1 1 1 - -', 10, 'prorated'],
    // Zero is a score; nothing answered is none.
    ['phq-9', '0 0 0 0 0 0 0 - -', 0, 'prorated'],
    ['phq-9', '0 0 0 0 0 0 - - -', null, 'unscorable'],
    ['phq-9', '- - - - - - - - -', null, 'unscorable'],
  ])('%s %s is %s, %s', ([slug, text, total, status]) => {
    expect(score(slug, text)).toMatchObject({ total, status })
  })

  test('answers that are not this instrument’s are a fault, not a score', () => {
    for (const answers of [[], [0], [0, 4], [0, 0.5], [0, -1], [0, Number.NaN], [0, 0, 0]])
      expect(() => scoreAnswers(instruments['phq-2'], answers)).toThrow(RangeError)
    expect(() => scoreAnswers(instruments.epds, [])).toThrow(RangeError)
  })
})

describe('positive', () => {
  test.for<[InstrumentSlug, string, sex: string | null, boolean | null]>([
    ['phq-2', '1 1', null, false],
    ['phq-2', '2 1', null, true],
    ['gad-2', '0 3', null, true],
    ['pcl-5', `${all(2, 16)} 0 0 0 0`, null, false],
    ['pcl-5', `${all(2, 16)} 1 0 0 0`, null, true],
    ['audit-c', '1 1 1', 'male', false],
    ['audit-c', '2 1 1', 'male', true],
    ['audit-c', '1 1 1', 'M', false],
    ['audit-c', '1 1 1', 'female', true],
    ['audit-c', '1 1 0', 'female', false],
    ['audit-c', '1 1 1', null, true],
    ['audit-c', '1 1 1', 'unknown', true],
    ['audit-c', '1 1 -', 'male', null],
  ])('%s %s (%s): %s', ([slug, text, sex, positive]) => {
    expect(score(slug, text, sex).positive).toBe(positive)
  })
})

describe('the C-SSRS screener', () => {
  test.for<[text: string, band: string | null, positive: boolean | null, status: string]>([
    ['0 0 - - - 0', 'none', false, 'complete'],
    ['0 0 0 0 0 0', 'none', false, 'complete'],
    ['1 0 - - - 0', 'low', true, 'complete'],
    ['1 1 0 0 0 0', 'low', true, 'complete'],
    ['1 1 1 0 0 0', 'moderate', true, 'complete'],
    ['0 0 - - - 1', 'moderate', true, 'complete'],
    ['1 1 0 1 0 0', 'high', true, 'complete'],
    ['1 1 0 0 1 0', 'high', true, 'complete'],
    ['0 0 - - - 2', 'high', true, 'complete'],
    // A blank is not a no.
    ['0 0 - - - -', null, null, 'unscorable'],
    ['- 0 - - - 0', null, null, 'unscorable'],
    ['0 - - - - 0', null, null, 'unscorable'],
    ['1 1 - - - 0', null, true, 'unscorable'],
    ['1 1 1 - 0 0', null, true, 'unscorable'],
    ['- - - 1 - -', 'high', true, 'unscorable'],
    ['- - - - - 2', 'high', true, 'unscorable'],
    // A yes is a yes, even where the question should have been skipped.
    ['0 0 0 1 0 0', 'high', true, 'complete'],
  ])('%s: %s', ([text, band, positive, status]) => {
    expect(score('c-ssrs-screener', text)).toMatchObject({ band, positive, status, total: null })
  })

  test('questions that a no skipped are not missing', () => {
    expect(score('c-ssrs-screener', '0 0 - - - 0')).toMatchObject({ answered: 3, missing: 0 })
    expect(score('c-ssrs-screener', '1 1 - 0 0 0')).toMatchObject({ answered: 5, missing: 1 })
  })
})

describe('the provisional algorithm', () => {
  test.for([
    ['2 2 2 2 2 0 0 0 0', 'major', 'five at 2'],
    ['2 2 2 2 0 0 0 0 1', 'major', 'item 9 counts from 1'],
    ['2 2 2 2 0 0 0 1 0', 'other', 'item 8 does not'],
    ['2 0 2 0 0 0 0 0 0', 'other', 'two, one of them cardinal'],
    ['0 2 0 0 0 0 0 0 0', 'none', 'a single one'],
    ['1 1 3 3 3 3 3 1 1', 'none', 'neither item 1 nor item 2'],
    ['3 3 3 3 3 3 3 3 -', null, 'a blank'],
  ] as const)('%s: %s, %s', ([text, algorithm]) => {
    expect(score('phq-9', text).algorithm).toBe(algorithm)
    expect(score('phq-9m', text).algorithm).toBe(algorithm)
  })
})

describe('cocm score', () => {
  test.for<[string, string, string]>([
    [
      'phq-9',
      '2 1 0 3 2 1 0 0 1',
      '{"instrument":"phq-9","status":"complete","total":10,"answered":9,"missing":0,' +
        '"band":"moderate","positive":true,"item9":"positive","algorithm":"other"}',
    ],
    [
      'phq-9',
      '1 1 1 1 0 0 0 0 -',
      '{"instrument":"phq-9","status":"prorated","total":5,"answered":8,"missing":1,' +
        '"band":"mild","positive":false,"item9":"not_asked","algorithm":null}',
    ],
    [
      'gad-7',
      '- - - 1 1 1 1',
      '{"instrument":"gad-7","status":"unscorable","total":null,"answered":4,"missing":3,' +
        '"band":null,"positive":null}',
    ],
    [
      'phq-2',
      '0 0',
      '{"instrument":"phq-2","status":"complete","total":0,"answered":2,"missing":0,' +
        '"positive":false}',
    ],
    ['epds', '12/30', '{"instrument":"epds","status":"total_only","total":12}'],
    ['scared', '25', '{"instrument":"scared","status":"total_only","total":25,"positive":true}'],
  ])('%s "%s"', ([slug, text, printed]) => {
    expect(JSON.stringify(scoreReport(slug, text))).toBe(printed)
  })

  test.for([
    ['phq9', '0 0', /phq9 is no instrument/],
    ['phq-9', '0 0', /2 answers for PHQ-9/],
    ['epds', '31', /the total of EPDS is 31/],
  ] as const)('%s "%s" is refused', ([slug, text, refused]) => {
    expect(scoreReport(slug, text)).toEqual({
      refused: expect.stringMatching(refused),
      expected: expect.any(String),
    })
  })
})
