/** Every difficult case is really in the demo: found by what it is, never by an id. */
import { describe, expect, test } from 'vitest'
import { sumOf } from '../../db/seed/course.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import { dossiersOf, rowsOn, shownOn } from './clinic-in-memory.ts'
import { casesOn, phq9s } from './difficult-cases.ts'

describe.each([shownOn, calendarDay('2027-01-12')])('on %s', (today) => {
  const dossiers = dossiersOf(rowsOn(today))

  test.for(casesOn(today))('%s', ([, holds, atLeast]) => {
    expect(dossiers.filter(holds).length).toBeGreaterThanOrEqual(atLeast)
  })

  test('every reason to close', () => {
    const reasons = new Set(
      dossiers.flatMap(({ episodes }) => episodes.map(({ close_reason }) => close_reason)),
    )
    expect([...reasons].filter((reason) => reason !== null).sort()).toEqual([
      'break_in_care',
      'died',
      'goals_met',
      'lost_to_follow_up',
      'other',
      'referred_to_psychiatry',
      'transferred',
      'withdrew',
    ])
  })

  test('a week without a meeting, with the reason', () => {
    const missed = rowsOn(today)
      .of('meetings')
      .filter(({ ended_at }) => ended_at === null)
    expect(missed.length).toBeGreaterThan(3)
    expect(missed.every(({ missed_reason }) => missed_reason !== null)).toBe(true)
  })

  test('of those with a first score of 10 or more, about half get better and some get worse', () => {
    const courses = dossiers
      .map((dossier) => phq9s(dossier).filter(({ items }) => items !== null))
      .filter((forms) => forms.length > 3)
      .map((forms) => sumOf(forms.at(-1)!.items!) / Math.max(1, sumOf(forms[0]!.items!)))
    const share = (holds: (left: number) => boolean) =>
      courses.filter(holds).length / courses.length
    expect(share((left) => left <= 0.5)).toBeGreaterThan(0.3)
    expect(share((left) => left <= 0.5)).toBeLessThan(0.65)
    expect(share((left) => left > 1)).toBeGreaterThan(0.05)
  })
})
