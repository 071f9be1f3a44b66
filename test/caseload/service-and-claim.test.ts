/** Flags that rest on delivered service and on the month's determination. */
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import type { LocalTime } from '../../server/domain/zone.ts'
import { aChart } from '../support/a-chart.ts'
import { flagOn, idsOn, rowOn, told } from './flag-on.ts'

describe('E1: an episode without service', () => {
  const served = aChart('2026-01-05').inOrder('2026-01-05').reached('2026-01-14')

  test.for([
    ['2026-04-30', 'no E1'],
    ['2026-05-01', 'E1 notice since 2026-05-01'],
    ['2026-06-01', 'E1 amber since 2026-05-01'],
    ['2026-07-01', 'E1 red since 2026-05-01'],
    ['2026-07-31', 'E1 red since 2026-05-01'],
  ])('last served on 14 January: on %s %s', ([today, says]) => {
    expect(told(served, 'E1', today!)).toBe(says)
  })

  test('after the sixth month there is no open episode left', () => {
    expect(rowOn(served, '2026-07-31')?.status).toBe('active')
    expect(rowOn(served, '2026-08-01')).toBeUndefined()
  })

  test('a case review is a service too', () => {
    expect(told(served.reviewed('2026-03-10'), 'E1', '2026-06-30')).toBe('no E1')
  })

  test('a service after the break begins anew: weeks, baseline and reviews with it', () => {
    const again = served
      .scored('2026-01-14', 20)
      .reviewed('2026-01-20')
      .inPhase('2026-01-25', 'relapse_prevention')
      .reached('2026-09-10')
      .scored('2026-09-10', 14)
    const row = rowOn(again, '2026-09-20')!
    expect(row).toMatchObject({ enrolled_on: '2026-09-01', weeks: 2, status: 'active' })
    expect(row.instruments['phq-9']).toMatchObject({ first: 14, last: 14, change: 0 })
    expect(idsOn(again, '2026-09-20')).toBe('C2 R1 B1 C0')
  })
})

describe('B1: minutes reach a code and an element is missing', () => {
  const minutes = (from: string, to: string, day: string) => ({
    started_at: `${day}T${from}` as LocalTime, // literals that exist
    ended_at: `${day}T${to}` as LocalTime,
  })
  const long = (story: ReturnType<typeof aChart>, day: string) =>
    story.reached(day, { kind: 'assessment', ...minutes('10:00', '10:40', day) })
  const begun = aChart('2026-01-05').inOrder('2026-01-05').scored('2026-01-05', 18)

  test('is up from the day on which the minutes reached it, and names what is missing', () => {
    const story = long(begun.reached('2026-01-06'), '2026-01-08')
    expect(told(begun.reached('2026-01-06'), 'B1', '2026-01-06')).toBe('B1 amber since 2026-01-06')
    const flag = flagOn(story, 'B1', '2026-01-09')!
    expect(flag.since).toBe('2026-01-06')
    expect(flag.because).toMatch(/^60 minutes reach 99492; /)
    expect(flag.because).toContain('care plan')
    expect(flag.because).not.toContain('weekly consultation')
  })

  test('counts the very minute that reaches the lowest band', () => {
    const exact = begun.reached('2026-01-06', minutes('10:00', '10:16', '2026-01-06'))
    expect(told(exact.reached('2026-01-08'), 'B1', '2026-01-08')).toBe('B1 amber since 2026-01-06')
    const short = begun.reached('2026-01-06', minutes('10:00', '10:15', '2026-01-06'))
    expect(told(short.reached('2026-01-08'), 'B1', '2026-01-08')).toBe('B1 amber since 2026-01-08')
  })

  test('is not up below every band', () => {
    const short = begun.reached('2026-01-06', minutes('10:00', '10:10', '2026-01-06'))
    expect(told(short, 'B1', '2026-01-20')).toBe('no B1')
  })

  const complete = long(begun, '2026-01-06')
    .planned('2026-01-06')
    .reviewed('2026-01-07')
    .reached('2026-01-08', { kind: 'brief_intervention', technique: 'behavioral_activation' })
    .consulted('2026-01-07')

  test('does not ask for consultations of weeks that are not over', () => {
    expect(told(complete, 'B1', '2026-01-10')).toBe('no B1')
    expect(rowOn(complete, '2026-01-10')?.minutes_this_month).toBe(60)
  })

  test('asks for a consultation once its week is over', () => {
    expect(told(complete, 'B1', '2026-01-18')).toBe('no B1')
    expect(told(complete, 'B1', '2026-01-19')).toBe('B1 amber since 2026-01-19')
    expect(flagOn(complete, 'B1', '2026-01-19')?.because).toContain('weekly consultation')
    const met = complete.consulted('2026-01-14')
    expect(told(met, 'B1', '2026-01-19')).toBe('no B1')
  })

  test('takes a reason for a week without one', () => {
    const [meeting] = complete.consulted('2026-01-14').dossier.meetings.slice(-1)
    const missed = { ...meeting!, ended_at: null, missed_reason: 'ice storm' }
    const excused = complete.and({ meetings: [...complete.dossier.meetings, missed] })
    expect(told(excused, 'B1', '2026-01-19')).toBe('no B1')
  })

  test('looks at the running month only', () => {
    expect(told(complete, 'B1', '2026-02-01')).toBe('no B1')
    expect(rowOn(complete, '2026-02-01')?.minutes_this_month).toBe(0)
  })
})

describe('general integration has no consultant', () => {
  const general = aChart('2026-01-05').enrolledAs({ model: 'bhi' })

  test('so nobody is missed at a review', () => {
    expect(idsOn(general, '2026-03-20')).toBe('C1 C2 M1')
  })
})

describe('D1: dates that cannot be', () => {
  test('a record before birth', () => {
    const story = aChart('2026-01-05').scored('1962-01-05', 9)
    expect(flagOn(story, 'D1', '2026-01-05')?.because).toBe(
      'A record is dated 1962-01-05, before birth on 1972-03-01.',
    )
  })

  test('the day of birth and today are no mistakes', () => {
    const story = aChart('2026-01-05').scored('1972-03-01', 9).scored('2026-01-10', 9)
    const { flags } = rowOn(story, '2026-01-08', { clock_day: calendarDay('2026-01-10') })!
    expect(flags.map(({ id }) => id)).not.toContain('D1')
  })

  test('a record in the future is looked for where the clock’s day is known', () => {
    const story = aChart('2026-01-05').scored('2062-01-05', 9)
    expect(told(story, 'D1', '2026-01-10')).toBe('no D1')
    const { flags } = rowOn(story, '2026-01-10', { clock_day: calendarDay('2026-01-10') })!
    expect(flags.find(({ id }) => id === 'D1')?.because).toBe(
      'A record is dated 2062-01-05, in the future.',
    )
  })
})
