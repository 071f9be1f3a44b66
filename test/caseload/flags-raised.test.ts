/** Every flag: up from its boundary on, not one day before, and since exactly that day. */
import { expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import type { FlagId } from '../../server/domain/caseload/index.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { told } from './flag-on.ts'

type Case = [id: FlagId, severity: string, from: string, why: string, story: AChart]

const start = aChart('2026-01-05')
const met = start.reached('2026-01-05')
/** Baseline 18 on enrollment, and a last contact late enough to keep other flags quiet. */
const at18 = met.scored('2026-01-05', 18)
const change = { recommendation: 'raise to 100 mg', recommends_change: true } as const
const open = { ...change, decision: 'pending', decided_by: null, decided_on: null } as const
const done = { carried_out_on: calendarDay('2026-01-20') }
const prevention = met.inPhase('2026-03-01', 'relapse_prevention')

// biome-ignore format: a table reads best as a table
test.for<Case>([
  ['S1', 'red',    '2026-02-02', 'item 9 of the PHQ-9 answered 1',        start.answered('2026-02-02', '0 0 0 0 0 0 0 0 1')],
  ['S1', 'red',    '2026-02-02', 'item 9 answered on an unscorable form', start.answered('2026-02-02', '- - - 0 0 0 0 0 1')],
  ['S1', 'red',    '2026-02-02', 'a positive answer beside a total',      start.totalled('2026-02-02', 9, { instrument: 'epds', safety_items: '1' })],
  ['S1', 'red',    '2026-02-02', 'an adolescent’s supplement',            start.totalled('2026-02-02', 4, { instrument: 'phq-9m', items: '1 1 1 1 0 0 0 0 0', safety_items: '0 1' })],
  ['S1', 'red',    '2026-02-02', 'a positive C-SSRS screen',              start.answered('2026-02-02', '1 0 - - - 0', 'c-ssrs-screener')],
  ['S2', 'red',    '2026-02-02', 'a PHQ-9 that came as a total',          start.totalled('2026-02-02', 12)],
  ['S2', 'red',    '2026-02-02', 'item 9 left blank',                     start.answered('2026-02-02', '1 1 1 1 1 1 1 1 -')],
  ['C0', 'notice', '2026-01-05', 'new',                                   start],
  ['C1', 'amber',  '2026-01-19', '14 days without reaching anybody',      start],
  ['C2', 'amber',  '2026-01-13', 'first contact due after 7 days',        start],
  ['C2', 'amber',  '2026-01-28', 'weekly in week 2',                      met.reached('2026-01-20')],
  ['C2', 'amber',  '2026-02-16', 'weekly to the last day of week 4',      met.reached('2026-02-08')],
  ['C2', 'amber',  '2026-02-24', 'every 14 days from week 5',             met.reached('2026-02-09')],
  ['C2', 'amber',  '2026-05-18', 'every 14 days in week 16',              met.reached('2026-05-03')],
  ['C2', 'amber',  '2026-05-19', 'and after it, where nothing improves',  met.reached('2026-05-04')],
  ['C2', 'amber',  '2026-05-18', 'every 14 days in week 16, improving too', at18.scored('2026-05-01', 12).reached('2026-05-03')],
  ['C2', 'amber',  '2026-05-19', 'improved, and worse again',             at18.scored('2026-03-01', 6).scored('2026-05-01', 12).reached('2026-05-04')],
  ['C2', 'amber',  '2026-06-02', 'by 28 days where it improves',          at18.scored('2026-05-01', 12).reached('2026-05-04')],
  ['C2', 'amber',  '2026-04-01', 'every 30 days in relapse prevention',   prevention.reached('2026-03-01')],
  ['C3', 'amber',  '2026-02-20', 'three attempts by two ways',            met.tried('2026-02-01').tried('2026-02-10', 'message').tried('2026-02-20')],
  ['C3', 'amber',  '2026-02-21', 'the 21st day counts',                   met.tried('2026-02-01').tried('2026-02-10', 'message').tried('2026-02-21')],
  ['M1', 'amber',  '2026-02-04', 'never measured in 30 days',             start],
  ['M1', 'amber',  '2026-03-22', '30 days since the last score',          start.scored('2026-02-20', 7)],
  ['M1', 'amber',  '2026-03-22', 'zero is a score',                       start.scored('2026-02-20', 0)],
  ['M1', 'amber',  '2026-03-22', 'a prorated one after it is none',       start.scored('2026-02-20', 7).answered('2026-03-01', '1 1 1 1 1 1 1 - 0')],
  ['M1', 'amber',  '2026-04-21', '60 days in relapse prevention',         prevention.scored('2026-02-20', 3)],
  ['M2', 'notice', '2026-02-20', 'prorated',                              start.answered('2026-02-20', '1 1 1 1 1 1 1 - 0')],
  ['M2', 'notice', '2026-02-20', 'unscorable',                            start.answered('2026-02-20', '1 1 1 1 1 - - - 0')],
  ['T1', 'amber',  '2026-03-02', 'week 8, nothing measured since',        at18],
  ['T1', 'amber',  '2026-03-02', 'a drop of 4',                           at18.scored('2026-02-20', 14)],
  ['T1', 'amber',  '2026-03-15', 'reviewed 28 days ago',                  at18.reviewed('2026-02-15')],
  ['T1', 'amber',  '2026-04-10', 'improved, then lost again',             at18.scored('2026-03-01', 9).scored('2026-04-10', 17)],
  ['T1', 'amber',  '2026-03-02', 'a baseline of just 10',                 met.scored('2026-01-05', 10)],
  ['T1', 'amber',  '2026-03-14', 'days count from the baseline’s day',    met.scored('2026-01-17', 18)],
  ['T2', 'amber',  '2026-03-16', 'day 70, not reviewed since day 56',     at18.reviewed('2026-03-01')],
  ['T2', 'amber',  '2026-03-16', 'a drop of 8, short of half',            at18.scored('2026-03-10', 10)],
  ['T3', 'amber',  '2026-03-16', 'day 70, the plan never changed',        at18.planned('2026-01-05').reviewed('2026-03-05')],
  ['T3', 'amber',  '2026-03-16', 'change was recommended and declined',   at18.reviewed('2026-02-05', { ...change, decision: 'declined' })],
  ['T4', 'amber',  '2026-02-10', '5 above the best',                      met.scored('2026-01-05', 8).scored('2026-02-10', 13)],
  ['T4', 'amber',  '2026-02-20', 'above the best, not above the first',   at18.scored('2026-02-01', 6).scored('2026-02-20', 11)],
  ['T4', 'amber',  '2026-02-10', 'a prorated one raises it as well',      met.scored('2026-01-05', 8).answered('2026-02-10', '2 2 2 2 2 2 2 - 0')],
  ['T5', 'amber',  '2026-01-30', 'undecided for more than 14 days',       met.reviewed('2026-01-15', open)],
  ['T5', 'amber',  '2026-01-30', 'no decision on record',                 met.reviewed('2026-01-15', { ...open, decision: null })],
  ['T5', 'amber',  '2026-02-02', 'accepted and not carried out',          met.reviewed('2026-01-15', { ...change, decided_on: calendarDay('2026-01-18') })],
  ['T5', 'amber',  '2026-01-30', 'a referral is to be carried out too',   met.reviewed('2026-01-15', { kind: 'referral' })],
  ['R1', 'amber',  '2026-01-19', 'never reviewed by day 14',              start],
  ['R1', 'amber',  '2026-02-15', 'more than 30 days ago',                 start.reviewed('2026-01-15')],
  ['R1', 'amber',  '2026-04-21', 'more than 60 in relapse prevention',    prevention.reviewed('2026-02-19')],
  ['P1', 'notice', '2026-03-15', 'below 5 twice, 14 days apart',          at18.scored('2026-03-01', 4).scored('2026-03-15', 3)],
  ['P1', 'notice', '2026-03-15', 'halved and below 10 twice',             at18.scored('2026-03-01', 9).scored('2026-03-15', 9)],
  ['P1', 'notice', '2026-03-15', 'zero twice',                            at18.scored('2026-03-01', 0).scored('2026-03-15', 0)],
  ['P2', 'amber',  '2026-03-01', 'in relapse prevention without a plan',  prevention],
  ['P3', 'notice', '2026-10-05', 'nine months active',                    start],
  ['P3', 'notice', '2026-02-28', 'nine months where the day is missing',  aChart('2025-05-31')],
  ['P3', 'notice', '2026-10-05', 'saying again that it is active',        start.inPhase('2026-08-01', 'active')],
  ['P3', 'notice', '2026-11-01', 'active again after nine months',        prevention.inPhase('2026-11-01', 'active')],
  ['D1', 'notice', '2026-02-08', '15 points within 7 days',               met.scored('2026-02-01', 3).scored('2026-02-08', 18)],
  ['D1', 'notice', '2026-02-07', '15 points in 6 days, by one between',   met.scored('2026-02-01', 3).scored('2026-02-04', 11).scored('2026-02-07', 18)],
  ['D1', 'notice', '2026-02-01', 'two totals of one day',                 met.scored('2026-02-01', 3).scored('2026-02-01', 4)],
])('%s is up, %s, from %s on: %s', ([id, severity, from, , story]) => {
  expect(told(story, id, from)).toBe(`${id} ${severity} since ${from}`)
  expect(told(story, id, addDays(calendarDay(from), -1))).toBe(`no ${id}`)
})

// biome-ignore format: a table reads best as a table
test.for<[FlagId, string, string, AChart]>([
  ['S1', '2026-03-01', 'item 9 answered 0',                             start.scored('2026-02-02', 20)],
  ['S1', '2026-03-01', 'item 9 left blank is not a yes (it is S2)',     start.answered('2026-02-02', '3 3 3 3 3 3 3 3 -')],
  ['S2', '2026-03-01', 'no PHQ-9 was ever taken',                       start.scored('2026-02-02', 9, 'gad-7')],
  ['S2', '2026-03-01', 'item 9 came beside the total',                  start.totalled('2026-02-02', 12, { safety_items: '0' })],
  ['C3', '2026-03-30', 'three attempts, one way',                       met.tried('2026-02-01').tried('2026-02-02').tried('2026-02-03')],
  ['C3', '2026-03-30', 'two attempts',                                  met.tried('2026-02-01').tried('2026-02-02', 'message')],
  ['C3', '2026-03-30', 'three in 22 days',                              met.tried('2026-02-01').tried('2026-02-10', 'message').tried('2026-02-22')],
  ['C3', '2026-03-30', 'coordination that reached no patient is no try', met.tried('2026-02-01').tried('2026-02-02', 'message').tried('2026-02-03', 'phone', { kind: 'coordination' })],
  ['C3', '2026-03-30', 'a try by no way at all is none',                met.tried('2026-02-01').tried('2026-02-02', 'message').tried('2026-02-03', 'none')],
  ['T1', '2026-06-01', 'a drop of 5',                                   at18.scored('2026-02-20', 13)],
  ['T1', '2026-06-01', 'half of a low baseline',                        met.scored('2026-01-05', 10).scored('2026-02-20', 5)],
  ['T1', '2026-06-01', 'a baseline of 9',                               met.scored('2026-01-05', 9)],
  ['T1', '2026-06-01', 'a score before enrollment is no baseline',      aChart('2026-01-05').enrolledAs({ enrolled_on: calendarDay('2026-01-12') }).scored('2026-01-11', 20)],
  ['T2', '2026-06-01', 'below 10, though not halved',                   at18.scored('2026-02-20', 9)],
  ['T2', '2026-06-01', 'halved, though not below 10',                   met.scored('2026-01-05', 22).scored('2026-02-20', 11)],
  ['T2', '2026-06-01', 'reviewed on day 56',                            at18.reviewed('2026-03-02')],
  ['T4', '2026-06-01', '4 above the best',                              met.scored('2026-01-05', 8).scored('2026-02-10', 12)],
  ['T5', '2026-06-01', 'to continue as before asks for nothing',        met.reviewed('2026-01-15', { decision: null })],
  ['R1', '2026-12-01', 'on hold',                                       met.inPhase('2026-01-10', 'on_hold')],
  ['C2', '2026-12-01', 'on hold',                                       met.inPhase('2026-01-10', 'on_hold')],
  ['P1', '2026-04-01', '13 days apart',                                 at18.scored('2026-03-01', 4).scored('2026-03-14', 3)],
  ['P1', '2026-04-01', 'lost in between',                               at18.scored('2026-03-01', 4).scored('2026-03-10', 12).scored('2026-03-20', 4)],
  ['P1', '2026-04-01', 'one of the two prorated',                       at18.scored('2026-03-01', 4).answered('2026-03-20', '0 0 0 0 0 0 0 - 0')],
  ['P1', '2026-04-01', 'one of the two a total without its form',       at18.scored('2026-03-01', 4).totalled('2026-03-20', 3)],
  ['P1', '2026-04-01', 'below 10, though not halved',                   met.scored('2026-01-05', 14).scored('2026-03-01', 8).scored('2026-03-20', 8)],
  ['P1', '2026-04-01', 'just 5, and not halved',                        met.scored('2026-01-05', 9).scored('2026-03-01', 5).scored('2026-03-20', 5)],
  ['P1', '2026-04-01', 'an instrument without a definition of remission', met.enrolledAs({ target_instrument: 'phq-2' }).answered('2026-03-01', '1 1', 'phq-2').answered('2026-03-20', '1 0', 'phq-2')],
  ['P3', '2026-12-01', 'in relapse prevention',                         prevention],
  ['D1', '2026-04-01', '14 points within 7 days',                       met.scored('2026-02-01', 3).scored('2026-02-08', 17)],
  ['D1', '2026-04-01', '15 points in 8 days',                           met.scored('2026-02-01', 3).scored('2026-02-09', 18)],
  ['D1', '2026-04-01', '15 points in 8 days, by one between',            met.scored('2026-02-01', 3).scored('2026-02-05', 10).scored('2026-02-09', 18)],
  ['D1', '2026-04-01', 'the same total twice on one day',               met.scored('2026-02-01', 3).scored('2026-02-01', 3)],
  ['E1', '2026-04-30', 'nothing was ever delivered',                    start],
])('%s is not up on %s: %s', ([id, today, , story]) => {
  expect(told(story, id, today)).toBe(`no ${id}`)
})

test('a second form as poor as the first leaves the flag its day', () => {
  const totals = start.totalled('2026-02-02', 12).totalled('2026-02-10', 11)
  expect(told(totals, 'S2', '2026-02-20')).toBe('S2 red since 2026-02-02')
  const blanks = start.answered('2026-02-02', '- - - 1 1 1 1 1 0')
  const again = blanks.answered('2026-02-10', '1 - 1 1 1 1 1 1 0')
  expect(told(again, 'M2', '2026-02-20')).toBe('M2 notice since 2026-02-02')
})

test('saying once more that somebody is in active treatment begins nothing anew', () => {
  const again = start.inPhase('2026-11-01', 'active')
  expect(told(again, 'P3', '2026-11-10')).toBe('P3 notice since 2026-10-05')
})

test('severity grows with delay', () => {
  expect(told(start, 'C1', '2026-02-01')).toBe('C1 amber since 2026-01-19')
  expect(told(start, 'C1', '2026-02-02')).toBe('C1 red since 2026-01-19')
  expect(told(start, 'C2', '2026-01-18')).toBe('C2 amber since 2026-01-13')
  expect(told(start, 'C2', '2026-01-19')).toBe('C2 red since 2026-01-13')
})

test('what was done keeps its flag down', () => {
  expect(told(met.reviewed('2026-01-15', { ...change, ...done }), 'T5', '2026-06-01')).toBe('no T5')
})
