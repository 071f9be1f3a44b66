/** Corners of proof: windows and earlier episodes (billing.md 5 to 8). */
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { activity } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted

const windows: readonly Scenario[] = [
  scenario(
    'an assessment of the month, before the referral, proves: it has no window but consent',
    initial(
      80,
      amend('episodes', { referred_on: '2026-06-05', enrolled_on: '2026-06-05' }),
      amend('care_plans', { effective_on: '2026-06-05' }),
      amend('scores', { administered_on: '2026-06-05' }),
      add('meetings', { started_at: '2026-06-05T12:00', ended_at: '2026-06-05T12:30' }),
    ),
    { b: '99492', m: 40, excluded: { 'not-enrolled': 2400 } },
    'reading chosen: by the letter, an activity of the month after the consent proves; other ' +
      'reading: nothing before the referral belongs to the episode',
  ),
  scenario(
    'a refusal after the month follows a recommendation',
    initial(
      40,
      amend('case_reviews', {
        recommends_change: true,
        decision: 'declined',
        decided_on: '2026-07-03',
      }),
    ),
    { b: '99492', m: 40 },
    'reading chosen: a recorded refusal, whenever; other reading: one of the month',
  ),
  scenario(
    'a decision on the day of consent proves, whatever the hour',
    initial(
      200,
      amend('consents', { obtained_at: '2026-06-10T23:00' }),
      amend('case_reviews', { reviewed_on: '2026-06-10', decided_on: '2026-06-10' }),
      amend(
        'activities',
        { reached: true, kind: 'brief_intervention', technique: 'other' },
        id('coordination'),
      ),
      add('activities', activity('assessment', '2026-06-12T09:00', 10)),
    ),
    { b: '99492', m: 60, excluded: { 'before-consent': 9000 } },
  ),
  scenario(
    'no consent: reviews and work prove as if there were one',
    initial(40, drop('consents')),
    { h: 'consent-missing', m: 40, proposed: '99492' },
  ),
  scenario(
    'a consultant without a qualification on file is not qualified',
    subsequent(
      40,
      amend(
        'staff',
        { prescriber: true, qualification: null },
        ({ staff_id }) => staff_id === 'pc1',
      ),
    ),
    { h: 'consultant-unqualified', m: 40 },
    'reading chosen: "some such consultant is qualified" asks for a qualification on file; other ' +
      'reading: it asks for a prescriber only',
  ),
  scenario(
    'consultant and practitioner are one person: not three',
    subsequent(
      40,
      amend('staff', { npi: '1000000055' }, ({ staff_id }) => staff_id === 'pc1'),
      amend('care_team', { staff_id: 'pc1' }, ({ role }) => role === 'billing_practitioner'),
      amend('consents', { billing_practitioner_id: 'pc1' }),
      amend('visits', { practitioner_id: 'pc1' }),
      amend('case_reviews', { decided_by: 'pc1' }),
    ),
    { either: true, m: 40 },
    'the specification names no slug for a team of fewer than three people',
  ),
]

const without: Change = add('episodes', {
  episode_id: 'old',
  referred_on: '2025-10-01',
  enrolled_on: '2025-10-01',
  closed_on: '2026-03-10',
  close_reason: 'goals_met',
})

const base = (practitioner_npi: string | null): Change =>
  add('services', { code: 'G0556', service_on: '2026-06-10', practitioner_npi })

const yearly = policy({ initial_code_once_per_calendar_year: true })

const others: readonly Scenario[] = [
  scenario('enrolled again without a gap and below every band', initial(10, without), {
    n: 'below-minimum new-episode-without-gap',
    among: true,
    m: 10,
  }),
  scenario(
    'of two earlier episodes the last one counts',
    initial(
      40,
      without,
      add('episodes', {
        episode_id: 'older',
        referred_on: '2024-01-01',
        enrolled_on: '2024-01-01',
        closed_on: '2025-01-31',
        close_reason: 'break_in_care',
      }),
    ),
    { h: 'new-episode-without-gap', m: 40 },
  ),
  scenario('an APCM base code without an NPI changes nothing', subsequent(40, base(null)), bills),
  scenario('an APCM base code leaves G0323 as it is', bySocialWorker(20, base('1000000034')), {
    b: 'G0323',
    m: 20,
  }),
  scenario('time_rule full does not touch 99484', general(20, policy({ time_rule: 'full' })), {
    b: '99484',
    m: 20,
  }),
  scenario(
    'a policy that begins after the month',
    subsequent(40, policy({}, { effective_from: '2026-07-01' })),
    { h: 'policy-missing', m: 40 },
  ),
  scenario(
    'no policy and no activity: only below-minimum',
    subsequent(0, policy({}, { effective_from: '2026-07-01' })),
    { n: 'below-minimum', m: 0 },
  ),
  scenario(
    '99492 of this year billed elsewhere holds where once a year is the rule',
    initial(
      { month: '2026-10' },
      yearly,
      without,
      add('services', { code: '99492', service_on: '2026-02-28', source: 'external' }),
    ),
    { h: 'initial-code-used-this-year', m: 40 },
  ),
  scenario(
    'a policy based on another one takes its version of that day',
    subsequent(
      110,
      policy({}, { based_on: 'base' }),
      add('policies', { policy: 'base', effective_to: '2026-05-31', terms: { add_on_cap: 0 } }),
      add('policies', { policy: 'base', effective_from: '2026-06-01', terms: { add_on_cap: 1 } }),
    ),
    { b: '99493 99494', m: 110, notes: 'add-on-capped' },
  ),
  scenario(
    'an authorization is counted within the episode, not over an earlier one',
    subsequent(
      40,
      policy({ months_without_authorization: 2 }),
      add('episodes', {
        episode_id: 'old',
        referred_on: '2025-01-01',
        enrolled_on: '2025-01-01',
        closed_on: '2025-06-30',
        close_reason: 'goals_met',
      }),
      ...['2025-02', '2025-03', '2025-04'].map((month) =>
        add('activities', activity('follow_up', `${month}-12T09:00`, 20)),
      ),
      add('consents', { obtained_at: '2025-01-01T08:00' }),
    ),
    bills,
  ),
]

export const cornersOfProof: readonly Scenario[] = [...windows, ...others]
