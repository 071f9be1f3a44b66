/** New York State's eight numbers, told as stories; and reckoned a second time by hand. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay, calendarMonth } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { type NysId, nysIds } from '../../server/domain/measures/nys/measures.ts'
import { nysPatient, nysPeriod } from '../../server/domain/measures/nys/patient.ts'
import { nysReport } from '../../server/domain/measures/nys/report.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { nysByHand } from './nys-by-hand.ts'

const march = calendarMonth('2026-03')
const reportOf = (dossiers: readonly Dossier[], asOf: string | null = null) => {
  const period = nysPeriod(march, asOf === null ? null : calendarDay(asOf))
  return nysReport(dossiers.flatMap((dossier) => nysPatient(dossier, period) ?? []))
}
const numberOf = (id: NysId, story: AChart) => {
  const { numerator, denominator, value } = reportOf([story.dossier])[id]
  return [numerator, denominator, value]
}

const covered = (story: AChart, more: object = {}, category = 'medicaid_managed_care') =>
  story.and({
    payers: [{ payer_id: 'state', name: 'State', category, policy: 'cms' } as never], // one row
    coverages: [
      {
        coverage_id: 'cov',
        patient_id: 'p1',
        payer_id: 'state',
        member_id: null,
        rank: 1,
        starts_on: calendarDay('2026-01-01'),
        ends_on: null,
        ...more,
      } as never, // a row as `more` completes it
    ],
  })
const on = (enrolled: string) => covered(aChart(enrolled))
const start = on('2026-01-05')
const follow = { kind: 'follow_up', modality: 'phone' } as const
const at18 = start.scored('2026-01-05', 18)
const closed = (day: string) =>
  ({ closed_on: calendarDay(day), close_reason: 'goals_met' }) as const
const target = (slug: string) => ({ target_instrument: slug })

// biome-ignore format: a table reads best as a table
test.for<[NysId, string, AChart, readonly (number | null)[]]>([
  ['m1', 'enrolled', aChart('2026-01-05'), [1, null, 1]],
  ['m1', 'enrolled on the last day', aChart('2026-03-31'), [1, null, 1]],
  ['m1', 'not the day after', aChart('2026-04-01'), [0, null, 0]],
  ['m1', 'closed on the first day', aChart('2026-01-05').enrolledAs(closed('2026-03-01')), [1, null, 1]],
  ['m1', 'not the day before', aChart('2026-01-05').enrolledAs(closed('2026-02-28')), [0, null, 0]],
  ['m1', 'not general BHI', aChart('2026-01-05').enrolledAs({ model: 'bhi' }), [0, null, 0]],
  ['m1', 'silent for 90 days before the month', aChart('2025-10-01').reached('2025-11-30', follow), [0, null, 0]],
  ['m1', 'the 90th day is its first', aChart('2025-10-01').reached('2025-12-01', follow), [1, null, 1]],
  ['m1', 'who was never contacted is not silent', aChart('2025-10-01'), [1, null, 1]],
  ['m1', 'silent for 90 days before enrollment', aChart('2026-03-05').enrolledAs({ referred_on: calendarDay('2025-11-01') }).reached('2025-11-30', follow), [1, null, 1]],
  ['m1', 'referred, and closed before enrollment', aChart('2026-03-05').enrolledAs({ referred_on: calendarDay('2026-02-01'), ...closed('2026-03-04') }), [0, null, 0]],
  ['m1', 'heard of again after 90 days', aChart('2025-10-01').reached('2025-11-30', follow).reached('2026-03-09', follow), [1, null, 1]],
  ['m1', 'a try breaks no silence', aChart('2025-10-01').reached('2025-11-30', follow).tried('2026-01-09'), [0, null, 0]],
  ['m1', 'nor does a message', aChart('2025-10-01').reached('2025-11-30', follow).reached('2026-01-09', { ...follow, modality: 'message' }), [0, null, 0]],
  ['m1', 'nor the consultant', aChart('2025-10-01').reached('2025-11-30', follow).reached('2026-01-09', { ...follow, staff_id: 'pc' }), [0, null, 0]],
  ['m1', 'nor coordination', aChart('2025-10-01').reached('2025-11-30', follow).reached('2026-01-09', { kind: 'coordination', modality: 'phone' }), [0, null, 0]],
  ['m2', 'managed care', start, [1, null, 1]],
  ['m2', 'fee for service', covered(aChart('2026-01-05'), {}, 'medicaid_ffs'), [1, null, 1]],
  ['m2', 'dual', covered(aChart('2026-01-05'), { rank: 2 }, 'dual_medicare_medicaid'), [1, null, 1]],
  ['m2', 'tertiary is not asked', covered(aChart('2026-01-05'), { rank: 3 }), [0, null, 0]],
  ['m2', 'Child Health Plus is another program', covered(aChart('2026-01-05'), {}, 'child_health_plus'), [0, null, 0]],
  ['m2', 'from the first day', covered(aChart('2026-01-05'), { starts_on: '2026-03-01' }), [1, null, 1]],
  ['m2', 'not from the second', covered(aChart('2026-01-05'), { starts_on: '2026-03-02' }), [0, null, 0]],
  ['m2', 'to the first day', covered(aChart('2026-01-05'), { ends_on: '2026-03-01' }), [1, null, 1]],
  ['m3', 'in the month', on('2026-03-01'), [1, null, 1]],
  ['m3', 'before it', on('2026-02-28'), [0, null, 0]],
  ['m4', 'nobody left', start, [0, 0, null]],
  ['m4', 'recorded: 64 days are 9.1 weeks', start.enrolledAs(closed('2026-03-10')), [64, 1, 9.1]],
  ['m4', 'silent: dated on the 90th day', covered(aChart('2025-10-01')).reached('2025-12-05', follow), [155, 1, 22.1]],
  ['m4', 'silence from before enrollment ends none', on('2026-03-05').enrolledAs({ referred_on: calendarDay('2025-11-01') }).reached('2025-12-02', follow), [0, 0, null]],
  ['m4', 'the earlier of both', covered(aChart('2025-10-01')).reached('2025-12-05', follow).enrolledAs(closed('2026-03-20')), [155, 1, 22.1]],
  ['m4', 'recorded before the silence is long enough', covered(aChart('2025-10-01')).reached('2025-12-05', follow).enrolledAs(closed('2026-03-04')), [154, 1, 22]],
  ['m5', 'contact and score', start.reached('2026-03-02', follow).scored('2026-03-31', 9), [1, 1, 100]],
  ['m5', 'of any listed instrument', start.reached('2026-03-02', follow).scored('2026-03-31', 9, 'gad-7'), [1, 1, 100]],
  ['m5', 'an imported total', start.reached('2026-03-02', follow).totalled('2026-03-31', 9), [1, 1, 100]],
  ['m5', 'not a prorated one', start.reached('2026-03-02', follow).answered('2026-03-31', '1 1 1 1 1 1 1 1 -'), [0, 1, 0]],
  ['m5', 'nor one of another instrument', start.reached('2026-03-02', follow).totalled('2026-03-31', 3, { instrument: 'audit-c' }), [0, 1, 0]],
  ['m5', 'no contact', start.scored('2026-03-31', 9), [0, 1, 0]],
  ['m5', 'outreach is none', start.scored('2026-03-31', 9).reached('2026-03-02', { kind: 'outreach', modality: 'phone' }), [0, 1, 0]],
  ['m5', 'a score from before enrollment', on('2026-03-10').scored('2026-03-09', 12).reached('2026-03-12', follow), [0, 1, 0]],
  ['m6', 'half', at18.scored('2026-03-20', 9), [1, 1, 100]],
  ['m6', 'below ten', start.scored('2026-01-05', 11).scored('2026-03-20', 9), [1, 1, 100]],
  ['m6', 'neither', at18.scored('2026-03-20', 10), [0, 1, 0]],
  ['m6', 'no later score', at18, [0, 1, 0]],
  ['m6', 'one after the month is not seen', at18.scored('2026-04-01', 4), [0, 1, 0]],
  ['m6', 'a baseline of 9 is not elevated', start.scored('2026-01-05', 9), [0, 0, null]],
  ['m6', 'seventy days on the last day', on('2026-01-20').scored('2026-01-20', 18), [0, 1, 0]],
  ['m6', 'sixty-nine', on('2026-01-21').scored('2026-01-21', 18), [0, 0, null]],
  ['m6', 'days end with discharge', on('2025-12-25').scored('2025-12-25', 18).enrolledAs(closed('2026-03-04')), [0, 0, null]],
  ['m6', 'the baseline is never from before enrollment', start.scored('2026-01-04', 20).scored('2026-01-10', 8), [0, 0, null]],
  ['m6', 'the fifteenth day gives a baseline too', start.scored('2026-01-20', 18).scored('2026-03-20', 9), [1, 1, 100]],
  ['m6', 'a prorated form is no baseline', start.answered('2026-01-05', '3 3 3 3 3 3 3 3 -').scored('2026-01-12', 9), [0, 0, null]],
  ['m6', 'PCL-5: twelve points', start.enrolledAs(target('pcl-5')).totalled('2026-01-05', 50, { instrument: 'pcl-5' }).totalled('2026-03-20', 38, { instrument: 'pcl-5' }), [1, 1, 100]],
  ['m6', 'PCL-5: eleven', start.enrolledAs(target('pcl-5')).totalled('2026-01-05', 50, { instrument: 'pcl-5' }).totalled('2026-03-20', 39, { instrument: 'pcl-5' }), [0, 1, 0]],
  ['m6', 'SMFQ: eight points', start.enrolledAs(target('smfq')).totalled('2026-01-05', 20, { instrument: 'smfq' }).totalled('2026-03-20', 12, { instrument: 'smfq' }), [1, 1, 100]],
  ['m6', 'SCARED: half, and nothing else', start.enrolledAs(target('scared')).totalled('2026-01-05', 26, { instrument: 'scared' }).totalled('2026-03-20', 14, { instrument: 'scared' }), [0, 1, 0]],
  ['m7', 'below five', at18.scored('2026-03-20', 4), [1, 1, 100]],
  ['m7', 'five', at18.scored('2026-03-20', 5), [0, 1, 0]],
  ['m7', 'the month’s last score counts', at18.scored('2026-03-10', 4).scored('2026-03-20', 6), [0, 1, 0]],
  ['m7', 'one of an earlier month does not', at18.scored('2026-02-20', 4), [0, 1, 0]],
  ['m7', 'nobody well from the start', start.scored('2026-01-05', 8).scored('2026-03-20', 4), [0, 1, 0]],
  ['m7', 'PSC-17 below fifteen', start.enrolledAs(target('psc-17')).totalled('2026-01-05', 20, { instrument: 'psc-17' }).totalled('2026-03-20', 14, { instrument: 'psc-17' }), [1, 1, 100]],
  ['m8', 'the first of sixty days', at18.reviewed('2026-01-31'), [1, 1, 100]],
  ['m8', 'the day before it', at18.reviewed('2026-01-30'), [0, 1, 0]],
  ['m8', 'the last day', at18.reviewed('2026-03-31'), [1, 1, 100]],
  ['m8', 'the day after', at18.reviewed('2026-04-01'), [0, 1, 0]],
  ['m8', 'the improved need none', at18.scored('2026-03-20', 4).reviewed('2026-03-21'), [0, 0, null]],
  ['m8', 'not confirmed by its consultant', at18.reviewed('2026-03-01', { entered_by: 'cm', confirmed_by: null }), [0, 1, 0]],
])('%s: %s', ([id, , story, expected]) => {
  expect(numberOf(id, story)).toEqual(expected)
})

describe('everybody behind a number', () => {
  test('stands there with the rows that put them there', () => {
    const { m6 } = reportOf([at18.scored('2026-03-20', 9).dossier])
    expect(m6.patients).toEqual([
      {
        patient_id: 'p1',
        mrn: '0042',
        in: 'numerator',
        because: 'PHQ-9 18 on 2026-01-05, 9 on 2026-03-20.',
        evidence: [
          { record: 'scores', id: expect.any(String), on: '2026-01-05' },
          { record: 'scores', id: expect.any(String), on: '2026-03-20' },
        ],
      },
    ])
  })

  test('who is left out is named too', () => {
    expect(reportOf([aChart('2026-01-05').dossier]).m2.patients).toMatchObject([
      { mrn: '0042', in: 'excluded', because: 'No Medicaid coverage on the month’s first day.' },
    ])
    expect(reportOf([on('2026-01-21').dossier]).m6.patients[0]).toMatchObject({
      in: 'excluded',
      because: '69 days in treatment; 70 are asked for.',
    })
  })

  test('as of an earlier day, nothing later is known and nobody is silent yet', () => {
    const story = at18.reached('2025-12-20', follow).reached('2026-01-06', follow)
    const later = story.scored('2026-03-20', 4)
    expect(reportOf([later.dossier], '2026-03-19').m6.numerator).toBe(0)
    expect(reportOf([later.dossier], '2026-03-20').m6.numerator).toBe(1)
    expect(reportOf([later.dossier]).m7.value).toBe(100)
  })
})

/** From December to April; contacts close enough together that no break ends an episode. */
const anyDay = fc.integer({ min: 0, max: 150 }).map((n) => addDays(calendarDay('2025-11-20'), n))
const anybody = fc.record({
  enrolled: anyDay,
  closed: fc.option(anyDay, { freq: 3 }),
  medicaid: fc.constantFrom('medicaid_ffs', 'medicaid_managed_care', 'medicare', 'commercial'),
  rank: fc.constantFrom(1, 1, 2, 3),
  covered: fc.tuple(anyDay, fc.option(anyDay, { freq: 4 })),
  scores: fc.array(fc.tuple(anyDay, fc.integer({ min: 0, max: 24 })), { maxLength: 6 }),
  contacts: fc.array(fc.tuple(anyDay, fc.boolean(), fc.constantFrom('phone', 'video', 'message')), {
    maxLength: 5,
  }),
  reviews: fc.array(anyDay, { maxLength: 3 }),
})

test('a second, plain calculation comes to the same numbers on invented clinics', () => {
  fc.assert(
    fc.property(fc.array(anybody, { minLength: 1, maxLength: 12 }), (people) => {
      const clinic = people.map((one) => storyOf(one).dossier)
      const report = reportOf(clinic)
      const byHand = nysByHand(clinic, '2026-03-01', '2026-03-31')
      const told = nysIds.map((id) => {
        const { numerator, denominator, value } = report[id]
        return [id, [numerator, denominator, value]]
      })
      expect(Object.fromEntries(told)).toEqual(byHand)
    }),
    { numRuns: 300 },
  )
})

function storyOf(one: typeof anybody extends fc.Arbitrary<infer T> ? T : never): AChart {
  const [starts_on, ends_on] = one.covered
  let story = covered(aChart(one.enrolled), { rank: one.rank, starts_on, ends_on }, one.medicaid)
  if (one.closed !== null && one.closed >= one.enrolled)
    story = story.enrolledAs({ closed_on: one.closed, close_reason: 'other' })
  const days = new Set<string>()
  for (const [day, total] of one.scores) {
    if (days.has(day)) continue // of one day's two forms, neither is the later
    days.add(day)
    story = story.scored(day, total)
  }
  for (const [day, reached, modality] of one.contacts)
    story = story.reached(day, { kind: 'follow_up', reached, modality } as never) // as drawn
  for (const day of one.reviews) story = story.reviewed(day)
  return story
}
