import { describe, expect, test } from 'vitest'
import {
  inRemission,
  instruments,
  proves,
  type ScoreRow,
  standing,
} from '../../server/domain/instruments/index.ts'

const row = (of: Partial<ScoreRow>): ScoreRow => ({
  instrument: 'phq-9',
  items: null,
  total: null,
  safety_items: null,
  ...of,
})
const zeros = '0 0 0 0 0 0 0 0 0'

test('a total without its form says what a total can say', () => {
  expect(standing(row({ total: 12 }))).toEqual({
    status: 'total_only',
    total: 12,
    answered: null,
    missing: null,
    band: 'moderate',
    positive: true,
    item9: 'not_asked',
    safety: 'not_asked',
    algorithm: null,
  })
})

describe('self-harm', () => {
  type Case = [says: string, of: Partial<ScoreRow>, item9: string | undefined, safety: string]
  test.for<Case>([
    ['item 9 answered no', { items: zeros }, 'negative', 'negative'],
    ['item 9 answered', { items: '0 0 0 0 0 0 0 0 1' }, 'positive', 'positive'],
    ['item 9 blank', { items: '3 3 3 3 3 3 3 3 -' }, 'not_asked', 'not_asked'],
    ['an unscorable form', { items: '- - - - - - - - 2' }, 'positive', 'positive'],
    ['a total only', { total: 3 }, 'not_asked', 'not_asked'],
    ['a total, item 9 beside it', { total: 3, safety_items: '2' }, 'positive', 'positive'],
    ['a total, item 9 beside it, no', { total: 3, safety_items: '0' }, 'negative', 'negative'],
    ['a total, item 9 blank beside it', { total: 3, safety_items: '-' }, 'not_asked', 'not_asked'],
    [
      'blank, asked beside',
      { items: '0 0 0 0 0 0 0 0 -', safety_items: '1' },
      'positive',
      'positive',
    ],
    ['two answers, one yes', { items: zeros, safety_items: '1' }, 'positive', 'positive'],
    ['no supplements held', { instrument: 'phq-9m', items: zeros }, 'negative', 'not_asked'],
    [
      'both supplements no',
      { instrument: 'phq-9m', items: zeros, safety_items: '0 0' },
      'negative',
      'negative',
    ],
    [
      'a supplement blank',
      { instrument: 'phq-9m', items: zeros, safety_items: '0 -' },
      'negative',
      'not_asked',
    ],
    [
      'a supplement yes',
      { instrument: 'phq-9m', items: zeros, safety_items: '- 1' },
      'negative',
      'positive',
    ],
    [
      'a total, all three beside it',
      { instrument: 'phq-9m', total: 4, safety_items: '1 0 0' },
      'positive',
      'positive',
    ],
    ['EPDS alone', { instrument: 'epds', total: 4 }, undefined, 'not_asked'],
    ['EPDS item 10 no', { instrument: 'epds', total: 4, safety_items: '0' }, undefined, 'negative'],
    ['EPDS item 10', { instrument: 'epds', total: 4, safety_items: '1' }, undefined, 'positive'],
    [
      'C-SSRS, a yes among blanks',
      { instrument: 'c-ssrs-screener', items: '1 - - - - -' },
      undefined,
      'positive',
    ],
  ])('%s', ([, of, item9, safety]) => {
    expect(standing(row(of)).item9).toBe(item9)
    expect(standing(row(of)).safety).toBe(safety)
  })

  test('is no key of an instrument that does not ask', () => {
    expect(standing(row({ instrument: 'gad-7', total: 3 }))).not.toHaveProperty('item9')
    expect(standing(row({ instrument: 'gad-7', total: 3 }))).not.toHaveProperty('safety')
  })
})

describe('what proves', () => {
  test.for<[string, Partial<ScoreRow>, proven: boolean, remission: boolean | null]>([
    ['a complete form', { items: zeros }, true, true],
    ['a complete form of 5', { items: '1 1 1 1 1 0 0 0 0' }, true, false],
    ['a complete form of 4', { items: '1 1 1 1 0 0 0 0 0' }, true, true],
    ['a total', { total: 4 }, true, true],
    ['a total of zero', { total: 0 }, true, true],
    ['a prorated form', { items: '0 0 0 0 0 0 0 0 -' }, false, false],
    ['an unscorable form', { items: '0 0 0 0 0 0 - - -' }, false, false],
    ['neither form nor total', {}, false, false],
    ['a PCL-5 of 32', { instrument: 'pcl-5', total: 32 }, true, true],
    ['a PCL-5 of 33', { instrument: 'pcl-5', total: 33 }, true, false],
    ['a SCARED of 24', { instrument: 'scared', total: 24 }, true, true],
    ['a PSC-17 of 15', { instrument: 'psc-17', total: 15 }, true, false],
    ['an SMFQ of 7', { instrument: 'smfq', total: 7 }, true, true],
    ['an SMFQ of 8', { instrument: 'smfq', total: 8 }, true, false],
    ['an EPDS', { instrument: 'epds', total: 3 }, true, null],
    ['a risk screener', { instrument: 'c-ssrs-screener', items: '0 0 - - - 0' }, false, null],
    ['a risk screener’s "total"', { instrument: 'c-ssrs-screener', total: 0 }, false, null],
  ])('%s: %s', ([, of, proven, remission]) => {
    const held = row(of)
    const is = standing(held)
    expect(proves(is)).toBe(proven)
    const { instrument } = held as { instrument: keyof typeof instruments } // the table's are known
    expect(inRemission(instruments[instrument], is)).toBe(remission)
  })
})

test.for<[string, Partial<ScoreRow>]>([
  ['of an unknown instrument', { instrument: 'hopes-9', total: 4 }],
  ['with answers nobody can read', { items: '0 0 9' }],
  ['with items where only totals are kept', { instrument: 'epds', items: '0 0', total: 0 }],
])('a row %s proves nothing and stops nothing', ([, of]) => {
  expect(standing(row(of))).toMatchObject({ status: 'unscorable', total: null })
  expect(proves(standing(row(of)))).toBe(false)
})

test('an unreadable form still tells what was asked beside it', () => {
  expect(standing(row({ items: 'x', safety_items: '1' })).item9).toBe('positive')
  expect(standing(row({ total: 3, safety_items: 'x' })).item9).toBe('not_asked')
})
