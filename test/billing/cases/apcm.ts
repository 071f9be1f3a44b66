/** The APCM add-on codes (billing.md 7). */
import { general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const service = (code: string, more: Given<'services'> = {}): Change =>
  add('services', { code, service_on: '2026-06-30', ...more })

const elsewhere = { source: 'external', practitioner_npi: '1000000099' } as const

const base = (code = 'G0557', more: Given<'services'> = {}): Change => service(code, more)

const minutes = (count: number) => initial(count, base())

const timeCodes = policy({ apcm: 'time_codes' })

export const apcm: readonly Scenario[] = [
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
    { n: 'already-billed code-conflict', m: 12 },
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
