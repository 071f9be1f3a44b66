/** Journeys: what a care manager sees of one patient from week to week. */
import { expect, test } from 'vitest'
import { aChart } from '../support/a-chart.ts'
import { idsOn, rowOn, told } from './flag-on.ts'

test('a year that goes well: new, stuck, changed, at target, relapse prevention', () => {
  const told = (today: string) => `${rowOn(story, today)?.weeks}: ${idsOn(story, today)}`
  let story = aChart('2026-01-05').inOrder('2026-01-05').scored('2026-01-05', 20)
  expect(told('2026-01-05')).toBe('0: C0')

  story = story.reached('2026-01-05', { kind: 'assessment' }).planned('2026-01-05')
  expect(told('2026-01-08')).toBe('0: B1 C0')

  story = story.consulted('2026-01-14').reviewed('2026-01-14').reached('2026-01-15')
  story = story.scored('2026-02-02', 19).reached('2026-02-02').reached('2026-02-11')
  story = story.scored('2026-03-02', 18).reached('2026-02-25').reached('2026-03-04')
  expect(told('2026-02-12')).toBe('5: B1')
  expect(told('2026-03-06')).toBe('8: T1 R1 B1')
  expect(told('2026-03-16')).toBe('10: T1 T2 T3 R1 B1')

  const raise = {
    recommendation: 'raise to 100 mg',
    recommends_change: true,
    decision: 'pending',
    decided_by: null,
    decided_on: null,
  } as const
  story = story.reviewed('2026-03-18', raise).reached('2026-03-18')
  expect(told('2026-03-20')).toBe('10: T3 B1')
  expect(told('2026-04-02')).toBe('12: C2 M1 T3 T5')

  story = story.planned('2026-04-03').reached('2026-04-03').scored('2026-04-03', 12)
  story = story.and({
    case_reviews: story.dossier.case_reviews.map((one) =>
      one.decision === 'pending' ? { ...one, decision: 'accepted', decided_by: 'bp' } : one,
    ),
  })
  expect(rowOn(story, '2026-04-04')?.flags.map(({ id }) => id)).not.toContain('T5')

  story = story.scored('2026-05-04', 4).reached('2026-05-04').reviewed('2026-04-20')
  story = story.scored('2026-05-20', 3).reached('2026-05-20').reviewed('2026-05-20')
  expect(told('2026-05-21')).toBe('19: B1 P1')

  story = story.inPhase('2026-05-25', 'relapse_prevention')
  expect(rowOn(story, '2026-05-25')?.status).toBe('relapse_prevention')
  expect(told('2026-05-26')).toBe('20: P2 B1')
  story = story.relapsePlan('2026-05-26')
  expect(told('2026-06-10')).toBe('22: ')
})

test('a patient who is lost: attempts, red, and a break that closes the episode', () => {
  let story = aChart('2026-01-05').inOrder('2026-01-05').scored('2026-01-05', 16)
  story = story.reached('2026-01-05').reviewed('2026-01-12')
  story = story.tried('2026-01-14').tried('2026-01-20', 'message')
  expect(told(story, 'C3', '2026-01-27')).toBe('no C3')
  story = story.tried('2026-01-28')
  expect(told(story, 'C3', '2026-01-28')).toBe('C3 amber since 2026-01-28')
  expect(told(story, 'C2', '2026-01-28')).toBe('C2 red since 2026-01-13')
  expect(told(story, 'E1', '2026-07-31')).toBe('E1 red since 2026-05-01')
  expect(rowOn(story, '2026-08-01')).toBeUndefined()
})

test('a frightening answer stays in sight for the whole year', () => {
  let story = aChart('2026-01-05').inOrder('2026-01-05').answered('2026-01-05', '2 2 2 2 2 2 2 2 1')
  for (const [month, total] of [12, 9, 6, 3, 2, 0].entries()) {
    const day = `2026-0${month + 2}-02`
    story = story.scored(day, total).reached(day).reviewed(day)
    expect(rowOn(story, day)?.flags[0]?.id).toBe('S1')
    expect(rowOn(story, day)?.item9).toBe('negative')
    expect(told(story, 'S1', day)).toBe('S1 red since 2026-01-05')
  }
})
