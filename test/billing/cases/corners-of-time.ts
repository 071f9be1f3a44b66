/** Corners of time: where two rules meet in one entry (billing.md 4, 5). */
import { initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

export const entry = (
  started_at: string,
  ended_at: string,
  more: Given<'activities'> = {},
): Change =>
  add('activities', {
    ...activity('follow_up', '2026-06-15T10:00', 1),
    activity_id: 'x',
    ...more,
    started_at,
    ended_at,
  })

const practitioner = ({ role }: { role: string }) => role === 'billing_practitioner'

const ends = (on: string): Change => amend('care_team', { ends_on: on }, practitioner)

const begins = (staff_id: string, on: string): Change =>
  add('care_team', { role: 'billing_practitioner', staff_id, starts_on: on })

const midnights: readonly Scenario[] = [
  scenario(
    'an entry across the midnight on which the practitioner changes, without a new consent',
    subsequent(
      40,
      ends('2026-06-20'),
      begins('bp2', '2026-06-21'),
      entry('2026-06-20T23:50', '2026-06-21T00:10'),
    ),
    { b: '99493', m: 50, npi: '1000000031', excluded: { 'before-consent': 600 } },
  ),
  scenario(
    'an entry across the midnight on which a qualification ends',
    subsequent(
      40,
      amend('staff', { qualified_to: '2026-06-20' }, ({ staff_id }) => staff_id === 'cm2'),
      entry('2026-06-20T23:50', '2026-06-21T00:10', { staff_id: 'cm2' }),
    ),
    { b: '99493', m: 50, excluded: { 'unqualified-staff': 600 } },
  ),
  scenario(
    'an entry across the midnight before the initiating visit',
    initial(
      40,
      only('visits', { visit_on: '2026-06-04' }),
      entry('2026-06-03T23:50', '2026-06-04T00:10'),
    ),
    { b: 'G2214', m: 30, excluded: { 'before-initiating-visit': 1800 } },
  ),
  scenario(
    'an entry across the midnight of the referral',
    initial(
      40,
      amend('episodes', { referred_on: '2026-06-02', enrolled_on: '2026-06-02' }),
      amend('care_plans', { effective_on: '2026-06-02' }),
      amend('scores', { administered_on: '2026-06-02' }),
      amend('consents', { obtained_at: '2026-06-01T08:00' }),
      entry('2026-06-01T23:50', '2026-06-02T00:10'),
    ),
    { b: '99492', m: 50, excluded: { 'not-enrolled': 600 } },
  ),
  scenario(
    'an entry across the midnight that begins a month makes the month before the initial one',
    initial(
      40,
      amend('episodes', { referred_on: '2026-05-31', enrolled_on: '2026-05-31' }),
      amend('care_team', { starts_on: '2026-05-31' }),
      amend('consents', { obtained_at: '2026-05-31T08:00' }),
      entry('2026-05-31T23:50', '2026-06-01T00:10'),
    ),
    { b: '99493', m: 50, notes: 'initial-month-short', excluded: { 'other-month': 600 } },
  ),
  scenario(
    'an entry of eight hours across the midnight of an admission',
    initial(
      40,
      add('facility_stays', { admitted_on: '2026-06-30', discharged_on: '2026-07-02' }),
      entry('2026-06-29T20:00', '2026-06-30T04:00'),
    ),
    { b: '99492 99494x4', m: 280, notes: 'add-on-capped', excluded: { 'in-facility': 14400 } },
  ),
]

const practitioners: readonly Scenario[] = [
  scenario(
    'consent for the new practitioner alone: days of the former do not count',
    subsequent(
      80,
      ends('2026-06-08'),
      begins('bp2', '2026-06-09'),
      amend('consents', { billing_practitioner_id: 'bp2' }),
    ),
    {
      b: 'G2214',
      m: 20,
      npi: '1000000032',
      notes: 'g2214-minimum-disputed',
      next: { code: '99492', minutes_to_go: 16 },
      excluded: { 'before-consent': 3600 },
    },
  ),
  scenario(
    'a consent for the new practitioner after all of the time is not a missing one',
    subsequent(
      40,
      ends('2026-06-02'),
      begins('bp2', '2026-06-03'),
      amend('consents', { billing_practitioner_id: 'bp2', obtained_at: '2026-06-20T08:00' }),
    ),
    { n: 'below-minimum', among: true, lacks: 'consent-missing', m: 0 },
  ),
  scenario(
    'days without any practitioner on the team have no consent that names one',
    subsequent(40, ends('2026-06-08')),
    { b: 'G2214', m: 30, npi: '1000000031', excluded: { 'before-consent': 600 } },
  ),
  scenario(
    'two practitioners on the team, a consent for one of them',
    subsequent(40, begins('bp2', '2026-04-01')),
    { b: '99493', m: 40, excluded: {} },
  ),
  scenario('no practitioner on the team at all', subsequent(40, drop('care_team', practitioner)), {
    h: 'consent-missing practitioner-ineligible',
    among: true,
  }),
]

/** Enrolled a month earlier, with a visit before that. */
const fromMay: Change = all(
  amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
  amend('care_team', { starts_on: '2026-05-01' }),
  amend('consents', { obtained_at: '2026-05-01T08:00' }),
  amend('visits', { visit_on: '2026-04-21' }),
)

const initialMonths: readonly Scenario[] = [
  scenario(
    'half a minute counted in May makes May the initial month',
    initial(40, fromMay, entry('2026-05-20T10:00:00', '2026-05-20T10:00:30')),
    { b: '99493', m: 40, notes: 'initial-month-short' },
    'reading chosen: the first counted minute is when counted time begins, however short; other ' +
      'reading: a whole minute is needed, so that June is the initial month and has 99492',
  ),
  scenario(
    'all months are counted by the policy of the determined month',
    initial(
      40,
      fromMay,
      policy({ count_consultant_solo_time: true }, { effective_to: '2026-05-31' }),
      add('policies', { policy: 'special', effective_from: '2026-06-01', terms: {} }),
      add('activities', activity('consultation', '2026-05-20T10:00', 40, { staff_id: 'pc1' })),
    ),
    { b: '99492', m: 40 },
    'reading chosen: a determination uses one policy, that of its own last day, also to find the ' +
      'initial month; other reading: May is counted by the policy of May, so that June has 99493',
  ),
]

export const cornersOfTime: readonly Scenario[] = [...midnights, ...practitioners, ...initialMonths]
