/** The caseload list: one row for every open episode, and the line that the command prints. */
import { expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { caseloadLine, caseloadRows } from '../../server/domain/caseload/index.ts'
import { aChart } from '../support/a-chart.ts'
import { rowOn } from './flag-on.ts'

const start = aChart('2026-01-05')
const at18 = start.reached('2026-01-05').scored('2026-01-05', 18)

test('the line has exactly the keys of the contract, in its order', () => {
  const line = caseloadLine(rowOn(at18.scored('2026-02-02', 9), '2026-02-02')!)
  expect(Object.keys(line)).toEqual([
    'mrn',
    'episode_id',
    'status',
    'care_manager',
    'weeks',
    'phq-9',
    'gad-7',
    'item9',
    'last_contact_on',
    'next_contact_due',
    'last_review_on',
    'minutes_this_month',
    'flags',
    'agenda_points',
  ])
  expect(line).toMatchObject({
    mrn: '0042',
    episode_id: 'e1',
    status: 'active',
    care_manager: 'cm',
    weeks: 4,
    'phq-9': {
      first: 18,
      last: 9,
      change: -9,
      percent: 50,
      last_on: '2026-02-02',
      status: 'complete',
    },
    'gad-7': { first: null, last: null, change: null, percent: null, last_on: null, status: null },
    item9: 'negative',
    last_contact_on: '2026-01-05',
    next_contact_due: '2026-01-12',
    last_review_on: null,
    minutes_this_month: 0,
    agenda_points: 35,
  })
  for (const flag of line['flags'] as object[])
    expect(Object.keys(flag)).toEqual(['id', 'since', 'because'])
})

// biome-ignore format: a table reads best as a table
test.for([
  ['zero is a score',                    at18.scored('2026-02-02', 0),                       { first: 18, last: 0, change: -18, percent: 100, status: 'complete' }],
  ['no percent of a baseline of zero',   start.scored('2026-01-05', 0).scored('2026-02-02', 6), { first: 0, last: 6, change: 6, percent: 'n/a' }],
  ['one score is its own baseline',      at18,                                               { first: 18, last: 18, change: 0, percent: 0 }],
  ['an estimate is shown as one',        at18.answered('2026-02-02', '1 1 1 1 1 1 1 - 0'),   { last: 8, status: 'prorated', at_target: false }],
  ['blanks give no total',               at18.answered('2026-02-02', '1 1 1 1 1 - - - 0'),   { last: null, status: 'unscorable', change: null, percent: null }],
  ['a complete form is the baseline before a total', start.totalled('2026-01-05', 20).scored('2026-01-20', 15), { first: 15, last: 15 }],
  ['a score before enrollment is none',  start.scored('2025-12-20', 21),                     { first: null, last: null, last_on: null }],
  ['at target',                          at18.scored('2026-02-02', 4),                       { at_target: true }],
] as const)('PHQ-9: %s', ([, story, view]) => {
  expect(rowOn(story, '2026-03-01')?.instruments['phq-9']).toMatchObject(view)
})

test.for([
  ['positive', start.answered('2026-02-02', '0 0 0 0 0 0 0 0 1')],
  ['negative', start.scored('2026-02-02', 5)],
  ['not_asked', start.totalled('2026-02-02', 5)],
  [null, start.scored('2026-02-02', 5, 'gad-7')],
] as const)('item 9 is %s', ([item9, story]) => {
  expect(rowOn(story, '2026-03-01')?.item9).toBe(item9)
})

test('counts contacts, attempts since the last, and says when the next is due', () => {
  const story = at18.reached('2026-02-20').tried('2026-03-01').tried('2026-03-03', 'message')
  expect(rowOn(story, '2026-03-10')).toMatchObject({
    contacts: 2,
    attempts_since: 2,
    last_contact_on: '2026-02-20',
    next_contact_due: '2026-03-06',
  })
  expect(rowOn(story.inPhase('2026-03-05', 'on_hold'), '2026-03-10')).toMatchObject({
    status: 'on_hold',
    next_contact_due: null,
  })
})

test('names the team of the day', () => {
  const { care_team, staff } = start.dossier
  const moved = start.and({
    care_team: [
      ...care_team.map((one) =>
        one.role === 'care_manager' ? { ...one, ends_on: calendarDay('2026-02-28') } : one,
      ),
      { ...care_team[1]!, staff_id: 'cm2', starts_on: calendarDay('2026-03-01') },
    ],
    staff: [...staff, { ...staff[1]!, staff_id: 'cm2', name: 'Tomas Berg' }],
  })
  expect(rowOn(moved, '2026-02-28')?.team.care_manager?.name).toBe('Lena Fischer')
  expect(rowOn(moved, '2026-03-01')?.team.care_manager?.name).toBe('Tomas Berg')
})

test('there is a row from the referral to the closing day, and none beside', () => {
  const closed = at18.enrolledAs({ closed_on: calendarDay('2026-02-10'), close_reason: 'withdrew' })
  expect(rowOn(closed, '2026-01-04')).toBeUndefined()
  expect(rowOn(closed, '2026-01-05')?.weeks).toBe(0)
  expect(rowOn(closed, '2026-02-09')?.status).toBe('active')
  expect(rowOn(closed, '2026-02-10')?.status).toBe('closed')
  expect(rowOn(closed, '2026-02-11')).toBeUndefined()
})

test('two open episodes are two rows, collaborative care first', () => {
  const [episode] = start.dossier.episodes
  const both = start.and({
    episodes: [{ ...episode!, episode_id: 'e0', model: 'bhi' }, episode!],
  })
  const rows = caseloadRows(both.dossier, calendarDay('2026-02-01'))
  expect(rows.map(({ episode_id, model }) => [episode_id, model])).toEqual([
    ['e1', 'cocm'],
    ['e0', 'bhi'],
  ])
})

test('the trail tells the target’s totals, oldest first, and which of them prove', () => {
  const story = at18.answered('2026-01-19', '1 1 1 1 1 1 1 - 0').scored('2026-02-02', 0)
  expect(rowOn(story.scored('2026-02-02', 7, 'gad-7'), '2026-03-01')?.target_trail).toEqual([
    { on: '2026-01-05', total: 18, proves: true },
    { on: '2026-01-19', total: 8, proves: false },
    { on: '2026-02-02', total: 0, proves: true },
  ])
})

test('a long trail keeps its end', () => {
  const days = Array.from({ length: 20 }, (_, i) => `2026-01-${String(i + 6).padStart(2, '0')}`)
  const story = days.reduce((told, day, i) => told.scored(day, i % 20), at18)
  const trail = rowOn(story, '2026-03-01')?.target_trail ?? []
  expect(trail).toHaveLength(16)
  expect(trail.at(-1)).toMatchObject({ on: '2026-01-25', total: 19 })
})
