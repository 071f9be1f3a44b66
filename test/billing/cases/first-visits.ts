/** The initiating visit: before what, with whom (billing.md 6). */
import { initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

const visit = (visit_on: string, more: Given<'visits'> = {}): Change =>
  only('visits', { visit_on, ...more })

const proves: Expected = { b: '99492', m: 40, excluded: {} }

const missing: Expected = { h: 'initiating-visit-missing', m: 40, proposed: '99492', excluded: {} }

/** Referred and enrolled in May, so that May's work is the episode's. */
const sinceMay: Change = all(
  amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
  amend('care_team', { starts_on: '2026-05-01' }),
  amend('consents', { obtained_at: '2026-05-01T08:00' }),
)

const firsts: readonly Scenario[] = [
  scenario(
    'clerical work in time after the visit is not the first activity that counts',
    initial(
      40,
      sinceMay,
      visit('2025-05-30'),
      add('activities', activity('clerical', '2026-05-15T10:00', 20)),
    ),
    missing,
  ),
  scenario(
    'unanswered outreach in time after the visit is not the first activity that counts',
    initial(
      40,
      sinceMay,
      visit('2025-05-30'),
      add('activities', activity('outreach', '2026-05-15T10:00', 20, { reached: false })),
    ),
    missing,
  ),
  scenario(
    'counted work in time after the visit is: June is a later month',
    initial(
      40,
      sinceMay,
      visit('2025-05-30'),
      add('activities', activity('assessment', '2026-05-15T10:00', 40)),
    ),
    { b: '99493', m: 40, excluded: {} },
  ),
  scenario(
    'a visit needs to be near the first month only, not near this one',
    subsequent(
      40,
      amend('episodes', { referred_on: '2025-06-01', enrolled_on: '2025-06-01' }),
      amend('care_team', { starts_on: '2025-06-01' }),
      amend('consents', { obtained_at: '2025-06-01T08:00' }),
      amend('activities', { started_at: '2025-06-03T09:00', ended_at: '2025-06-03T09:40' }, start),
      add(
        'activities',
        ...['2025-09', '2025-12', '2026-03'].map((month) =>
          activity('follow_up', `${month}-10T09:00`, 20),
        ),
      ),
      visit('2025-05-22'),
    ),
    { b: '99493', m: 40 },
  ),
  scenario(
    'without any activity that counts a visit is not asked for',
    subsequent(
      0,
      drop('visits'),
      drop('activities'),
      add('activities', activity('clerical', '2026-06-10T09:00', 60)),
    ),
    {
      n: 'below-minimum',
      among: true,
      lacks: 'initiating-visit-missing',
      elements: { 'initiating-visit': 'not_applicable' },
    },
  ),
]

const whom: readonly Scenario[] = [
  scenario(
    'a visit with a practitioner who is not on the team',
    initial(40, amend('visits', { practitioner_id: 'bp2' })),
    missing,
  ),
  scenario(
    'a visit with a practitioner who was on the team before',
    subsequent(
      40,
      amend('visits', { practitioner_id: 'bp2' }),
      add('consents', { billing_practitioner_id: 'bp2', obtained_at: '2026-04-01T08:00' }),
      amend('care_team', { starts_on: '2026-05-01' }, ({ staff_id }) => staff_id === 'bp1'),
      add('care_team', {
        role: 'billing_practitioner',
        staff_id: 'bp2',
        starts_on: '2026-04-01',
        ends_on: '2026-04-30',
      }),
    ),
    { b: '99493', m: 40, npi: '1000000031' },
  ),
]

const policies: readonly Scenario[] = [
  scenario(
    'a payer that asks for 90 days: 90',
    initial(40, policy({ initiating_visit_days: 90 }), visit('2026-03-05')),
    proves,
  ),
  scenario(
    'a payer that asks for 90 days: 91',
    initial(40, policy({ initiating_visit_days: 90 }), visit('2026-03-04')),
    missing,
  ),
  scenario(
    'a payer that asks for no visit',
    initial(40, policy({ initiating_visit_days: null }), drop('visits')),
    proves,
  ),
  scenario(
    'a payer that asks for no visit: a later visit excludes nothing',
    initial(40, policy({ initiating_visit_days: null }), visit('2026-06-10')),
    proves,
  ),
]

function start({ activity_id }: { activity_id: string }): boolean {
  return activity_id === 'start'
}

export const firstVisits: readonly Scenario[] = [...firsts, ...whom, ...policies]
