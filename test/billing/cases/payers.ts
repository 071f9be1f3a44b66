/** Which policy judges a month (billing.md 2). */
import { policy, subsequent } from './case.ts'
import type { Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

/** Another payer, whose policy differs from `cms` in these keys, or has no policy at all. */
const payer = (payer_id: string, name: string, terms: Given<'policies'>['terms'] | null): Change =>
  all(
    add('payers', { payer_id, name: payer_id, policy: name }),
    ...(terms ? [add('policies', { policy: name, terms })] : []),
  )

const uncovered = payer('second', 'uncovered', { covered: false })

const coverage = (payer_id: string, given: Given<'coverages'>): Change =>
  add('coverages', { payer_id, ...given })

const choice: readonly Scenario[] = [
  scenario('no coverage', subsequent(40, drop('coverages')), { h: 'coverage-missing', m: 40 }),
  scenario(
    'a coverage that ended the day before the month did',
    subsequent(40, amend('coverages', { ends_on: '2026-06-29' })),
    { h: 'coverage-missing', m: 40 },
  ),
  scenario(
    'a coverage that ends on the last day of the month',
    subsequent(40, amend('coverages', { ends_on: '2026-06-30' })),
    { ...bills, policy: 'cms' },
  ),
  scenario(
    'a coverage that begins on the last day of the month',
    subsequent(40, amend('coverages', { starts_on: '2026-06-30' })),
    bills,
  ),
  scenario(
    'the lowest rank counts',
    subsequent(40, uncovered, coverage('second', { rank: 2 })),
    bills,
  ),
  scenario(
    'the lowest rank counts, in whichever order the rows are',
    subsequent(40, uncovered, amend('coverages', { rank: 2 }), coverage('second', { rank: 1 })),
    { n: 'payer-not-covered', m: 40 },
  ),
  scenario(
    'where the first has ended in the month, the second counts',
    subsequent(
      40,
      uncovered,
      amend('coverages', { ends_on: '2026-06-15' }),
      coverage('second', { rank: 2 }),
    ),
    { n: 'payer-not-covered', m: 40 },
  ),
  scenario(
    'an episode that closes in the month is judged by the coverage of the closing day',
    subsequent(
      40,
      uncovered,
      amend('episodes', { closed_on: '2026-06-14', close_reason: 'goals_met' }),
      amend('coverages', { ends_on: '2026-06-15' }),
      coverage('second', { rank: 2 }),
    ),
    { ...bills, s: '2026-06-14', policy: 'cms' },
  ),
  scenario('a policy that does not exist', subsequent(40, amend('payers', { policy: 'nowhere' })), {
    h: 'policy-missing',
    m: 40,
  }),
  scenario(
    'a policy that ended before the month',
    subsequent(40, policy({}, { effective_to: '2026-05-31' })),
    { h: 'policy-missing', m: 40 },
  ),
  scenario(
    'a policy that ends within the month, before its last day',
    subsequent(40, policy({}, { effective_to: '2026-06-29' })),
    { h: 'policy-missing', m: 40 },
  ),
  scenario(
    'a policy that ends on the last day of the month',
    subsequent(40, policy({}, { effective_to: '2026-06-30' })),
    { ...bills, policy: 'special' },
  ),
  scenario(
    'of two versions the one in force on the last day counts for the whole month',
    subsequent(
      40,
      policy({}, { effective_to: '2026-06-15' }),
      add('policies', {
        policy: 'special',
        effective_from: '2026-06-16',
        terms: { time_rule: 'full', g2214_covered: false },
      }),
    ),
    { n: 'below-minimum', m: 40, time_rule: 'full' },
  ),
  scenario(
    'the closing day chooses the version too',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-14', close_reason: 'goals_met' }),
      policy({}, { effective_to: '2026-06-15' }),
      add('policies', {
        policy: 'special',
        effective_from: '2026-06-16',
        terms: { time_rule: 'full', g2214_covered: false },
      }),
    ),
    bills,
  ),
  scenario(
    'a policy based on full_time keeps what that differs in',
    subsequent(60, policy({ add_on_cap: 1 }, { based_on: 'full_time' })),
    { b: '99493', m: 60, time_rule: 'full' },
  ),
  scenario(
    'a policy based on full_time has G2214 from 30',
    subsequent(29, policy({ add_on_cap: 1 }, { based_on: 'full_time' })),
    { n: 'below-minimum', m: 29 },
  ),
  scenario(
    'a policy based on another one of policies.json',
    subsequent(
      80,
      policy({ service_date: 'last_service_day' }, { based_on: 'base' }),
      add('policies', { policy: 'base', terms: { add_on_cap: 0 } }),
    ),
    { b: '99493', m: 80, s: '2026-06-11', notes: 'add-on-capped' },
  ),
  scenario(
    'without based_on a policy differs from cms',
    subsequent(40, policy({}, { based_on: null })),
    {
      ...bills,
      policy: 'special',
      time_rule: 'midpoint',
    },
  ),
]

export const payers: readonly Scenario[] = [...choice]
