/** Meetings and the agenda as pure rules: how one stands, which weeks lack one, whom time cut. */
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import type { Meeting } from '../../server/domain/records/index.ts'
import { agendaOf } from '../../server/domain/review/agenda-of.ts'
import { faultOfEnd, faultOfStart } from '../../server/domain/review/meeting-rules.ts'
import {
  lastHeld,
  type MeetingState,
  minutesOf,
  missedWeeks,
  stateOf,
} from '../../server/domain/review/meetings.ts'
import { type Instant, type LocalTime, type Moment, momentOf } from '../../server/domain/zone.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { zone } from '../support/a-chart-rows.ts'

const time = (text: string) => text as LocalTime // literals that exist
const meeting = (more: Partial<Meeting> = {}): Meeting => ({
  meeting_id: 'm1',
  clinic_id: 'c1',
  care_manager_id: 'cm',
  psychiatric_consultant_id: 'pc',
  started_at: time('2026-03-18T12:00'),
  ended_at: time('2026-03-18T13:00'),
  missed_reason: null,
  attendees: null,
  entered_by: 'cm',
  confirmed_by: null,
  confirmed_at: null,
  ...more,
})

// biome-ignore format: a table reads best as a table
test.for<[string, Partial<Meeting>, MeetingState]>([
  ['entered by the care manager',             {}, 'to_confirm'],
  ['confirmed by its consultant',             { confirmed_by: 'pc' }, 'held'],
  ['confirmed by somebody else',              { confirmed_by: 'cm' }, 'to_confirm'],
  ['entered by its consultant',               { entered_by: 'pc' }, 'held'],
  ['imported',                                { entered_by: null }, 'held'],
  ['without an end',                          { ended_at: null }, 'running'],
  ['without an end, imported',                { ended_at: null, entered_by: null }, 'missed'],
  ['missed, as the care manager says',        { ended_at: null, missed_reason: 'ill' }, 'to_confirm'],
  ['missed, and so its consultant says',      { ended_at: null, missed_reason: 'ill', confirmed_by: 'pc' }, 'missed'],
])('a meeting %s', ([, more, state]) => {
  expect(stateOf(meeting(more))).toBe(state)
})

test('lasts until its end, or until now; across a clock change too', () => {
  const now = '2026-03-18T16:30:59.000Z' as Instant // 12:30 in New York
  expect(minutesOf(meeting(), zone, now)).toBe(60)
  expect(minutesOf(meeting({ ended_at: null }), zone, now)).toBe(30)
  expect(minutesOf(meeting({ ended_at: null, missed_reason: 'ill' }), zone, now)).toBeNull()
  const spring = { started_at: time('2026-03-08T01:30'), ended_at: time('2026-03-08T03:30') }
  expect(minutesOf(meeting(spring), zone, now)).toBe(60)
})

describe('weeks without a meeting', () => {
  const today = calendarDay('2026-03-20') // a Friday
  const since = calendarDay('2026-03-01')
  const weeks = (...rows: readonly Meeting[]) => missedWeeks(rows, today, since)

  test('are full weeks: not the running one, and none before anything began', () => {
    expect(weeks()).toEqual(['2026-03-02', '2026-03-09'])
  })

  test.for<[string, Partial<Meeting>, readonly string[]]>([
    ['held', {}, ['2026-03-02']],
    ['excused', { ended_at: null, missed_reason: 'ill' }, ['2026-03-02']],
    ['neither', { ended_at: null, entered_by: null }, ['2026-03-02', '2026-03-09']],
  ])('one %s', ([, more, missed]) => {
    expect(weeks(meeting({ ...more, started_at: time('2026-03-15T12:00') }))).toEqual(missed)
  })
})

describe('an end', () => {
  const at = (text: string): Moment => momentOf(time(text), zone)
  const running = meeting({ ended_at: null })
  test.for([
    ['2026-03-18T12:30', 30, undefined],
    ['2026-03-18T12:30', 31, 'too-many-minutes'],
    ['2026-03-18T12:00', 0, 'impossible-end'],
    ['2026-03-18T20:00', 0, undefined],
    ['2026-03-18T20:01', 0, 'too-long'],
    ['2026-03-19T09:01', 0, 'impossible-end'],
  ] as const)('at %s with %d minutes on its reviews: %s', ([text, used, reason]) => {
    const ending = { zone, now: at('2026-03-19T09:00'), used }
    expect(faultOfEnd(running, time(text), ending)?.reason).toBe(reason)
  })

  test('comes once', () => {
    const ending = { zone, now: at('2026-03-19T09:00'), used: 0 }
    expect(faultOfEnd(meeting(), time('2026-03-18T12:30'), ending)?.reason).toBe('meeting-over')
  })
})

test('a start waits for what runs, of this care manager alone', () => {
  const vera = { staff_id: 'cm', name: 'Vera' }
  const day = calendarDay('2026-03-18')
  const running = meeting({ ended_at: null })
  expect(faultOfStart(null, vera, [running], day)?.reason).toBe('meeting-running')
  expect(faultOfStart(null, vera, [meeting()], day)).toBeUndefined()
  expect(faultOfStart(null, { ...vera, staff_id: 'other' }, [running], day)).toBeUndefined()
})

describe('the agenda', () => {
  const today = calendarDay('2026-03-20')
  const stuck = aChart('2026-01-05').scored('2026-01-05', 18).reviewed('2026-02-25')
  const agenda = (story: AChart, more: Partial<Parameters<typeof agendaOf>[1]> = {}) =>
    agendaOf([{ dossier: story.dossier, today }], {
      care_manager_id: 'cm',
      minutes: 60,
      running: undefined,
      last: undefined,
      ...more,
    })

  test('keeps a case that is reviewed in the meeting that runs; another meeting takes it off', () => {
    const running = meeting({ ended_at: null, started_at: time('2026-03-20T12:00') })
    const story = stuck.reviewed('2026-03-20', { meeting_id: 'm1' })
    expect(agenda(story, { running }).entries).toHaveLength(1)
    expect(agenda(story).entries).toHaveLength(0)
  })

  test('brings back whom time cut, and nobody who was reviewed', () => {
    const last = meeting()
    const cut = agenda(stuck, { last })
    expect(cut.entries[0]).toMatchObject({ points: 95 })
    expect(cut.entries[0]!.reasons.at(-1)).toContain('Left out last week')
    const seen = stuck.reviewed('2026-03-18', { meeting_id: 'm1' })
    expect([...agenda(seen, { last }).carried_over]).toEqual([])
    const unnamed = stuck.reviewed('2026-03-18', { meeting_id: null })
    expect([...agenda(unnamed, { last }).carried_over]).toEqual([])
  })

  test('has a question of the care manager as a reason of its own', () => {
    const calm = aChart('2026-01-05').reviewed('2026-03-15')
    const asked = (settled_on: string | null) =>
      calm.and({
        questions: [
          {
            question_id: 'q1',
            patient_id: 'p1',
            asked_on: calendarDay('2026-03-19'),
            asked_by: 'cm',
            question: 'augment?',
            settled_on: settled_on === null ? null : calendarDay(settled_on),
          },
        ],
      })
    expect(agenda(asked(null)).entries[0]).toMatchObject({
      points: 45,
      reasons: ['Asked on 2026-03-19: augment?'],
    })
    expect(agenda(asked('2026-03-20')).entries).toEqual([])
  })

  test('is that of the care manager’s own cases', () => {
    expect(agenda(stuck, { care_manager_id: 'other' }).rows).toEqual([])
  })
})

test('the last one held is not one that is too long ago, nor one that was missed', () => {
  const since = calendarDay('2026-03-10')
  const versioned = (more: Partial<Meeting>) => ({ row: meeting(more), version: 1 })
  const held = versioned({ meeting_id: 'held' })
  const missed = versioned({
    started_at: time('2026-03-19T12:00'),
    ended_at: null,
    missed_reason: 'ill',
  })
  expect(lastHeld([held, missed], since)).toBe(held)
  expect(lastHeld([held, missed], addDays(since, 10))).toBeUndefined()
})
