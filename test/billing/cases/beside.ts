/** What may be billed beside what, and the APCM add-on codes (billing.md 7). */
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }
const service = (code: string, more: Given<'services'> = {}): Change =>
  add('services', { code, service_on: '2026-06-30', ...more })
const elsewhere = { source: 'external', practitioner_npi: '1000000099' } as const
const general5 = ['99484', 'G0507', 'G0323', 'G0511', 'G0570']
const family = ['99492', '99493', '99494', 'G2214', 'G0512', 'G0568', 'G0569', 'G0502', 'G0503']
const allowed =
  '99490 90791 90792 90832 90834 90837 90839 90847 96130 99213 99495 99401 99406 99366 99483 ' +
  'H2011 H2014 G0544 G0546 G0554 G0560'

const conflicts: readonly Scenario[] = [
  ...general5.map((code) =>
    scenario(`collaborative care beside ${code}`, subsequent(40, service(code)), {
      n: 'code-conflict',
      m: 40,
    }),
  ),
  scenario(
    'collaborative care beside general BHI of another practitioner',
    subsequent(40, service('99484', elsewhere)),
    { n: 'code-conflict', m: 40 },
  ),
  scenario(
    'collaborative care beside general BHI without an NPI',
    subsequent(40, service('99484', { ...elsewhere, practitioner_npi: null })),
    { n: 'code-conflict', m: 40 },
  ),
  scenario(
    'general BHI of the month before is no conflict',
    subsequent(40, service('99484', { service_on: '2026-05-31' })),
    bills,
  ),
  scenario(
    'general BHI of the month after is no conflict',
    subsequent(40, service('99484', { service_on: '2026-07-01' })),
    bills,
  ),
  ...family.map((code) =>
    scenario(`${code} of this practice already billed`, subsequent(40, service(code)), {
      n: 'already-billed',
      m: 40,
    }),
  ),
  scenario(
    'already billed elsewhere under the same NPI',
    subsequent(40, service('99493', { source: 'external' })),
    { n: 'already-billed', m: 40 },
  ),
  scenario(
    'already billed from here under another NPI',
    subsequent(40, service('99493', { practitioner_npi: '1000000099' })),
    { n: 'already-billed', m: 40 },
  ),
  scenario(
    'already billed elsewhere, the row without an NPI',
    subsequent(40, service('99493', { ...elsewhere, practitioner_npi: null })),
    { n: 'already-billed', m: 40 },
  ),
  scenario(
    'billed elsewhere by another practitioner: a person decides',
    subsequent(40, service('99493', elsewhere)),
    { h: 'other-practitioner-billed', m: 40, proposed: '99493' },
  ),
  scenario(
    'G2214 billed elsewhere by another practitioner: a person decides',
    initial(40, service('G2214', elsewhere)),
    { h: 'other-practitioner-billed', m: 40, proposed: '99492' },
  ),
  scenario(
    'billed elsewhere by another and under the own NPI: already billed outweighs',
    subsequent(40, service('99493', elsewhere), service('99493', { service_id: 'second' })),
    { n: 'already-billed', among: true, m: 40 },
  ),
  scenario(
    'collaborative care of the month before is not of this month',
    subsequent(40, service('99492', { service_on: '2026-04-30' })),
    bills,
  ),
  ...allowed
    .split(' ')
    .map((code) =>
      scenario(`${code} is allowed beside`, subsequent(40, service(code, elsewhere)), bills),
    ),
  ...general5.map((code) =>
    scenario(`general BHI beside ${code}`, general(20, service(code)), {
      n: 'already-billed',
      m: 20,
    }),
  ),
  scenario(
    'general BHI of another practitioner is already billed too',
    general(20, service('99484', elsewhere)),
    { n: 'already-billed', m: 20 },
  ),
  ...['99492', '99494', 'G2214', 'G0512', 'G0569'].map((code) =>
    scenario(`general BHI beside ${code}`, general(20, service(code)), {
      n: 'code-conflict',
      m: 20,
    }),
  ),
  scenario(
    'general BHI beside collaborative care of another practitioner',
    general(20, service('99493', elsewhere)),
    { n: 'code-conflict', m: 20 },
  ),
  scenario('G0323 beside 99484', bySocialWorker(20, service('99484', elsewhere)), {
    n: 'already-billed',
    m: 20,
  }),
  scenario('general BHI beside CCM', general(20, service('99490')), { b: '99484', m: 20 }),
]

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

const models: readonly Scenario[] = [
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

const base = (code = 'G0557', more: Given<'services'> = {}): Change => service(code, more)
const minutes = (count: number) => initial(count, base())
const timeCodes = policy({ apcm: 'time_codes' })

const apcm: readonly Scenario[] = [
  ...['G0556', 'G0557', 'G0558'].map((code) =>
    scenario(`${code} billed: G0569 instead of 99493`, subsequent(40, base(code)), {
      b: 'G0569',
      m: 40,
    }),
  ),
  scenario('one minute is enough', subsequent(1, base()), { b: 'G0569', m: 1 }),
  scenario('59 seconds are not', subsequent(59 / 60, base()), { n: 'below-minimum', m: 0 }),
  scenario('never with 99494', subsequent(240, base()), { b: 'G0569', m: 240 }),
  scenario('G0568 in the initial month', minutes(40), { b: 'G0568', m: 40 }),
  scenario('G0568 with five minutes', minutes(5), { b: 'G0568', m: 5 }),
  scenario(
    'G0568 with five minutes needs the list of 99492',
    initial(5, base(), drop('care_plans')),
    { h: 'treatment-plan-missing', m: 5, proposed: 'G0568' },
  ),
  scenario('G0569 needs the list of 99493', subsequent(5, base(), drop('scores')), {
    h: 'outcome-monitoring-missing',
    m: 5,
    proposed: 'G0569',
  }),
  scenario('G0570 for general BHI', general(5, base()), { b: 'G0570', m: 5 }),
  scenario('G0570 needs the list of 99484', general(5, base(), drop('scores')), {
    h: 'monitoring-missing',
    m: 5,
    proposed: 'G0570',
  }),
  scenario(
    'the base code of another practitioner changes nothing',
    subsequent(40, base('G0557', elsewhere)),
    bills,
  ),
  scenario(
    'the base code of another practitioner: 12 minutes stay below every band',
    subsequent(12, base('G0557', elsewhere)),
    { n: 'below-minimum', m: 12 },
  ),
  scenario(
    'the base code of the same practitioner, billed elsewhere, counts',
    subsequent(12, base('G0557', { source: 'external' })),
    { b: 'G0569', m: 12 },
    'reading chosen: the same NPI is the same practitioner, whoever billed; other reading: only ' +
      'own rows',
  ),
  scenario(
    'the base code of the month before changes nothing',
    subsequent(40, base('G0557', { service_on: '2026-05-31' })),
    bills,
  ),
  scenario(
    'in December 2025 there are no add-on codes yet',
    subsequent({ month: '2025-12' }, base('G0557', { service_on: '2025-12-31' })),
    bills,
  ),
  scenario(
    'January 2026 is their first month',
    subsequent({ month: '2026-01' }, base('G0557', { service_on: '2026-01-31' })),
    { b: 'G0569', m: 40 },
  ),
  scenario('a payer that wants time codes: 99493', subsequent(40, timeCodes, base()), bills),
  scenario('a payer that wants time codes: 12 minutes', subsequent(12, timeCodes, base()), {
    n: 'below-minimum',
    m: 12,
  }),
  scenario(
    'a rural health clinic in 2026 has them too',
    subsequent({ minutes: 12, clinic: 'rhc' }, base()),
    { b: 'G0569', m: 12, pos: '72' },
  ),
  scenario(
    'general BHI of another practitioner beside is a conflict',
    subsequent(12, base(), service('G0570', elsewhere)),
    { n: 'code-conflict', m: 12 },
  ),
  scenario(
    'a time code of the month was billed: already billed',
    subsequent(12, base(), service('99493')),
    { n: 'already-billed', m: 12 },
  ),
  scenario(
    'late time does not hold what needs no minutes',
    subsequent(
      12,
      base(),
      add(
        'activities',
        activity('follow_up', '2026-06-15T09:00', 60, { recorded_at: '2026-07-15T09:00' }),
      ),
    ),
    { b: 'G0569', m: 12 },
  ),
  scenario(
    'late time alone holds it: no minute counts',
    subsequent(
      0,
      base(),
      add(
        'activities',
        activity('brief_intervention', '2026-06-15T09:00', 5, { recorded_at: '2026-07-15T09:00' }),
      ),
    ),
    { h: 'time-recorded-late', m: 0, proposed: 'G0569' },
  ),
  scenario(
    'G0569 is billed with the service date of the month',
    subsequent(40, base(), policy({ service_date: 'threshold_day' })),
    { b: 'G0569', s: '2026-06-03' },
  ),
  scenario(
    'held without a gap and with a base code: G0569 is proposed',
    initial(
      40,
      base(),
      amend('case_reviews', {}),
      add('episodes', {
        episode_id: 'old',
        referred_on: '2025-10-01',
        enrolled_on: '2025-10-01',
        closed_on: '2026-03-10',
        close_reason: 'goals_met',
      }),
    ),
    { h: 'new-episode-without-gap', proposed: 'G0569' },
    'reading chosen: band and elements of 99493 mean its add-on code; other reading: G0568',
  ),
]

export const beside: readonly Scenario[] = [...conflicts, ...models, ...apcm]
