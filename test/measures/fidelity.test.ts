/** The fidelity set, told as stories: who counts, who does not, and whom a number is about. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { measured, within } from '../../server/domain/measures/fidelity.ts'
import { type MeasureId, measureIds } from '../../server/domain/measures/number.ts'
import { followed } from '../../server/domain/measures/panel.ts'
import { type AChart, aChart } from '../support/a-chart.ts'

/** March, seen from its end. Enrolled on 5 January: 85 days before. */
const march = { first: calendarDay('2026-03-01'), last: calendarDay('2026-03-31') }
const start = aChart('2026-01-05')
const at18 = start.scored('2026-01-05', 18)

const numberOf = (id: MeasureId, ...stories: readonly AChart[]) => {
  const all = stories.flatMap(({ dossier }) => followed(dossier, march))
  const { numerator, denominator, value } = measured(all, march).find(
    ({ measure }) => measure.id === id,
  )!
  return [numerator, denominator, value]
}

// biome-ignore format: a table reads best as a table
test.for<[MeasureId, string, AChart, readonly (number | null)[]]>([
  ['caseload', 'one open episode of one care manager', start, [1, 1, 1]],
  ['caseload', 'not who closed in the month', start.enrolledAs({ closed_on: calendarDay('2026-03-10'), close_reason: 'goals_met' }), [0, 1, 0]],
  ['engaged', 'two contacts are not enough', start.reached('2026-02-01').reached('2026-02-08'), [0, 1, 0]],
  ['engaged', 'three are', start.reached('2026-02-01').reached('2026-02-08').reached('2026-03-31'), [1, 1, 100]],
  ['engaged', 'a try is none', start.reached('2026-02-01').reached('2026-02-08').tried('2026-02-09'), [0, 1, 0]],
  ['engaged', 'nor is one after the month', start.reached('2026-02-01').reached('2026-02-08').reached('2026-04-01'), [0, 1, 0]],
  ['early_contact', 'on the 28th day', start.reached('2026-02-02'), [1, 1, 100]],
  ['early_contact', 'a day late', start.reached('2026-02-03'), [0, 1, 0]],
  ['early_contact', 'nobody yet, and time left', aChart('2026-03-10'), [0, 0, null]],
  ['early_contact', 'nobody, and the last day come', aChart('2026-03-03'), [0, 1, 0]],
  ['contacts_a_month', 'those of the month alone', start.reached('2026-02-28').reached('2026-03-01').reached('2026-03-31'), [2, 1, 2]],
  ['contacts_a_month', 'none is a number', start, [0, 1, 0]],
  ['reviewed_in_month', 'in the month', start.reviewed('2026-03-01'), [1, 1, 100]],
  ['reviewed_in_month', 'before it', start.reviewed('2026-02-28'), [0, 1, 0]],
  ['reviewed_in_month', 'entered by the care manager and not confirmed', start.reviewed('2026-03-01', { entered_by: 'cm', confirmed_by: null }), [0, 1, 0]],
  ['days_to_first_review', 'from enrollment', start.reviewed('2026-01-15').reviewed('2026-03-02'), [10, 1, 10]],
  ['days_to_first_review', 'nobody reviewed is not zero days', start, [0, 0, null]],
  ['improved', 'half', at18.scored('2026-03-20', 9), [1, 1, 100]],
  ['improved', 'neither half nor below ten', at18.scored('2026-03-20', 10), [0, 1, 0]],
  ['improved', 'no later score', at18, [0, 1, 0]],
  ['improved', 'a low baseline is not asked', start.scored('2026-01-05', 9), [0, 0, null]],
  ['improved', 'nor is anybody before ten weeks', aChart('2026-01-21').scored('2026-01-21', 18), [0, 0, null]],
  ['improved', 'on the seventieth day', aChart('2026-01-20').scored('2026-01-20', 18), [0, 1, 0]],
  ['improved', 'a prorated score does not count', at18.answered('2026-03-20', '0 0 0 0 0 0 0 0 -'), [0, 1, 0]],
  ['improved', 'who closed with goals met counts', at18.scored('2026-03-09', 4).enrolledAs({ enrolled_on: calendarDay('2025-12-20'), closed_on: calendarDay('2026-03-10'), close_reason: 'goals_met' }), [1, 1, 100]],
  ['response', 'half', at18.scored('2026-03-20', 9), [1, 1, 100]],
  ['response', 'below ten is not yet half', start.scored('2026-01-05', 16).scored('2026-03-20', 9), [0, 1, 0]],
  ['response', 'no later score', at18, [0, 1, 0]],
  ['response', 'a low baseline is not asked', start.scored('2026-01-05', 9).scored('2026-03-20', 4), [0, 0, null]],
  ['remission', 'below five', at18.scored('2026-03-20', 4), [1, 1, 100]],
  ['remission', 'five', at18.scored('2026-03-20', 5), [0, 1, 0]],
  ['mean_change', 'below zero is better', at18.scored('2026-03-20', 5), [-13, 1, -13]],
  ['mean_change', 'of nobody there is none', at18, [0, 0, null]],
  ['stalled_and_reviewed', 'since the eighth week', at18.reviewed('2026-03-02'), [1, 1, 100]],
  ['stalled_and_reviewed', 'the day before it', at18.reviewed('2026-03-01'), [0, 1, 0]],
  ['stalled_and_reviewed', 'the improved need none', at18.scored('2026-03-20', 4), [0, 0, null]],
  ['stalled_and_changed', 'a new plan', at18.planned('2026-01-06').planned('2026-03-01'), [1, 1, 100]],
  ['stalled_and_changed', 'the first plan is none', at18.planned('2026-01-06'), [0, 1, 0]],
  ['recommendations_accepted', 'modified is accepted', start.reviewed('2026-02-20', { decision: 'modified', decided_on: calendarDay('2026-03-01') }).reviewed('2026-03-01', { decision: 'declined', decided_on: calendarDay('2026-03-02') }), [1, 2, 50]],
  ['recommendations_accepted', 'undecided ones wait', start.reviewed('2026-03-01', { decision: 'pending' }), [0, 0, null]],
])('%s: %s', ([id, , story, expected]) => {
  expect(numberOf(id, story)).toEqual(expected)
})

describe('everybody behind a number', () => {
  test('is named with the rows that put them there', () => {
    const all = followed(at18.scored('2026-03-20', 9).dossier, march)
    const improved = measured(all, march).find(({ measure }) => measure.id === 'improved')!
    expect(improved.members).toHaveLength(1)
    expect(improved.members[0]).toMatchObject({
      counts: true,
      because: 'PHQ-9 18 on 2026-01-05, 9 on 2026-03-20.',
      evidence: [
        { record: 'scores', on: '2026-01-05' },
        { record: 'scores', on: '2026-03-20' },
      ],
    })
  })

  test('an earlier day knows nothing of later records', () => {
    const story = at18.reached('2026-03-05').scored('2026-03-20', 4)
    const early = { ...march, last: calendarDay('2026-03-19') }
    const numbers = measured(followed(story.dossier, early), early)
    expect(numbers.find(({ measure }) => measure.id === 'remission')!.value).toBe(0)
  })
})

test('groups add up to the whole: nobody is left out and nobody counted twice', () => {
  const story = fc.record({
    total: fc.integer({ min: 0, max: 27 }),
    contacts: fc.integer({ min: 0, max: 4 }),
    manager: fc.constantFrom('A', 'B', 'C'),
  })
  fc.assert(
    fc.property(fc.array(story, { maxLength: 6 }), (stories) => {
      const managers = new Map<object, string>()
      const all = stories.flatMap(({ total, contacts, manager }) => {
        let told = at18.scored('2026-03-20', total)
        for (let n = 0; n < contacts; n++) told = told.reached(`2026-02-0${n + 1}`)
        const own = followed(told.dossier, march)
        for (const one of own) managers.set(one, manager)
        return own
      })
      const whole = measured(all, march)
      const parts = ['A', 'B', 'C'].map((name) =>
        within(whole, (one) => managers.get(one) === name),
      )
      whole.forEach(({ measure, numerator, denominator }, place) => {
        const sum = (pick: 'numerator' | 'denominator') =>
          parts.reduce((total, numbers) => total + numbers[place]![pick], 0)
        expect(sum('numerator'), measure.id).toBe(numerator)
        if (measure.unit !== 'patients') expect(sum('denominator'), measure.id).toBe(denominator)
      })
    }),
    { numRuns: 25 },
  )
})

test('every measure is there, once and in order', () => {
  expect(measured([], march).map(({ measure }) => measure.id)).toEqual([...measureIds])
})
