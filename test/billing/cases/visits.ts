/** The initiating visit: which, and how long before (billing.md 6). */
import { bySocialWorker, general, initial, subsequent } from './case.ts'
import type { Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop, only, seenIn } from './story.ts'

const visit = (visit_on: string, more: Given<'visits'> = {}): Change =>
  only('visits', { visit_on, ...more })

const proves: Expected = { b: '99492', m: 40, excluded: {} }

const missing: Expected = { h: 'initiating-visit-missing', m: 40, proposed: '99492', excluded: {} }

const qualifying =
  '99202 99203 99204 99205 99213 99214 99215 99341 99345 99350 99381 99387 99391 99397 ' +
  'G0402 G0438 G0439 G0468 99495 99496'

const others =
  '99201 99206 99211 99212 99216 99340 99351 99380 99398 90791 90792 G0437 99490 99494 99497'

const codes: readonly Scenario[] = [
  ...qualifying
    .split(' ')
    .map((code) =>
      scenario(`a visit ${code} proves`, initial(40, amend('visits', { code })), proves),
    ),
  ...others
    .split(' ')
    .map((code) =>
      scenario(`a visit ${code} does not prove`, initial(40, amend('visits', { code })), missing),
    ),
  scenario('90791 proves for G0323', bySocialWorker(20), { b: 'G0323', m: 20 }),
  scenario(
    'an office visit does not prove for G0323',
    bySocialWorker(20, amend('visits', { code: '99214' })),
    { h: 'initiating-visit-missing', m: 20, proposed: 'G0323' },
  ),
  scenario('90791 does not prove for 99484', general(20, amend('visits', { code: '90791' })), {
    h: 'initiating-visit-missing',
    m: 20,
    proposed: '99484',
  }),
  scenario('no visit at all for 99484', general(20, drop('visits')), {
    h: 'initiating-visit-missing',
    m: 20,
  }),
]

const windows: readonly Scenario[] = [
  scenario('365 days before the first counted activity', initial(40, visit('2025-06-03')), proves),
  scenario('366 days before', initial(40, visit('2025-06-02')), missing),
  scenario('on the day of the first counted activity', initial(40, visit('2026-06-03')), proves),
  scenario('no visit', initial(40, drop('visits')), missing),
  scenario(
    'a visit after the first activity: time on the days before it is excluded',
    initial(40, visit('2026-06-04')),
    {
      b: 'G2214',
      m: 20,
      notes: 'g2214-minimum-disputed',
      excluded: { 'before-initiating-visit': 1200 },
    },
  ),
  scenario(
    'the earliest of two later visits counts',
    initial(40, visit('2026-06-07'), add('visits', { visit_on: '2026-06-11' })),
    {
      b: 'G2214',
      m: 20,
      notes: 'g2214-minimum-disputed',
      excluded: { 'before-initiating-visit': 1200 },
    },
  ),
  scenario(
    'a visit that is too old and a later one: the later one',
    initial(80, visit('2025-06-02'), add('visits', { visit_on: '2026-06-05' })),
    { b: '99492', m: 40, excluded: { 'before-initiating-visit': 2400 } },
  ),
  scenario(
    'a visit in time and another after the first activity: nothing is excluded',
    initial(40, add('visits', { visit_on: '2026-06-08' })),
    proves,
  ),
  scenario(
    'a visit that does not qualify before, one that does after',
    initial(
      40,
      visit('2026-06-02', { code: '99212' }),
      add('visits', { visit_on: '2026-06-04', code: '99213' }),
    ),
    {
      b: 'G2214',
      m: 20,
      notes: 'g2214-minimum-disputed',
      excluded: { 'before-initiating-visit': 1200 },
    },
  ),
  scenario('a visit after the last day of the month', initial(40, visit('2026-07-01')), missing),
  scenario(
    'a visit on the last day of the month: all of the time is before it',
    initial(40, visit('2026-06-30')),
    {
      n: 'below-minimum',
      m: 0,
      among: true,
      lacks: 'initiating-visit-missing',
      excluded: { 'before-initiating-visit': 2400 },
    },
  ),
  scenario(
    'a visit after the first month moves the initial month: 99492 in June',
    subsequent(
      40,
      visit('2026-05-10'),
      amend('activities', { kind: 'assessment' }, ({ activity_id }) => activity_id === 'first'),
    ),
    proves,
  ),
  scenario(
    'a visit after the first month: June needs an initial assessment',
    subsequent(40, visit('2026-05-10')),
    { h: 'initial-assessment-missing', m: 40, proposed: '99492' },
  ),
  scenario(
    'a visit after the first month, seen in that first month: it is missing',
    seenIn('2026-04')(subsequent(40, visit('2026-05-10'))),
    { h: 'initiating-visit-missing', among: true, m: 40 },
  ),
]

export const visits: readonly Scenario[] = [...codes, ...windows]
