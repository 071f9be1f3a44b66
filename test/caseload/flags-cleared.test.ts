/** What clears each flag, and what does not. */
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import type { FlagId } from '../../server/domain/caseload/index.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { flagOn, told } from './flag-on.ts'

const day = calendarDay
const start = aChart('2026-01-05')
const met = start.reached('2026-01-05')
const at18 = met.scored('2026-01-05', 18)
const asked = {
  recommendation: 'raise to 100 mg',
  recommends_change: true,
  decision: 'accepted',
  decided_on: day('2026-01-15'),
} as const
const modified = { ...asked, decision: 'modified', decided_on: day('2026-02-03') } as const
const early = { ...asked, decided_on: day('2026-01-07') } as const
const later = met.scored('2026-01-12', 18)
const waiting = met.planned('2026-01-05').reviewed('2026-01-15', asked)
const lost = met.tried('2026-02-01').tried('2026-02-10', 'message').tried('2026-02-20')
const prevention = at18.inPhase('2026-03-01', 'relapse_prevention')
const target = at18.scored('2026-03-01', 4).scored('2026-03-15', 3)

type Case = [id: FlagId, by: string, story: AChart, cleared: AChart, today: string]

// biome-ignore format: a table reads best as a table
test.for<Case>([
  ['S2', 'item 9 answered',                    start.totalled('2026-02-02', 12), start.totalled('2026-02-02', 12).scored('2026-02-10', 12),   '2026-02-10'],
  ['S2', 'item 9 answered on the same day',    start.totalled('2026-02-02', 12), start.scored('2026-02-02', 12).totalled('2026-02-02', 12),   '2026-02-10'],
  ['C0', 'a review',                           start,   start.reviewed('2026-01-06'),                                                         '2026-01-06'],
  ['C1', 'a contact, however late',            start,   start.reached('2026-02-20'),                                                          '2026-02-20'],
  ['C2', 'a contact',                          met,     met.reached('2026-02-20'),                                                            '2026-02-20'],
  ['C3', 'a contact',                          lost,    lost.reached('2026-02-25'),                                                           '2026-02-25'],
  ['M1', 'a complete score',                   at18,    at18.scored('2026-03-01', 16),                                                        '2026-03-01'],
  ['M1', 'a total without its form',           at18,    at18.totalled('2026-03-01', 16),                                                      '2026-03-01'],
  ['M2', 'a complete score',                   met.answered('2026-02-01', '1 1 1 1 1 1 1 - 0'), met.answered('2026-02-01', '1 1 1 1 1 1 1 - 0').scored('2026-02-02', 8), '2026-02-02'],
  ['T1', 'improvement',                        at18,    at18.scored('2026-04-01', 13),                                                        '2026-04-01'],
  ['T1', 'a review',                           at18,    at18.reviewed('2026-04-01'),                                                          '2026-04-01'],
  ['T2', 'a review',                           at18,    at18.reviewed('2026-04-01'),                                                          '2026-04-01'],
  ['T2', 'improvement',                        at18,    at18.scored('2026-04-01', 9),                                                         '2026-04-01'],
  ['T3', 'a new version of the plan',          at18.planned('2026-01-05'), at18.planned('2026-01-05').planned('2026-03-01'),                   '2026-04-01'],
  ['T3', 'an accepted change',                 at18,    at18.reviewed('2026-02-01', { ...asked, decided_on: day('2026-02-03') }),             '2026-04-01'],
  ['T3', 'a modified change, carried out',     at18.reviewed('2026-02-01', modified), at18.reviewed('2026-02-01', { ...modified, carried_out_on: day('2026-02-05') }), '2026-04-01'],
  ['T3', 'one decided before, carried out since', later.reviewed('2026-01-06', early), later.reviewed('2026-01-06', { ...early, carried_out_on: day('2026-01-20') }), '2026-04-01'],
  ['T4', 'a later score below that',           met.scored('2026-01-05', 8).scored('2026-02-10', 13), met.scored('2026-01-05', 8).scored('2026-02-10', 13).scored('2026-02-20', 12), '2026-02-20'],
  ['T5', 'carrying it out',                    waiting, met.reviewed('2026-01-15', { ...asked, carried_out_on: day('2026-02-10') }),          '2026-02-10'],
  ['T5', 'a care plan that follows it',        waiting, waiting.planned('2026-02-10'),                                                        '2026-02-10'],
  ['T5', 'a care plan of the same day',        waiting, met.planned('2026-01-05').reviewed('2026-01-15', asked).planned('2026-01-15'),  '2026-02-10'],
  ['T3', 'a change decided on the baseline’s day', at18, at18.reviewed('2026-01-05', { ...asked, decided_on: day('2026-01-05') }),            '2026-04-01'],
  ['T5', 'a refusal',                          waiting, met.reviewed('2026-01-15', { ...asked, decision: 'declined' }),                       '2026-02-10'],
  ['R1', 'a review',                           met,     met.reviewed('2026-02-20'),                                                           '2026-02-20'],
  ['P1', 'relapse prevention',                 target,  target.inPhase('2026-03-20', 'relapse_prevention'),                                   '2026-03-20'],
  ['P1', 'leaving the target',                 target,  target.scored('2026-04-01', 11),                                                      '2026-04-01'],
  ['P1', 'an estimate above the target',       target,  target.answered('2026-04-01', '2 2 2 2 2 2 2 - 0'),                                   '2026-04-01'],
  ['P2', 'a plan',                             prevention, prevention.relapsePlan('2026-03-10'),                                              '2026-03-10'],
  ['P3', 'a decided review after nine months', met,     met.reviewed('2026-10-20'),                                                           '2026-10-20'],
  ['D1', 'correction',                         met.scored('2026-02-01', 3).scored('2026-02-08', 18), met.scored('2026-02-01', 3).scored('2026-02-08', 8), '2026-02-08'],
])('%s is cleared by %s', ([id, , story, cleared, today]) => {
  expect(flagOn(story, id, today)).toBeDefined()
  expect(told(cleared, id, today)).toBe(`no ${id}`)
})

describe('what clears nothing', () => {
  const positive = start.answered('2026-02-02', '1 1 1 1 0 0 0 0 2')

  // biome-ignore format: a table reads best as a table
  test.for<[string, AChart]>([
    ['a later item 9 of zero',     positive.scored('2026-02-20', 2)],
    ['a score of zero',            positive.scored('2026-02-20', 0)],
    ['a negative C-SSRS screen',   positive.answered('2026-02-20', '0 0 - - - 0', 'c-ssrs-screener')],
    ['a crisis contact',           positive.reached('2026-02-02', { kind: 'crisis' })],
    ['safety planning',            positive.reached('2026-02-03', { kind: 'safety_planning', note: 'plan made, low risk' })],
    ['a case review',              positive.reviewed('2026-02-10', { note: 'risk discussed' })],
    ['relapse prevention',         positive.inPhase('2026-02-20', 'relapse_prevention')],
    ['being on hold',              positive.inPhase('2026-02-20', 'on_hold')],
  ])('S1 stays, since the first positive answer, after %s', ([, story]) => {
    expect(told(story, 'S1', '2026-03-01')).toBe('S1 red since 2026-02-02')
  })

  test('S1 goes back to an earlier episode: its closing was no disposition', () => {
    const before = aChart('2026-01-05').answered('2025-06-01', '1 1 1 1 0 0 0 0 1')
    expect(told(before, 'S1', '2026-01-05')).toBe('S1 red since 2025-06-01')
  })

  test('an estimate neither ends a worsening nor shows improvement', () => {
    const worse = met.scored('2026-01-05', 8).scored('2026-02-10', 13)
    const guessed = worse.answered('2026-02-20', '1 1 1 1 1 1 1 - 0')
    expect(told(guessed, 'T4', '2026-02-20')).toBe('T4 amber since 2026-02-10')
    const stuck = at18.answered('2026-02-20', '0 0 0 0 0 0 0 - 0')
    expect(told(stuck, 'T1', '2026-03-02')).toBe('T1 amber since 2026-03-02')
  })

  test('an episode’s first plan is no change of treatment', () => {
    expect(told(at18.planned('2026-01-12'), 'T3', '2026-04-01')).toBe('T3 amber since 2026-03-16')
  })

  test('nor is a plan of the baseline’s own day', () => {
    const twice = at18.planned('2026-01-05').planned('2026-01-05')
    expect(told(twice, 'T3', '2026-04-01')).toBe('T3 amber since 2026-03-16')
  })

  test('a decision is none before its day', () => {
    const late = met.reviewed('2026-01-15', {
      ...asked,
      decided_on: day('2026-02-20'),
      carried_out_on: day('2026-02-22'),
    })
    expect(told(late, 'T5', '2026-02-19')).toBe('T5 amber since 2026-01-30')
    expect(told(late, 'T5', '2026-02-20')).toBe('no T5')
  })

  test('attempts that grow old do not make somebody reachable', () => {
    expect(told(lost, 'C3', '2026-09-01')).toBe('C3 amber since 2026-02-20')
  })

  test('a review without a decision leaves a long episode long', () => {
    const undecided = met.reviewed('2026-10-20', { decision: 'pending' })
    expect(told(undecided, 'P3', '2026-11-01')).toBe('P3 notice since 2026-10-05')
  })
})

test('S1 names the records that whoever decides must see', () => {
  const story = start
    .answered('2026-02-02', '1 1 1 1 0 0 0 0 2')
    .reached('2026-02-02', { kind: 'crisis' })
    .answered('2026-02-10', '0 0 0 0 0 0 0 0 1')
  const flag = flagOn(story, 'S1', '2026-03-01')
  expect(flag).toMatchObject({ safety: true, severity: 'red', owner: 'care_manager', points: 100 })
  expect(flag?.because).toBe(
    'A self-harm item was positive on 2026-02-02 (PHQ-9), last on 2026-02-10 (PHQ-9); ' +
      'no risk assessment with disposition is documented since.',
  )
  expect(flag?.inputs.map(({ record, on }) => `${record} ${on}`)).toEqual([
    'scores 2026-02-02',
    'scores 2026-02-10',
    'activities 2026-02-02',
  ])
})
