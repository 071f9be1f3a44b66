/** What the lists decide without a browser: files for spreadsheets, order, groups, words. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf, withNotice } from '../../client/components/csv.ts'
import { clockWords, listDay } from '../../client/components/words.ts'
import { fits, isImproved, sorted, totalsOf } from '../../client/pages/caseload-rows.ts'
import {
  everything,
  type Listed,
  noFilter,
  ownViews,
  viewsFrom,
} from '../../client/pages/caseload-state.ts'
import { codesOf, fitsMonth, groupOf, type MonthRow } from '../../client/pages/months-rows.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import { rowOn } from '../caseload/flag-on.ts'
import { aChart } from '../support/a-chart.ts'

const start = aChart('2026-01-05').reached('2026-01-05').scored('2026-01-05', 18)
const listed = (story: typeof start, family_name = 'Amber'): Listed => ({
  patient: 'a-handle-of-sixteen',
  today: calendarDay('2026-03-01'),
  row: { ...rowOn(story, '2026-03-01')!, family_name, episode_id: family_name },
})

describe('a file for a spreadsheet', () => {
  test.for([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-not a number', "'-not a number"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['O’Neill, "Pat"', '"O’Neill, ""Pat"""'],
    [-4, '-4'],
    [0, '0'],
    [null, ''],
  ] as const)('%s is written as %s', ([cell, written]) => {
    expect(csvOf([[cell]])).toBe(`\uFEFF${written}\r\n`)
  })

  test('no text becomes a formula, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csvOf([['a', text]]).split(/^.a,/)[1]).not.toMatch(/^"?([=+\-@\t]|\r(?!\n$))/)
      }),
    )
  })

  test('says on every row what must go with it; else nothing is added', () => {
    const rows = [['Patient'], ['Amber'], ['Birch']]
    expect(withNotice(rows, null)).toBe(rows)
    expect(withNotice(rows, 'so')).toEqual([
      ['Patient', 'Notice'],
      ['Amber', 'so'],
      ['Birch', 'so'],
    ])
  })
})

describe('the caseload', () => {
  const rows = [
    listed(start.scored('2026-02-20', 9), 'Better'),
    listed(start, 'Once'),
    listed(start.scored('2026-02-20', 18), 'Same'),
    listed(start.scored('2026-02-20', 0), 'Zero'),
  ]
  const lastOf = ({ row }: Listed) => row.instruments['phq-9']?.last ?? null

  test('zero is a score and sorts as one; what is unknown stands last either way', () => {
    const unknown = listed(aChart('2026-02-20'), 'Unknown')
    const names = (down: boolean) =>
      sorted([unknown, ...rows], { column: 'x', down }, lastOf).map(({ row }) => row.family_name)
    expect(names(false)).toEqual(['Zero', 'Better', 'Once', 'Same', 'Unknown'])
    expect(names(true)).toEqual(['Once', 'Same', 'Better', 'Zero', 'Unknown'])
  })

  test('improved: at least half lower, or below 10, from a baseline of 10 or more', () => {
    expect(rows.map(isImproved)).toEqual([true, false, false, true])
    expect(isImproved(listed(aChart('2026-01-05').scored('2026-01-05', 8)))).toBe(false)
    expect(totalsOf(rows)).toMatchObject({ improved: 2, elevated: 4, at_target: 2 })
  })

  test.for([
    ['every word is looked for', { text: 'bett phil' }, false],
    ['in any order, without regard to case', { text: 'BETTER' }, true],
    ['at target', { at_target: true }, true],
    ['another status', { status: 'closed' }, false],
    ['another care manager', { care_manager: 'nobody' }, false],
  ] as const)('%s', ([, filter, found]) => {
    expect(fits(rows[0]!, { ...noFilter, ...filter })).toBe(found)
  })

  test('everybody has the view of all; kept views that make no sense are left aside', () => {
    expect(ownViews[0]?.state).toEqual(everything)
    expect(viewsFrom('nonsense')).toEqual([])
    expect(viewsFrom([null, 7, { name: '' }, { name: 'x' }])).toEqual([])
    const kept = [{ name: 'mine', state: { ...everything, hidden: ['mrn', 3] } }]
    expect(viewsFrom(kept)[0]?.state.hidden).toEqual(['mrn'])
  })
})

describe('the month', () => {
  const row = (outcome: MonthRow['outcome'], ...reasons: string[]): MonthRow =>
    ({
      family_name: 'Amber',
      given_name: 'Ann',
      mrn: '0042',
      outcome,
      reasons: reasons.map((reason) => ({ reason, message: '', remedy: '' })),
    }) as unknown as MonthRow // the rest is not looked at

  test.for([
    ['billable', row('bill')],
    ['billable', row('bill', 'add-on-capped')],
    ['one_missing', row('hold', 'consent-late')],
    ['more_missing', row('hold', 'consent-late', 'diagnosis-missing')],
    ['below', row('no_bill', 'below-minimum', 'diagnosis-missing')],
    ['not_billable', row('no_bill', 'already-billed')],
  ] as const)('%s', ([group, month]) => {
    expect(groupOf(month)).toBe(group)
    expect(fitsMonth(month, { group, reason: '', text: 'ann 0042' })).toBe(true)
    expect(fitsMonth(month, { group, reason: 'payer-not-covered', text: '' })).toBe(false)
  })

  test('codes with their units', () => {
    const lines = [
      { code: '99493', units: 1 },
      { code: '99494', units: 2 },
    ]
    expect(codesOf({ lines, proposed: [] })).toBe('99493 + 99494 × 2')
  })
})

test('days say their year only where it is another; seconds read as a clock', () => {
  expect(listDay('2026-11-02', '2026-12-01')).toBe('2 Nov')
  expect(listDay('2025-11-02', '2026-12-01')).toBe('2 Nov 2025')
  expect(clockWords(3125)).toBe('52:05')
})
