/** Collaborative care and general BHI in one month, or one after the other (billing.md 5, 7). */
import { general, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }
const closed = (closed_on: string): Change =>
  amend('episodes', { closed_on, close_reason: 'goals_met' })

/** An episode of general BHI beside the one of collaborative care, with the same practitioner. */
const both = (given: Given<'episodes'> = {}): Change =>
  all(
    add('episodes', {
      episode_id: 'other',
      model: 'bhi',
      referred_on: '2026-04-01',
      enrolled_on: '2026-04-01',
      ...given,
    }),
    add(
      'care_team',
      {
        episode_id: 'other',
        role: 'billing_practitioner',
        staff_id: 'bp1',
        starts_on: '2026-04-01',
      },
      { episode_id: 'other', role: 'clinical_staff', staff_id: 'cs1', starts_on: '2026-04-01' },
    ),
  )

const sideBySide: readonly Scenario[] = [
  scenario('both models with counted time in the month', subsequent(40, both()), {
    h: 'code-conflict',
    m: 40,
    proposed: '99493',
  }),
  scenario(
    'general BHI that closed before the month is no conflict',
    subsequent(40, both({ closed_on: '2026-05-31', close_reason: 'other' })),
    bills,
  ),
  scenario(
    'general BHI that begins after the month is no conflict',
    subsequent(40, both({ referred_on: '2026-07-01', enrolled_on: '2026-07-01' })),
    bills,
  ),
  scenario(
    'collaborative care that closed before the month leaves 99484',
    general(
      20,
      add('episodes', {
        episode_id: 'other',
        referred_on: '2025-04-01',
        enrolled_on: '2025-04-01',
        closed_on: '2026-03-31',
        close_reason: 'goals_met',
      }),
    ),
    { b: '99484', m: 20 },
  ),
  scenario(
    'collaborative care that fails on evidence is not turned into 99484',
    subsequent(40, drop('case_reviews')),
    { h: 'progress-review-missing', proposed: '99493' },
  ),
  scenario(
    'collaborative care below its minimum is not turned into 99484 either',
    subsequent({ minutes: 25, month: '2020-06' }),
    { n: 'below-minimum', m: 25, proposed: '' },
  ),
]

const nurse = (started_at: string, more = {}): Change =>
  add('activities', activity('follow_up', started_at, 20, { staff_id: 'cs1', ...more }))

/** General BHI with a nurse from a day on, beside what there is. */
const thenGeneral = (on: string): Change =>
  all(
    add('episodes', { episode_id: 'general', model: 'bhi', referred_on: on, enrolled_on: on }),
    add(
      'care_team',
      { episode_id: 'general', role: 'billing_practitioner', staff_id: 'bp1', starts_on: on },
      { episode_id: 'general', role: 'clinical_staff', staff_id: 'cs1', starts_on: on },
    ),
  )

const oneAfterTheOther: readonly Scenario[] = [
  scenario(
    'collaborative care until the 14th, general BHI from the 15th, both with counted time',
    subsequent(40, closed('2026-06-14'), thenGeneral('2026-06-15'), nurse('2026-06-16T09:00')),
    { h: 'code-conflict', m: 40, proposed: '99493' },
  ),
  scenario(
    'collaborative care until the 14th, general BHI from the 15th without any time',
    subsequent(40, closed('2026-06-14'), thenGeneral('2026-06-15')),
    { ...bills, s: '2026-06-14' },
  ),
  scenario(
    'closed and general BHI in the month after',
    general(
      20,
      add('episodes', {
        episode_id: 'old',
        referred_on: '2026-01-01',
        enrolled_on: '2026-01-01',
        closed_on: '2026-03-31',
        close_reason: 'goals_met',
      }),
    ),
    { b: '99484', m: 20 },
  ),
  scenario(
    'general BHI enrolled again after two months is not held',
    general(
      20,
      amend('episodes', { referred_on: '2026-06-01', enrolled_on: '2026-06-01' }),
      amend('care_plans', { effective_on: '2026-06-01' }),
      add('episodes', {
        episode_id: 'old',
        model: 'bhi',
        referred_on: '2026-01-01',
        enrolled_on: '2026-01-01',
        closed_on: '2026-03-31',
        close_reason: 'goals_met',
      }),
    ),
    { b: '99484', m: 20 },
  ),
]

export const bothModels: readonly Scenario[] = [...sideBySide, ...oneAfterTheOther]
