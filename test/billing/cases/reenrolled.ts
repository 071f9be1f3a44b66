/** Closed and enrolled again (billing.md 5). */
import { general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

/** An earlier episode of the same patient, which ended then. */
export const before = (closed_on: string | null, given: Given<'episodes'> = {}): Change =>
  all(
    add('episodes', {
      episode_id: 'old',
      referred_on: '2025-10-01',
      enrolled_on: '2025-10-01',
      closed_on,
      close_reason: closed_on === null ? null : 'goals_met',
      ...given,
    }),
    ...(['care_manager', 'psychiatric_consultant', 'billing_practitioner'] as const).map((role) =>
      add('care_team', {
        episode_id: 'old',
        role,
        staff_id: {
          care_manager: 'cm1',
          psychiatric_consultant: 'pc1',
          billing_practitioner: 'bp1',
        }[role],
        starts_on: '2025-10-01',
        ends_on: closed_on,
      }),
    ),
  )

const held: Expected = { h: 'new-episode-without-gap', m: 40, proposed: '99493' }

const fresh: Expected = { b: '99492', m: 40 }

const referredIn = (day: string): Change =>
  all(
    amend(
      'episodes',
      { referred_on: day, enrolled_on: day },
      ({ episode_id }) => episode_id === 'ep0',
    ),
    amend('care_team', { starts_on: day }, ({ episode_id }) => episode_id === 'ep0'),
  )

const again: readonly Scenario[] = [
  scenario('closed in March, again in June', initial(40, before('2026-03-10')), held),
  scenario('five empty months between', initial({ month: '2026-09' }, before('2026-03-10')), held),
  scenario('six empty months between', initial({ month: '2026-10' }, before('2026-03-10')), fresh),
  scenario(
    'closed on the last of March: six empty months',
    initial({ month: '2026-10' }, before('2026-03-31')),
    fresh,
  ),
  scenario(
    'closed on the first of April: five empty months',
    initial({ month: '2026-10' }, before('2026-04-01')),
    held,
  ),
  scenario('closed the day before', initial(40, before('2026-05-31')), held),
  scenario(
    'counted to the first counted minute, not to the referral',
    initial({ month: '2026-10' }, before('2026-03-10'), referredIn('2026-08-20')),
    fresh,
  ),
  ...(
    [
      'referred_to_psychiatry',
      'lost_to_follow_up',
      'withdrew',
      'transferred',
      'died',
      'other',
    ] as const
  ).map((close_reason) =>
    scenario(
      `whatever the reason: ${close_reason}`,
      initial(40, before('2026-03-10', { close_reason })),
      held,
    ),
  ),
  scenario(
    'but not where the last one ended by a break in care',
    initial(40, before('2026-03-10', { close_reason: 'break_in_care' })),
    fresh,
  ),
  scenario(
    'nor where a break in care is derived: never closed, last served in November',
    initial(
      40,
      before(null),
      add('activities', activity('follow_up', '2025-11-12T09:00:00', 20)),
      add('consents', { obtained_at: '2025-10-01T08:00' }),
      add('visits', { visit_on: '2025-10-01' }),
    ),
    fresh,
  ),
  scenario(
    'nor where the break was there before the row was closed for another reason',
    initial(
      { month: '2026-07' },
      before('2026-06-10'),
      add('activities', activity('follow_up', '2025-11-12T09:00:00', 20)),
      add('consents', { obtained_at: '2025-10-01T08:00' }),
      add('visits', { visit_on: '2025-10-01' }),
    ),
    fresh,
    'reading chosen: the episode ended on 31 May by the derived break, whatever was stored; ' +
      'other reading: the stored closing of 10 June counts',
  ),
  scenario(
    'a payer that allows it',
    initial(40, before('2026-03-10'), policy({ new_episode_without_gap: true })),
    fresh,
  ),
  scenario(
    'a payer that allows it: the band of 99492',
    initial(33, before('2026-03-10'), policy({ new_episode_without_gap: true })),
    { b: 'G2214', m: 33 },
  ),
  scenario('held with the band of 99493: 31 minutes', initial(31, before('2026-03-10')), {
    ...held,
    m: 31,
  }),
  scenario('held with the band of 99493: an add-on at 76', initial(76, before('2026-03-10')), {
    ...held,
    m: 76,
    proposed: '99493 99494',
  }),
  scenario('held at 30 minutes: G2214', initial(30, before('2026-03-10')), {
    ...held,
    m: 30,
    proposed: 'G2214',
  }),
  scenario(
    'held with the elements of 99493: no plan needed',
    (({ ...story }) => ({ ...story, care_plans: [] }))(initial(40, before('2026-03-10'))),
    held,
  ),
  scenario(
    'held with the elements of 99493: a score in the month needed',
    initial(
      40,
      before('2026-03-10'),
      referredIn('2026-05-20'),
      amend('scores', { administered_on: '2026-05-25' }),
    ),
    { ...held, h: 'new-episode-without-gap outcome-monitoring-missing' },
  ),
  scenario('the months after the first are ordinary', subsequent(40, before('2026-03-10')), {
    b: '99493',
    m: 40,
  }),
  scenario(
    'after an earlier episode of general BHI collaborative care is new',
    initial(40, before('2026-03-10', { model: 'bhi' })),
    fresh,
    'reading chosen: the last episode of the same model, as general BHI is not CoCM; other ' +
      'reading: any earlier episode row, so that new-episode-without-gap holds',
  ),
  scenario('general BHI after collaborative care is not held', general(20, before('2026-03-10')), {
    b: '99484',
    m: 20,
  }),
]

export const reenrolled: readonly Scenario[] = [...again]
