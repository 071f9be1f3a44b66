/** What a person says beside the rules: days set, flags put aside, questions asked. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import { agenda, rules, worklist } from '../../server/domain/caseload/index.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { idsOn, rowOn, told } from './flag-on.ts'

const day = calendarDay
const start = aChart('2026-01-05').inOrder('2026-01-05')
const met = start.reached('2026-01-05')
const due = (story: AChart, today: string) => rowOn(story, today)?.next_contact_due

describe('the next contact', () => {
  // biome-ignore format: a table reads best as a table
  test.for<[string, string, AChart]>([
    ['2026-01-12', 'by the phase',                               met],
    ['2026-01-20', 'as set at the end of the last one',          met.contactSet('2026-01-20', '2026-01-05')],
    ['2026-01-08', 'sooner than the phase says',                 met.contactSet('2026-01-08', '2026-01-05')],
    ['2026-01-22', 'as set last',                                met.contactSet('2026-01-22', '2026-01-07').contactSet('2026-01-20', '2026-01-06')],
    ['2026-01-18', 'of one day’s, the one with a reason',        met.contactSet('2026-01-18', '2026-01-06', 'on a journey').contactSet('2026-01-20', '2026-01-06')],
    ['2026-01-19', 'by the phase again, once they were reached', met.contactSet('2026-01-25', '2026-01-07').reached('2026-01-12')],
    ['2026-01-19', 'by the phase: set for the day of a contact', met.contactSet('2026-01-12', '2026-01-12', 'at three').reached('2026-01-12')],
    ['2026-01-12', 'by the phase: set before this episode',      met.contactSet('2026-02-20', '2026-01-04')],
    ['2026-01-28', 'set before anybody was reached',             start.contactSet('2026-01-28', '2026-01-06')],
    ['2026-01-28', 'rescheduled with a reason once overdue',     met.contactSet('2026-01-28', '2026-01-14', 'in hospital')],
    ['2026-01-12', 'not moved without one once overdue',         met.contactSet('2026-01-28', '2026-01-14')],
    ['2026-01-28', 'moved without one on the very day',          met.contactSet('2026-01-28', '2026-01-12')],
    ['2026-01-30', 'set while on hold',                          met.inPhase('2026-01-08', 'on_hold').contactSet('2026-01-30', '2026-01-09')],
  ])('is due on %s, %s', ([on, , story]) => {
    expect(due(story, '2026-01-16')).toBe(on)
  })

  test('on hold a day set before it is over', () => {
    const held = met.contactSet('2026-01-30', '2026-01-06').inPhase('2026-01-08', 'on_hold')
    expect(due(held, '2026-01-16')).toBeNull()
  })

  test('what is set later is not known yet', () => {
    expect(due(met.contactSet('2026-01-28', '2026-01-12'), '2026-01-11')).toBe('2026-01-12')
  })

  test('C2 goes by it, says so, and is cleared by rescheduling with a reason alone', () => {
    const set = met.contactSet('2026-01-20', '2026-01-05')
    expect(told(set, 'C2', '2026-01-20')).toBe('no C2')
    expect(told(set, 'C2', '2026-01-21')).toBe('C2 amber since 2026-01-21')
    const [flag] = rowOn(set, '2026-01-21')!.flags.filter(({ id }) => id === 'C2')
    expect(flag?.because).toMatch(/^The next contact, set on 2026-01-05, was due on 2026-01-20;/)
    expect(flag?.inputs.map(({ record }) => record)).toEqual(['activities', 'planned_contacts'])
    const again = (reason: string | null) => set.contactSet('2026-01-27', '2026-01-22', reason)
    expect(told(again('asked for it'), 'C2', '2026-01-22')).toBe('no C2')
    expect(told(again(null), 'C2', '2026-01-22')).toBe('C2 amber since 2026-01-21')
  })
})

describe('a snooze', () => {
  const quiet = met.snoozed('C2', '2026-01-14', '2026-01-20')

  test('puts a flag aside up to the eve of its day', () => {
    expect(told(quiet, 'C2', '2026-01-13')).toBe('C2 amber since 2026-01-13')
    expect(told(quiet, 'C2', '2026-01-14')).toBe('no C2')
    expect(told(quiet, 'C2', '2026-01-19')).toBe('no C2')
    expect(told(quiet, 'C2', '2026-01-20')).toBe('C2 red since 2026-01-13')
    expect(rowOn(quiet, '2026-01-19')?.snoozed).toMatchObject([
      { id: 'C2', since: '2026-01-13', until_on: '2026-01-20', reason: 'away until then' },
    ])
  })

  test('takes its work off the list, and its points off the agenda', () => {
    const kinds = (story: AChart) =>
      worklist([story.dossier], day('2026-01-16')).map(({ kind }) => kind)
    expect(kinds(met)).toContain('contacts')
    expect(kinds(quiet)).not.toContain('contacts')
    expect(rowOn(met, '2026-01-16')?.agenda_points).toBe(35)
    expect(rowOn(met.snoozed('C0', '2026-01-15', '2026-02-01'), '2026-01-16')?.agenda_points).toBe(
      0,
    )
  })

  test('is not for what is raised anew after it', () => {
    const anew = met.snoozed('C2', '2026-01-14', '2026-02-28').reached('2026-01-15')
    expect(told(anew, 'C2', '2026-01-23')).toBe('C2 amber since 2026-01-23')
  })

  test('is outdone by the one set after it, and does not outlive its episode', () => {
    const shorter = quiet.snoozed('C2', '2026-01-15', '2026-01-17')
    expect(told(shorter, 'C2', '2026-01-17')).toBe('C2 amber since 2026-01-13')
    const before = met.snoozed('C0', '2026-01-04', '2026-02-01')
    expect(told(before, 'C0', '2026-01-05')).toBe('C0 notice since 2026-01-05')
  })

  test('hides no flag for good: every flag is shown or put aside, and safety is shown', () => {
    const flags = fc.constantFrom(...rules.map(({ id }) => id))
    const days = fc.integer({ min: 0, max: 120 })
    const story = met.scored('2026-01-05', 18).answered('2026-02-20', '1 1 1 1 1 1 1 - 2')
    fc.assert(
      fc.property(fc.array(fc.tuple(flags, days, days)), days, (list, d) => {
        const today = addDays(day('2026-01-05'), d)
        const snoozed = list.reduce((one, [id, set, until]) => {
          const on = addDays(day('2026-01-05'), set)
          return one.snoozed(id, on, addDays(on, until))
        }, story)
        const row = rowOn(snoozed, today)!
        const all = [...row.flags, ...row.snoozed].map(({ id }) => id)
        expect(all.toSorted()).toEqual(
          rowOn(story, today)!
            .flags.map(({ id }) => id)
            .toSorted(),
        )
        expect(row.snoozed.filter(({ safety }) => safety)).toEqual([])
        expect(row.snoozed.every(({ until_on }) => until_on > today)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a question', () => {
  const calm = met.reviewed('2026-01-10')
  const asked = calm.asked('2026-01-12', 'Augment?', '2026-01-20')
  const points = (story: AChart, today: string) => rowOn(story, today)?.agenda_points

  test('brings a case to the agenda from its day until it is settled', () => {
    expect(
      ['2026-01-11', '2026-01-12', '2026-01-19', '2026-01-20'].map((d) => points(asked, d)),
    ).toEqual([0, 45, 45, 0])
    const [entry] = agenda([rowOn(asked, '2026-01-13')!], { minutes: 60 }).entries
    expect(entry).toMatchObject({ points: 45, reasons: ['Asked on 2026-01-12: Augment?'] })
  })

  test('is the latest of those open, and weighs less than a graver flag', () => {
    const two = calm.asked('2026-01-13', 'Sleep?').asked('2026-01-12', 'Augment?')
    expect(rowOn(two, '2026-01-14')?.question?.question).toBe('Sleep?')
    const safety = two.answered('2026-01-13', '0 0 0 0 0 0 0 0 1')
    expect(points(safety, '2026-01-14')).toBe(100)
  })

  test('stands on one row of a patient with two episodes', () => {
    const [episode] = asked.dossier.episodes
    const both = asked.and({
      episodes: [{ ...episode!, episode_id: 'e0', model: 'bhi' }, episode!],
    })
    const listed = worklist([both.dossier], day('2026-01-13')).map(({ row }) => row)
    const questions = new Map(listed.map((row) => [row.model, row.question?.question ?? null]))
    expect([questions.get('cocm'), questions.get('bhi')]).toEqual(['Augment?', null])
  })
})

test('a row of the whole story is the same whatever the order of what was said by hand', () => {
  const story = met
    .contactSet('2026-01-20', '2026-01-06')
    .contactSet('2026-01-22', '2026-01-06')
    .snoozed('C0', '2026-01-06', '2026-01-30')
    .snoozed('C0', '2026-01-06', '2026-01-10')
    .asked('2026-01-06', 'one')
    .asked('2026-01-06', 'two')
  const { planned_contacts, snoozes, questions } = story.dossier
  const turned = story.and({
    planned_contacts: planned_contacts.toReversed(),
    snoozes: snoozes.toReversed(),
    questions: questions.toReversed(),
  })
  for (const on of ['2026-01-08', '2026-01-12', '2026-01-25'])
    expect(rowOn(turned, on)).toEqual(rowOn(story, on))
  expect(idsOn(story, '2026-01-08')).not.toContain('C0')
})
