import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import {
  type InstrumentSlug,
  instruments,
  standing,
} from '../../server/domain/instruments/index.ts'
import { measureWindows, placeIn } from '../../server/domain/measures/windows.ts'
import type { Score } from '../../server/domain/records/index.ts'
import { baselineOf, type Outcomes, outcomes } from '../../server/domain/treat-to-target.ts'

/** A score as the registry holds it: a form where `answered` is text, else a bare total. */
const score = (
  score_id: string,
  day: string,
  answered: string | number,
  instrument: InstrumentSlug = 'phq-9',
): Score => ({
  score_id,
  patient_id: 'rosa',
  instrument,
  administered_on: calendarDay(day),
  items: typeof answered === 'string' ? answered : null,
  difficulty: null,
  total: typeof answered === 'number' ? answered : null,
  mode: null,
  administered_by: null,
  safety_items: null,
})
const sixteen = '2 2 2 2 2 2 2 2 0'
const prorated = '2 2 2 2 2 2 2 2 -'

describe('the baseline', () => {
  const enrolled = calendarDay('2026-03-10')
  test.for<[says: string, id: string | undefined, scores: Score[]]>([
    ['no score', undefined, []],
    [
      'the first on or after enrollment',
      'b',
      [score('c', '2026-03-20', sixteen), score('b', '2026-03-10', sixteen)],
    ],
    [
      'none before enrollment',
      'b',
      [score('a', '2026-03-09', sixteen), score('b', '2026-04-01', sixteen)],
    ],
    [
      'not a prorated one',
      'b',
      [score('a', '2026-03-11', prorated), score('b', '2026-04-01', sixteen)],
    ],
    ['not an unscorable one', undefined, [score('a', '2026-03-11', '2 2 2 2 2 2 - - -')]],
    [
      'a complete form before a bare total',
      'b',
      [score('a', '2026-03-11', 18), score('b', '2026-04-01', sixteen)],
    ],
    [
      'a bare total where there is no form',
      'a',
      [
        score('b', '2026-04-01', 12),
        score('a', '2026-03-11', 18),
        score('p', '2026-03-10', prorated),
      ],
    ],
    [
      'its own instrument only',
      'b',
      [score('a', '2026-03-11', '0 0 0 0 0 0 0', 'gad-7'), score('b', '2026-04-01', sixteen)],
    ],
    [
      'the lesser id on one day',
      'a',
      [score('b', '2026-03-11', sixteen), score('a', '2026-03-11', '0 0 0 0 0 0 0 0 0')],
    ],
    ['none after the episode', undefined, [score('a', '2026-07-01', sixteen)]],
  ])('%s', ([, id, scores]) => {
    const closed = calendarDay('2026-06-30')
    expect(baselineOf(scores, 'phq-9', enrolled, closed)?.score_id).toBe(id)
    expect(baselineOf(scores.toReversed(), 'phq-9', enrolled, closed)?.score_id).toBe(id)
  })

  test('says what it is and that a rule found it', () => {
    expect(baselineOf([score('a', '2026-03-10', sixteen)], 'phq-9', enrolled)).toEqual({
      score_id: 'a',
      administered_on: '2026-03-10',
      total: 16,
      status: 'complete',
      by: 'rule',
    })
  })
})

const from = (slug: InstrumentSlug, baseline: number, latest: string | number, best?: number) =>
  outcomes(
    instruments[slug],
    baseline,
    standing(score('s', '2026-05-01', latest, slug)),
    best ?? null,
  )

describe('outcomes', () => {
  type Case = [InstrumentSlug, number, number, Partial<Outcomes>]
  test.for<Case>([
    ['gad-7', 12, 8, { clinically_important: true, reliable_change: true, nys_improved: true }],
    ['gad-7', 12, 9, { clinically_important: false, reliable_change: false, nys_improved: true }],
    ['gad-7', 12, 16, { worse_nhs: true, worsened: false }],
    ['gad-7', 12, 15, { worse_nhs: false }],
    ['gad-7', 12, 4, { remission: true }],
    ['pcl-5', 50, 40, { clinically_important: true, reliable_change: true, nys_improved: false }],
    ['pcl-5', 50, 41, { clinically_important: false, reliable_change: true }],
    ['pcl-5', 50, 38, { nys_improved: true, response: false, remission: false }],
    ['pcl-5', 32, 10, { nys_improved: null }],
    ['scared', 40, 24, { remission: true, nys_improved: false, clinically_important: null }],
    ['scared', 40, 20, { response: true, nys_improved: true, reliable_change: null }],
    ['psc-17', 20, 14, { remission: true, worse_nhs: null }],
    ['smfq', 12, 6, { response: true, nys_improved: false }],
    ['smfq', 16, 8, { nys_improved: true, remission: false }],
    ['smfq', 11, 0, { nys_improved: null }],
    ['epds', 14, 3, { remission: null, nys_improved: null, response: true }],
    ['phq-9m', 18, 9, { response: true, nys_improved: true, remission: false }],
    ['phq-9', 16, 17, { change: 1, percent: -6.3, worsened: false }],
    ['phq-9', 16, 15, { change: -1, percent: 6.3 }],
    ['phq-9', 12, 12, { change: 0, percent: 0, not_improved_aims: true }],
  ])('%s from %d to %d', ([slug, baseline, latest, expected]) => {
    expect(from(slug, baseline, latest)).toMatchObject(expected)
  })

  test('no change is plain zero, and percent is none at all from zero', () => {
    expect(Object.is(from('phq-9', 9, 9)?.change, 0)).toBe(true)
    expect(Object.is(from('phq-9', 9, 9)?.percent, 0)).toBe(true)
    expect(from('phq-9', 0, 9)).toMatchObject({ percent: null, response: null, partial: null })
  })

  test.for([
    [9, 8, 12, false],
    [9, 8, 13, true],
    [9, undefined, 13, false],
    [9, undefined, 14, true],
    [9, 12, 14, true], // the baseline is the best, where nothing since was better
  ] as const)('from %d, at best %s, %d worsened: %s', ([baseline, best, latest, worsened]) => {
    expect(from('phq-9', baseline, latest, best)?.worsened).toBe(worsened)
  })

  test('a prorated total guides care, declares no remission, feeds no measure', () => {
    expect(from('phq-9', 16, '0 0 0 0 0 0 0 0 -')).toMatchObject({
      change: -16,
      response: true,
      remission: null,
      nys_improved: null,
    })
  })

  test('a form without a total has no outcome', () => {
    expect(from('phq-9', 16, '0 0 0 0 0 0 - - -')).toBeNull()
  })
})

describe('a score in its window', () => {
  const { cms159 } = measureWindows(calendarDay('2025-02-25')) // 2025-12-27 to 2026-04-26
  test.for([
    ['2025-12-24', 'early', 3],
    ['2025-12-26', 'early', 1],
    ['2025-12-27', 'inside', 120],
    ['2026-04-26', 'inside', 0],
    ['2026-04-27', 'late', 1],
  ] as const)('%s is %s by %d days', ([day, place, days]) => {
    expect(placeIn(cms159, calendarDay(day))).toEqual({ place, days })
  })
})
