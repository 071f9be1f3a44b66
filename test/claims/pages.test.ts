/** Small rules behind the pages: fees, signals, money, the catalogue. */
import { describe, expect, test } from 'vitest'
import { byCareManager, costOfMissing, dollars, linesSaid } from '../../client/pages/claims/rows.ts'
import type { MonthRunRow } from '../../server/contract/determinations.ts'
import { catalogue } from '../../server/domain/billing/codes.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import { listsOfCode, minutesSaid } from '../../server/domain/claims/code-lists.ts'
import { refundDue, saysLess } from '../../server/domain/claims/difference.ts'
import { expectedCents, feeOf } from '../../server/domain/claims/fees.ts'
import { clusterOf, crossedSince, isJustShort } from '../../server/domain/claims/signals.ts'
import type { Fee } from '../../server/domain/records/claims.ts'

const day = calendarDay
const fee = (fee_id: string, said: Partial<Fee> = {}): Fee => ({
  fee_id,
  payer_id: null,
  locality: null,
  code: '99493',
  amount_cents: 100,
  effective_from: day('2026-01-01'),
  effective_to: null,
  ...said,
})
const fees = [
  fee('all'),
  fee('old', { effective_from: day('2025-01-01'), effective_to: day('2025-12-31') }),
  fee('payer', { payer_id: 'm' }),
  fee('place', { locality: 'upstate' }),
  fee('both', { payer_id: 'm', locality: 'upstate' }),
  fee('newer', { payer_id: 'm', effective_from: day('2026-07-01') }),
]

describe('a fee', () => {
  test.for([
    ['of anybody', { payer_id: 'x', locality: null }, '2026-03-01', 'all'],
    ['of last year', { payer_id: 'm', locality: null }, '2025-03-01', 'old'],
    ['of the payer', { payer_id: 'm', locality: null }, '2026-03-01', 'payer'],
    ['of the place', { payer_id: 'x', locality: 'upstate' }, '2026-03-01', 'place'],
    ['of both', { payer_id: 'm', locality: 'upstate' }, '2026-08-01', 'both'],
    ['of the payer, since July', { payer_id: 'm', locality: null }, '2026-08-01', 'newer'],
    ['before any', { payer_id: 'm', locality: null }, '2024-08-01', undefined],
  ] as const)('%s', ([, place, on, id]) => {
    expect(feeOf(fees, '99493', day(on), place)?.fee_id).toBe(id)
  })

  test('that is not known makes the sum unknown, never zero', () => {
    const line = { code: '99493', units: 2, service_on: day('2026-03-01') }
    const place = { payer_id: null, locality: null }
    expect(expectedCents(fees, [line], place)).toBe(200)
    expect(expectedCents(fees, [line, { ...line, code: 'G2214' }], place)).toBeNull()
    expect(expectedCents(fees, [], place)).toBeNull()
  })
})

describe('signals', () => {
  const bands = [{ code: '99493', units: 1, minutes: 31 }]
  const months = (...minutes: number[]) => minutes.map((one) => ({ minutes: one, bands }))
  test.for([
    ['nobody', months(), { months: 0, just_over: 0, just_under: 0, is_signal: false }],
    [
      'spread',
      months(31, 28, 40, 50, 60),
      { months: 4, just_over: 1, just_under: 1, is_signal: false },
    ],
    [
      'aimed',
      months(31, 31, 32, 33, 35, 60),
      { months: 6, just_over: 5, just_under: 0, is_signal: true },
    ],
    [
      'both sides',
      months(31, 31, 32, 33, 35, 29, 28),
      { months: 5, just_over: 5, just_under: 2, is_signal: false },
    ],
    [
      'few of many',
      months(31, 31, 32, 33, 35, ...Array(12).fill(60)),
      { months: 17, just_over: 5, just_under: 0, is_signal: false },
    ],
  ] as const)('of %s', ([, rows, cluster]) => {
    expect(clusterOf(rows)).toEqual(cluster)
  })

  test('tell of months that were just short and have got there since', () => {
    const next = (minutes_to_go: number) => ({
      minutes: 20,
      next: { code: '99493', minutes_to_go },
    })
    expect([isJustShort(next(10)), isJustShort(next(11))]).toEqual([true, false])
    expect(crossedSince(['p', 25, '99493', 6], 30)).toBe(false)
    expect(crossedSince(['p', 25, '99493', 6], 31)).toBe(true)
  })
})

test.for([
  ['the same', [['99493', 1]], [['99493', 1]], false],
  [
    'more',
    [['99493', 1]],
    [
      ['99493', 1],
      ['99494', 1],
    ],
    false,
  ],
  ['fewer units', [['99494', 2]], [['99494', 1]], true],
  ['another code', [['99493', 1]], [['G2214', 1]], true],
  ['nothing', [['99493', 1]], [], true],
] as const)('what is proven now: %s', ([, billed, now, less]) => {
  const lines = (all: readonly (readonly [string, number])[]) =>
    all.map(([code, units]) => ({ code, units })) as never // what is compared of a line
  expect(saysLess(lines(billed), lines(now))).toBe(less)
})

test('an overpayment is due on the sixtieth day', () => {
  expect(refundDue(day('2026-11-05'))).toBe('2027-01-04')
})

test('money by care manager, and what each missing thing holds up', () => {
  const row = (said: object) =>
    ({ reasons: [], care_manager: null, ...said }) as unknown as MonthRunRow // what is summed of a row
  const rows = [
    row({ outcome: 'bill', expected_cents: 100, care_manager: { name: 'A' } }),
    row({ outcome: 'bill', expected_cents: null, care_manager: { name: 'A' } }),
    row({ outcome: 'bill', expected_cents: 300, care_manager: { name: 'B' } }),
    row({
      outcome: 'hold',
      expected_cents: 50,
      reasons: [{ reason: 'consent-missing' }, { reason: 'add-on-capped' }],
    }),
  ]
  expect(byCareManager(rows)).toEqual([
    { name: 'B', months: 1, cents: 300, unknown: 0 },
    { name: 'A', months: 2, cents: 100, unknown: 1 },
  ])
  expect(costOfMissing(rows)).toEqual([
    { name: 'consent-missing', months: 1, cents: 50, unknown: 0, alone: 1 },
  ])
  expect([dollars(13_359), dollars(null)]).toEqual(['$133.59', '–'])
  expect(
    linesSaid([
      { code: '99493', units: 1 },
      { code: '99494', units: 2 },
    ]),
  ).toBe('99493 + 2 × 99494')
})

test('every code that may be emitted is judged by a list, and no neighbour is', () => {
  const judged = catalogue.filter(({ code }) => listsOfCode(code).length > 0)
  expect(
    judged.every(({ family }) => family === 'collaborative care' || family === 'general bhi'),
  ).toBe(true)
  const own = catalogue.filter(
    ({ family }) => family === 'collaborative care' || family === 'general bhi',
  )
  const addOns = own.filter((one) => !judged.includes(one)).map(({ code }) => code)
  expect(addOns.sort()).toEqual(['99494', 'G0504'])
  expect(minutesSaid(catalogue.find(({ code }) => code === '99492')!)).toBe(
    '36 by midpoint, 70 whole',
  )
})
