/** Quality measures with windows: who is in, when the window is open, and what it says meanwhile. */
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import { countdowns } from '../../server/domain/measures/countdown.ts'
import { type QualitySettings, windowStandings } from '../../server/domain/measures/quality.ts'
import {
  type QualityRate,
  qualityMembers,
  qualityReport,
} from '../../server/domain/measures/quality-report.ts'
import { type AChart, aChart } from '../support/a-chart.ts'

/** Depressed since 2025-02-25, seen that day, PHQ-9 18: the first of the window vectors. */
const index = '2025-02-25'
const start = aChart(index).inOrder(index).scored(index, 18)
const born = (story: AChart, birth_date: string) =>
  story.and({ patient: { ...story.dossier.patient, birth_date: calendarDay(birth_date) } })
const withDiagnosis = (story: AChart, icd10: string, recorded_on = index) =>
  story.and({
    diagnoses: [
      ...story.dossier.diagnoses,
      {
        ...story.dossier.diagnoses[0]!,
        diagnosis_id: 'more',
        icd10,
        recorded_on: calendarDay(recorded_on),
      },
    ],
  })
const withThatAlone = (story: AChart) =>
  story.and({ diagnoses: story.dossier.diagnoses.filter((one) => one.diagnosis_id === 'more') })
const anxious = start.and({
  diagnoses: start.dossier.diagnoses.map((one) => ({ ...one, icd10: 'F41.1' })),
})

const rateOf = (rate: QualityRate, story: AChart, year: number, settings?: QualitySettings) => {
  const today = calendarDay('2027-12-31')
  const { numerator, denominator, patients } = qualityReport(
    qualityMembers(story.dossier, year, today, settings),
  )[rate]
  return [numerator, denominator, patients.filter((one) => one.in === 'excluded').length]
}

// biome-ignore format: a table reads best as a table
test.for<[QualityRate, number, string, AChart, readonly number[]]>([
  ['cms159_remission', 2026, 'no score in the window', start, [0, 1, 0]],
  ['cms159_remission', 2026, 'in remission on its first day', start.scored('2025-12-27', 4), [1, 1, 0]],
  ['cms159_remission', 2026, 'the day before it', start.scored('2025-12-26', 4), [0, 1, 0]],
  ['cms159_remission', 2026, 'on its last day', start.scored('2026-04-26', 4), [1, 1, 0]],
  ['cms159_remission', 2026, 'the day after', start.scored('2026-04-27', 4), [0, 1, 0]],
  ['cms159_remission', 2026, 'the last of the window counts', start.scored('2026-01-10', 4).scored('2026-03-10', 5), [0, 1, 0]],
  ['cms159_remission', 2026, 'a total without its form does not', start.totalled('2026-02-25', 3), [0, 1, 0]],
  ['cms159_remission', 2025, 'asked in one year alone', start.scored('2026-02-25', 3), [0, 0, 0]],
  ['cms159_remission', 2026, 'a nine is no index', aChart(index).inOrder(index).scored(index, 9), [0, 0, 0]],
  ['cms159_remission', 2026, 'seven days before the visit that made the diagnosis', aChart('2025-02-18').inOrder(index).scored('2025-02-18', 18), [0, 1, 0]],
  ['cms159_remission', 2026, 'the same, diagnosed only after the visit', withThatAlone(withDiagnosis(aChart('2025-02-18').inOrder(index), 'F32.1', '2025-02-26')).scored('2025-02-18', 18), [0, 0, 0]],
  ['cms159_remission', 2026, 'the same, with the diagnosis known', withDiagnosis(aChart('2025-02-18').inOrder(index), 'F32.1', '2025-02-01').scored('2025-02-18', 18), [0, 1, 0]],
  ['cms159_remission', 2026, 'eight days before it', withDiagnosis(aChart('2025-02-17').inOrder(index), 'F32.1', '2025-02-01').scored('2025-02-17', 18), [0, 0, 0]],
  ['cms159_remission', 2026, 'the day after the visit', aChart(index).inOrder(index).scored('2025-02-26', 18), [0, 0, 0]],
  ['cms159_remission', 2026, 'not with anxiety alone', anxious, [0, 0, 0]],
  ['cms159_remission', 2026, 'eleven years old', born(start, '2013-02-26'), [0, 0, 0]],
  ['cms159_remission', 2026, 'twelve on the day', born(start, '2013-02-25'), [0, 1, 0]],
  ['cms159_remission', 2026, 'bipolar is out', withDiagnosis(start, 'F31.9'), [0, 0, 1]],
  ['cms159_remission', 2026, 'who died in the window is out', start.enrolledAs({ closed_on: calendarDay('2026-03-01'), close_reason: 'died' }), [0, 0, 1]],
  ['cms159_remission', 2026, 'a visit on 31 October', aChart('2025-10-31').inOrder('2025-10-31').scored('2025-10-31', 12), [0, 1, 0]],
  ['cms159_remission', 2026, 'not on 1 November', aChart('2025-11-01').inOrder('2025-11-01').scored('2025-11-01', 12), [0, 0, 0]],
  ['cbe1884_response', 2025, 'half lower, 60 days late', start.scored('2025-10-24', 9), [1, 1, 0]],
  ['cbe1884_response', 2025, 'not quite half', start.scored('2025-10-24', 10), [0, 1, 0]],
  ['cbe1884_response', 2025, 'under eighteen', born(start, '2008-01-01'), [0, 0, 0]],
  ['drre_followed_up', 2025, 'on day 120', start.scored('2025-06-25', 20), [1, 1, 0]],
  ['drre_followed_up', 2025, 'diagnosed after the form', aChart('2025-02-18').inOrder(index).scored('2025-02-18', 18), [0, 0, 0]],
  ['drre_followed_up', 2025, 'on day 119', start.scored('2025-06-24', 20), [0, 1, 0]],
  ['drre_remission', 2025, 'below five', start.scored('2025-10-23', 4), [1, 1, 0]],
  ['drre_response', 2025, 'half', start.scored('2025-10-23', 9), [1, 1, 0]],
  ['dmse_measured', 2025, 'seen and measured', start, [1, 1, 0]],
  ['dmse_measured', 2025, 'seen, measured in May', aChart(index).inOrder(index).scored('2025-05-01', 18), [0, 1, 0]],
  ['dmse_measured', 2025, 'measured on 30 April', aChart(index).inOrder(index).scored('2025-04-30', 18), [1, 1, 0]],
  ['dmse_measured', 2025, 'not seen for depression', anxious, [0, 0, 0]],
])('%s of %i: %s', ([rate, year, , story, expected]) => {
  expect(rateOf(rate, story, year)).toEqual(expected)
})

test('response at six months by the endorsed text: thirty days either way', () => {
  const endorsed = { six_month_days: 30 } as const
  const year = 2025
  expect(rateOf('cbe1884_response', start.scored('2025-10-24', 9), year, endorsed)).toEqual([
    0, 1, 0,
  ])
  expect(rateOf('cbe1884_response', start.scored('2025-09-24', 9), year, endorsed)).toEqual([
    1, 1, 0,
  ])
})

describe('a countdown', () => {
  const says = (story: AChart, day: string) =>
    Object.fromEntries(
      countdowns(story.dossier, calendarDay(day)).map((one) => [one.measure, one.because]),
    )
  test('counts to the day that a window opens, then to the day that it closes', () => {
    expect(says(start, '2025-03-01')).toMatchObject({
      drre: 'Opens in 116 days.',
      cms159: 'Opens in 301 days.',
      dmse: '18 on 2025-02-25.',
    })
    expect(says(start, '2025-06-25')['drre']).toBe('No score yet; closes in 120 days.')
    expect(says(start, '2025-10-23')['drre']).toBe('No score yet; closes today.')
    expect(says(start, '2025-10-24')['drre']).toBeUndefined()
  })

  test('says that a score came too early, and by how many days', () => {
    const early = start.scored('2025-06-22', 8)
    expect(says(early, '2025-06-22')['drre']).toBe(
      'Score of 2025-06-22 too early by 3 days. Opens in 3 days.',
    )
    expect(says(early, '2025-07-01')['drre']).toBe(
      'Score of 2025-06-22 too early by 3 days. No score yet; closes in 114 days.',
    )
    expect(says(early.scored('2025-07-01', 6), '2025-07-01')['drre']).toBe(
      '6 on 2025-07-01; closes in 114 days.',
    )
  })

  test('a new index waits until the window before it is over', () => {
    const again = start.scored('2025-04-01', 15).scored('2025-11-01', 14)
    const standings = windowStandings(again.dossier, addDays(calendarDay('2025-11-01'), 1))
    const drre = standings.filter(({ measure }) => measure === 'drre')
    expect(drre.map(({ index: { on } }) => on)).toEqual([index, '2025-11-01'])
  })
})
