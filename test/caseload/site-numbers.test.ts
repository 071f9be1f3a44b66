/** A site's own numbers: each moves what its rule says, on its boundary day, and from its day on. */
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import {
  caseloadLine,
  defaultNumbers,
  type FlagId,
  type NumberName,
  numbersOn,
} from '../../server/domain/caseload/index.ts'
import { numberNames } from '../../server/domain/caseload/numbers.ts'
import type { SiteNumber } from '../../server/domain/records/index.ts'
import { agendaOf } from '../../server/domain/review/agenda-of.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { flagOn, rowOn, told } from './flag-on.ts'

const ours = (name: NumberName, value: number, from = '2025-01-01'): SiteNumber => ({
  name,
  effective_from: calendarDay(from),
  value,
  reason: 'the clinical lead: too late for us',
})
const under = (story: AChart, ...site_numbers: SiteNumber[]) => story.and({ site_numbers })

const start = aChart('2026-01-05')
const met = start.reached('2026-01-05')
const at18 = met.scored('2026-01-05', 18)
const served = start.inOrder('2026-01-05').reached('2026-01-14')
const prevention = met.inPhase('2026-03-01', 'relapse_prevention')
const open = {
  recommendation: 'raise to 100 mg',
  recommends_change: true,
  decision: 'pending',
  decided_by: null,
  decided_on: null,
} as const

type Case = [NumberName, number, FlagId, on: string, before: string, then: string, AChart]
// biome-ignore format: a table reads best as a table
const cases: readonly Case[] = [
  ['early_contact_amber',                 10, 'C1', '2026-01-15', 'none',                   'amber since 2026-01-15', start],
  ['early_contact_red',                   20, 'C1', '2026-01-25', 'amber since 2026-01-19', 'red since 2026-01-19',   start],
  ['reassess_high_after',                  3, 'S4', '2026-02-06', 'none',                   'red since 2026-02-06',   start.assessed('2026-02-02', 'high')],
  ['reassess_moderate_after',             10, 'S4', '2026-02-13', 'none',                   'red since 2026-02-13',   start.assessed('2026-02-02', 'moderate')],
  ['reassess_low_after',                  20, 'S4', '2026-02-23', 'none',                   'red since 2026-02-23',   start.assessed('2026-02-02', 'low')],
  ['contact_amber_after',                  3, 'C2', '2026-01-15', 'none',                   'amber since 2026-01-15', start],
  ['contact_red_after',                    4, 'C2', '2026-01-16', 'amber since 2026-01-13', 'red since 2026-01-13',   start],
  ['unreached_attempts',                   2, 'C3', '2026-02-10', 'none',                   'amber since 2026-02-10', met.tried('2026-02-01').tried('2026-02-10', 'message')],
  ['unreached_ways',                       1, 'C3', '2026-02-03', 'none',                   'amber since 2026-02-03', met.tried('2026-02-01').tried('2026-02-02').tried('2026-02-03')],
  ['unreached_window',                    22, 'C3', '2026-02-22', 'none',                   'amber since 2026-02-22', met.tried('2026-02-01').tried('2026-02-10', 'message').tried('2026-02-22')],
  ['measure_every',                       21, 'M1', '2026-01-26', 'none',                   'amber since 2026-01-26', at18],
  ['measure_every_in_relapse_prevention', 40, 'M1', '2026-04-01', 'none',                   'amber since 2026-04-01', prevention.scored('2026-02-20', 3)],
  ['elevated_baseline',                    9, 'T1', '2026-03-02', 'none',                   'amber since 2026-03-02', met.scored('2026-01-05', 9)],
  ['early_improvement_from',              42, 'T1', '2026-02-16', 'none',                   'amber since 2026-02-16', at18],
  ['early_improvement_drop',               6, 'T1', '2026-03-02', 'none',                   'amber since 2026-03-02', at18.scored('2026-02-20', 13)],
  ['early_review_window',                 14, 'T1', '2026-03-11', 'none',                   'amber since 2026-03-11', at18.reviewed('2026-02-25')],
  ['improvement_percent',                 60, 'T2', '2026-03-16', 'none',                   'amber since 2026-03-16', met.scored('2026-01-05', 22).scored('2026-02-20', 11)],
  ['improvement_from',                    63, 'T3', '2026-03-09', 'none',                   'amber since 2026-03-09', at18],
  ['improved_below',                       9, 'T2', '2026-03-16', 'none',                   'amber since 2026-03-16', met.scored('2026-01-05', 16).scored('2026-02-20', 9)],
  ['worsened_by',                          3, 'T4', '2026-02-10', 'none',                   'amber since 2026-02-10', met.scored('2026-01-05', 8).scored('2026-02-10', 11)],
  ['recommendation_open',                  7, 'T5', '2026-01-23', 'none',                   'amber since 2026-01-23', met.reviewed('2026-01-15', open)],
  ['first_review_by',                      7, 'R1', '2026-01-12', 'none',                   'amber since 2026-01-12', start],
  ['review_every',                        14, 'R1', '2026-01-30', 'none',                   'amber since 2026-01-30', start.reviewed('2026-01-15')],
  ['review_every_in_relapse_prevention',  40, 'R1', '2026-04-01', 'none',                   'amber since 2026-04-01', prevention.reviewed('2026-02-19')],
  ['at_target_apart',                      7, 'P1', '2026-03-08', 'none',                   'notice since 2026-03-08', at18.scored('2026-03-01', 4).scored('2026-03-08', 3)],
  ['long_episode',                         6, 'P3', '2026-07-05', 'none',                   'notice since 2026-07-05', start],
  ['ageing_from',                          3, 'E1', '2026-04-01', 'none',                   'notice since 2026-04-01', served],
  ['implausible_jump',                    10, 'D1', '2026-02-08', 'none',                   'notice since 2026-02-08', met.scored('2026-02-01', 3).scored('2026-02-08', 13)],
  ['implausible_jump_within',             14, 'D1', '2026-02-15', 'none',                   'notice since 2026-02-15', met.scored('2026-02-01', 3).scored('2026-02-15', 18)],
  ['early_phase',                          2, 'C2', '2026-02-12', 'none',                   'amber since 2026-02-12', met.reached('2026-01-28')],
  ['early_contact_every',                  5, 'C2', '2026-01-11', 'none',                   'amber since 2026-01-11', start],
  ['middle_phase',                         8, 'C2', '2026-04-21', 'none',                   'amber since 2026-04-21', at18.scored('2026-03-20', 12).reached('2026-03-23')],
  ['middle_contact_every',                10, 'C2', '2026-02-20', 'none',                   'amber since 2026-02-20', met.reached('2026-02-09')],
  ['improving_contact_by',                35, 'C2', '2026-06-09', 'none',                   'amber since 2026-06-09', at18.scored('2026-05-01', 12).reached('2026-05-04')],
  ['relapse_prevention_contact_every',    20, 'C2', '2026-03-22', 'none',                   'amber since 2026-03-22', prevention.reached('2026-03-01')],
]

test.for(cases)('%s %d moves %s to %s', ([name, value, id, on, before, then, story]) => {
  const says = (one: AChart, day: string) =>
    told(one, id, day).replace(`no ${id}`, 'none').replace(`${id} `, '')
  const site = under(story, ours(name, value))
  expect(says(site, addDays(calendarDay(on), -1))).toBe(before)
  expect(says(site, on)).toBe(then)
  expect(says(story, on)).not.toBe(then)
})

test('a next contact of an improving patient fits from the site’s day on', () => {
  const improving = at18.scored('2026-05-01', 12).reached('2026-05-04')
  const site = under(improving, ours('improving_contact_from', 14))
  expect(rowOn(improving, '2026-05-10')?.next_contact_from).toBe('2026-05-25')
  expect(rowOn(site, '2026-05-10')?.next_contact_from).toBe('2026-05-18')
})

describe('the agenda of a site', () => {
  const asked = start.reviewed('2026-03-15').asked('2026-03-19', 'augment?')
  const agenda = (story: AChart, today = '2026-03-20') =>
    agendaOf([{ dossier: story.dossier, today: calendarDay(today) }], {
      care_manager_id: 'cm',
      minutes: 60,
      running: undefined,
      last: undefined,
    })

  test('weighs a question and plans a case by its numbers', () => {
    const site = under(asked, ours('agenda_question', 90), ours('agenda_case', 8))
    expect(agenda(asked).entries[0]).toMatchObject({ points: 45, minutes: 5 })
    expect(agenda(site).entries[0]).toMatchObject({ points: 90, minutes: 8 })
    expect(rowOn(site, '2026-03-20')?.agenda_points).toBe(90)
  })

  test('plans a case with a safety flag, and one that time cut, by its numbers', () => {
    const positive = start.answered('2026-03-01', '0 0 0 0 0 0 0 0 1')
    const site = under(positive, ours('agenda_safety_case', 20), ours('agenda_carried_over', 30))
    expect(agenda(site).entries[0]).toMatchObject({ points: 100, minutes: 20 })
    const last = {
      meeting_id: 'm1',
      clinic_id: 'c1',
      care_manager_id: 'cm',
      psychiatric_consultant_id: 'pc',
      started_at: '2026-03-18T12:00',
      ended_at: '2026-03-18T13:00',
    } as Parameters<typeof agendaOf>[1]['last'] // as much of a meeting as is looked at
    const sitting = { care_manager_id: 'cm', minutes: 60, running: undefined, last }
    const met = [{ dossier: site.dossier, today: calendarDay('2026-03-20') }]
    expect(agendaOf(met, sitting).entries[0]).toMatchObject({ points: 130 })
  })

  test('reads the numbers of its day', () => {
    const site = under(asked, ours('agenda_question', 90, '2026-03-21'))
    expect(agenda(site).entries[0]).toMatchObject({ points: 45 })
    expect(agenda(site, '2026-03-21').entries[0]).toMatchObject({ points: 90 })
  })
})

test('every number that a site may set is told by one of these tests', () => {
  const aside = ['improving_contact_from', 'agenda_question', 'agenda_case']
  const told = [...cases.map(([name]) => name), ...aside]
  expect([...told, 'agenda_safety_case', 'agenda_carried_over'].sort()).toEqual(
    [...numberNames].sort(),
  )
})

describe('a number', () => {
  test('holds from its day on, and not before: a day that is over stays as it was judged', () => {
    const site = under(at18, ours('measure_every', 21, '2026-02-01'))
    expect(told(site, 'M1', '2026-01-31')).toBe('no M1')
    expect(told(site, 'M1', '2026-02-01')).toBe('M1 amber since 2026-01-26')
  })

  test('holds until the next one of its name, in whatever order they come', () => {
    const site = [ours('review_every', 60, '2026-03-01'), ours('review_every', 14, '2026-02-01')]
    const on = (day: string) => numbersOn(calendarDay(day), site)
    expect(on('2026-01-31')).toBe(defaultNumbers)
    expect(on('2026-02-28')).toEqual({ ...defaultNumbers, review_every: 14 })
    expect(on('2026-03-01')).toEqual({ ...defaultNumbers, review_every: 60 })
  })

  test.for<[FlagId, string, string, AChart]>([
    ['S4', '2026-03-01', 'within 3 days', start.assessed('2026-02-02', 'high')],
    ['M1', '2026-03-01', 'one is due every 21 days', at18],
    ['R1', '2026-03-01', 'a review is due every 14 days', start.reviewed('2026-01-15')],
    ['P3', '2026-08-01', 'for 6 months or more', start],
    ['T1', '2026-06-01', 'less than 6 points and less than 60 %', at18],
    ['T2', '2026-06-01', 'neither below 9 nor lower by 60 %', at18],
    ['T3', '2026-06-01', 'neither below 9 nor lower by 60 %', at18],
  ])('is what %s says as its reason', ([id, day, says, story]) => {
    const site = under(
      story,
      ...[ours('reassess_high_after', 3), ours('measure_every', 21), ours('review_every', 14)],
      ...[ours('long_episode', 6), ours('improvement_percent', 60)],
      ...[ours('early_improvement_drop', 6), ours('improved_below', 9)],
    )
    expect(flagOn(site, id, day)?.because).toContain(says)
    const flags = caseloadLine(rowOn(site, day)!)['flags']
    expect(JSON.stringify(flags)).toContain(says)
  })
})
