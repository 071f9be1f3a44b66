/** Safety: what raises each S flag, the one thing that clears it, and all that does not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import { caseloadRow, type FlagId } from '../../server/domain/caseload/index.ts'
import type { RiskAssessment } from '../../server/domain/records/index.ts'
import type { LocalTime } from '../../server/domain/zone.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { flagOn, rowOn, told } from './flag-on.ts'

const start = aChart('2026-01-05').reached('2026-01-05')
const positive = start.answered('2026-02-02', '1 1 1 1 0 0 0 0 2')
const day = calendarDay
const approved = { step_down_approved_by: 'pc', step_down_approved_on: day('2026-02-10') } as const
const high = start.assessed('2026-02-02', 'high')
const lowered = high.assessed('2026-02-09', 'moderate')

// biome-ignore format: a table reads best as a table
test.for<[FlagId, string, string, AChart]>([
  ['S3', '2026-02-02', 'high risk, no plan',                        high],
  ['S3', '2026-02-02', 'moderate risk, no plan',                    start.assessed('2026-02-02', 'moderate')],
  ['S3', '2026-02-02', 'a plan older than the first assessment',    start.safetyPlanned('2026-02-01').assessed('2026-02-02', 'high')],
  ['S3', '2026-02-09', 'the tier rose after the plan',              start.assessed('2026-02-02', 'moderate').safetyPlanned('2026-02-02').assessed('2026-02-09', 'high')],
  ['S3', '2026-02-09', 'the tier fell, and the plan is as it was',  high.safetyPlanned('2026-02-03').assessed('2026-02-09', 'moderate')],
  ['S3', '2026-02-02', 'found again, it is still the same tier',    high.assessed('2026-02-09', 'high')],
  ['S4', '2026-02-10', 'high: more than 7 days ago',                high],
  ['S4', '2026-02-17', 'moderate: more than 14 days ago',           start.assessed('2026-02-02', 'moderate')],
  ['S4', '2026-03-05', 'low: more than 30 days ago',                start.assessed('2026-02-02')],
  ['S4', '2026-02-17', 'the last tier counts, not the highest',     high.assessed('2026-02-02', 'moderate', { assessed_at: '2026-02-02T16:00' as LocalTime })],
  ['S5', '2026-02-09', 'from high to moderate',                     lowered],
  ['S5', '2026-02-09', 'from moderate to low',                      start.assessed('2026-02-02', 'moderate').assessed('2026-02-09')],
  ['S5', '2026-02-09', 'found low once more: nobody agreed yet',    lowered.assessed('2026-02-12', 'moderate')],
  ['S5', '2026-02-09', 'approved by somebody who is no consultant', high.assessed('2026-02-09', 'low', { ...approved, step_down_approved_by: 'bp' })],
  ['S5', '2026-02-15', 'a second step down needs its own approval', high.assessed('2026-02-09', 'moderate', approved).assessed('2026-02-15')],
])('%s is up from %s on: %s', ([id, from, , story]) => {
  expect(told(story, id, from)).toBe(`${id} red since ${from}`)
  expect(told(story, id, addDays(day(from), -1))).toBe(`no ${id}`)
  expect(told(story, id, addDays(day(from), 4))).toBe(`${id} red since ${from}`)
})

// biome-ignore format: a table reads best as a table
test.for<[FlagId, string, string, AChart, AChart]>([
  ['S1', 'a disposition of its own day',           '2026-02-02', positive, positive.assessed('2026-02-02')],
  ['S1', 'a disposition of a later day',           '2026-02-05', positive, positive.assessed('2026-02-05')],
  ['S1', 'a disposition, whichever tier it found', '2026-02-05', positive, positive.assessed('2026-02-05', 'high')],
  ['S1', 'a disposition of a correction, too',     '2026-02-05', positive.corrected('1 1 1 1 0 0 0 0 0'), positive.corrected('1 1 1 1 0 0 0 0 0').assessed('2026-02-05')],
  ['S2', 'asking about risk and recording it',     '2026-02-05', start.totalled('2026-02-02', 12), start.totalled('2026-02-02', 12).assessed('2026-02-05', 'low', { disposition: null })],
  ['S2', 'asking on the form’s own day',           '2026-02-05', start.totalled('2026-02-02', 12), start.totalled('2026-02-02', 12).assessed('2026-02-02')],
  ['S3', 'a plan of the day',                      '2026-02-05', high, high.safetyPlanned('2026-02-02')],
  ['S3', 'a plan made anew',                       '2026-02-10', high.safetyPlanned('2026-02-03').assessed('2026-02-09', 'moderate'), high.safetyPlanned('2026-02-03').assessed('2026-02-09', 'moderate').safetyPlanned('2026-02-10')],
  ['S3', 'a low tier',                             '2026-02-10', high, high.assessed('2026-02-10')],
  ['S4', 'an assessment',                          '2026-02-20', high, high.assessed('2026-02-20', 'high')],
  ['S5', 'the consultant’s approval',              '2026-02-10', lowered, high.assessed('2026-02-09', 'moderate', approved)],
  ['S5', 'approval of a later assessment',         '2026-02-12', lowered, lowered.assessed('2026-02-12', 'moderate', approved)],
  ['S5', 'the tier as high as before',             '2026-02-12', lowered, lowered.assessed('2026-02-12', 'high')],
])('%s is cleared by %s', ([id, , today, story, cleared]) => {
  expect(flagOn(story, id, today)).toBeDefined()
  expect(told(cleared, id, today)).toBe(`no ${id}`)
})

// biome-ignore format: a table reads best as a table
test.for<[FlagId, string, AChart]>([
  ['S3', 'low risk needs no plan',               start.assessed('2026-02-02')],
  ['S4', 'nobody was ever assessed',             positive],
  ['S5', 'the first tier is no step down',       start.assessed('2026-02-02')],
  ['S5', 'going up needs nobody',                start.assessed('2026-02-02').assessed('2026-02-09', 'high')],
])('%s is not up: %s', ([id, , story]) => {
  expect(told(story, id, '2026-02-12')).toBe(`no ${id}`)
})

describe('what leaves S1 as it is', () => {
  // biome-ignore format: a table reads best as a table
  test.for<[string, AChart]>([
    ['an assessment of the day before',       positive.assessed('2026-02-01')],
    ['an assessment without a disposition',   positive.assessed('2026-02-05', 'low', { disposition: null })],
    ['a disposition of blanks',               positive.assessed('2026-02-05', 'low', { disposition: '  ' })],
    ['a disposition by nobody on record',     positive.assessed('2026-02-05', 'low', { assessed_by: 'nobody' })],
    ['a disposition by the billing office',   positive.and({ staff: positive.dossier.staff.map((one) => (one.staff_id === 'cm' ? { ...one, role: 'billing_staff' as const } : one)) }).assessed('2026-02-05')],
    ['a safety plan',                         positive.safetyPlanned('2026-02-05')],
    ['a correction',                          positive.corrected('1 1 1 1 0 0 0 0 0')],
    ['a withdrawal',                          positive.withdrawn()],
    ['a snooze',                              positive.snoozed('S1', '2026-02-03', '2026-12-01')],
    ['a set contact',                         positive.contactSet('2026-03-01', '2026-02-03', 'asked for later')],
  ])('%s', ([, story]) => {
    expect(told(story, 'S1', '2026-02-10')).toBe('S1 red since 2026-02-02')
  })

  test('a disposition answers what came before it, not what comes after', () => {
    const again = positive.assessed('2026-02-05').answered('2026-02-20', '0 0 0 0 0 0 0 0 1')
    expect(told(again, 'S1', '2026-02-19')).toBe('no S1')
    expect(told(again, 'S1', '2026-02-20')).toBe('S1 red since 2026-02-20')
  })

  test('an answer that is gone is named as gone, and one that was kept is told once', () => {
    const gone = flagOn(positive.withdrawn(), 'S1', '2026-02-10')
    expect(gone?.because).toContain('(PHQ-9), corrected or withdrawn since; no risk assessment')
    const kept = flagOn(positive.corrected('0 0 0 0 0 0 0 0 1'), 'S1', '2026-02-10')
    expect(kept?.inputs.map(({ record }) => record)).toEqual(['scores'])
  })
})

const tiers: readonly RiskAssessment['tier'][] = ['low', 'moderate', 'high']
const days = fc.integer({ min: 0, max: 90 })
const items = fc
  .array(fc.constantFrom('0', '1', '3', '-'), { minLength: 9, maxLength: 9 })
  .map((list) => list.join(' '))
const from = day('2026-02-02')
/** Everything but a disposition. */
const doings: fc.Arbitrary<(story: AChart) => AChart> = fc.oneof(
  fc.tuple(days, items).map(
    ([d, a]) =>
      (s: AChart) =>
        s.answered(addDays(from, d), a),
  ),
  items.map((a) => (s: AChart) => s.corrected(a)),
  fc.constant((s: AChart) => (s.dossier.scores.length > 0 ? s.withdrawn() : s)),
  days.map((d) => (s: AChart) => s.snoozed('S1', addDays(from, d), addDays(from, d + 30))),
  days.map((d) => (s: AChart) => s.reached(addDays(from, d), { kind: 'crisis' })),
  days.map((d) => (s: AChart) => s.safetyPlanned(addDays(from, d))),
  fc.tuple(days, fc.constantFrom(...tiers)).map(
    ([d, tier]) =>
      (s: AChart) =>
        s.assessed(addDays(from, d), tier, { disposition: null }),
  ),
)

test('no later score, correction, withdrawal, snooze or contact clears S1 or makes it younger', () => {
  fc.assert(
    fc.property(fc.array(doings, { maxLength: 8 }), days, (list, d) => {
      const story = list.reduce(
        (told, doing) => (told.dossier.scores.length > 0 ? doing(told) : told),
        positive,
      )
      expect(told(story, 'S1', addDays(from, d))).toBe('S1 red since 2026-02-02')
    }),
    { numRuns: 200 },
  )
})

test('of the same assessments in any order, the flags are the same', () => {
  const assessed = fc.array(fc.tuple(days, fc.constantFrom(...tiers)), { maxLength: 6 })
  fc.assert(
    fc.property(assessed, days, (list, d) => {
      const told = list.reduce((story, [n, tier]) => story.assessed(addDays(from, n), tier), start)
      const turned = told.and({ risk_assessments: told.dossier.risk_assessments.toReversed() })
      const on = addDays(from, d)
      expect(caseloadRow(turned.dossier, on)).toEqual(caseloadRow(told.dossier, on))
    }),
    { numRuns: 100 },
  )
})

describe('an episode that a break has ended', () => {
  const lost = aChart('2026-01-05').inOrder('2026-01-05').reached('2026-01-05')
  const atRisk = lost.answered('2026-01-05', '1 1 1 1 1 1 1 1 1').safetyPlanned('2026-01-06')

  test('stays in sight, closed, with its safety flags alone, until a disposition', () => {
    expect(rowOn(atRisk, '2026-07-31')?.status).toBe('active')
    const row = rowOn(atRisk.asked('2026-07-01', 'what now?'), '2026-09-01')
    expect(row).toMatchObject({ status: 'closed', weeks: 29, question: null })
    expect(row?.flags.map(({ id }) => id)).toEqual(['S1'])
    expect(rowOn(atRisk.assessed('2026-08-05'), '2026-08-04')?.flags).toHaveLength(1)
    expect(rowOn(atRisk.assessed('2026-08-05'), '2026-08-05')).toBeUndefined()
  })

  test('does not where it was closed by a person, or where nothing is open', () => {
    expect(rowOn(lost, '2026-08-01')).toBeUndefined()
    const closed = { closed_on: day('2026-07-31'), close_reason: 'break_in_care' } as const
    expect(rowOn(atRisk.enrolledAs(closed), '2026-08-01')).toBeUndefined()
  })

  test('gives way to the episode that begins after it, which has the flag instead', () => {
    const back = atRisk.reached('2026-09-10')
    expect(rowOn(back, '2026-09-10')).toMatchObject({ status: 'active', weeks: 1 })
    expect(told(back, 'S1', '2026-09-10')).toBe('S1 red since 2026-01-05')
  })
})
