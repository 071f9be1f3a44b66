/** What each key of a policy changes (billing.md 2). */
import { general, initial, policy, subsequent } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, only } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const keys: readonly Scenario[] = [
  scenario('not covered', subsequent(40, policy({ covered: false })), {
    n: 'payer-not-covered',
    m: 40,
  }),
  scenario('general BHI not covered', general(20, policy({ covered: false })), {
    n: 'payer-not-covered',
  }),
  scenario('G2214 not covered: 30 minutes', subsequent(30, policy({ g2214_covered: false })), {
    n: 'below-minimum',
    m: 30,
    next: { code: '99493', minutes_to_go: 1 },
  }),
  scenario('G2214 not covered: 31 minutes', subsequent(31, policy({ g2214_covered: false })), {
    b: '99493',
  }),
  scenario('G2214 from 30: 29 minutes', initial(29, policy({ g2214_minimum: 30 })), {
    n: 'below-minimum',
    m: 29,
    next: { code: 'G2214', minutes_to_go: 1 },
  }),
  scenario('G2214 from 30: 30 minutes', initial(30, policy({ g2214_minimum: 30 })), {
    b: 'G2214',
  }),
  scenario('bhi_minimum 25: 24', general(24, policy({ bhi_minimum: 25 })), { n: 'below-minimum' }),
  scenario('bhi_minimum 25: 25', general(25, policy({ bhi_minimum: 25 })), { b: '99484' }),
  scenario('a cap of two', subsequent(136, policy({ add_on_cap: 2 })), {
    b: '99493 99494x2',
    notes: 'add-on-capped',
  }),
  scenario('a cap of two, just reached', subsequent(135, policy({ add_on_cap: 2 })), {
    b: '99493 99494x2',
  }),
  scenario('a cap of none', initial(86, policy({ add_on_cap: 0 })), {
    b: '99492',
    notes: 'add-on-capped',
  }),
  scenario('a cap of six', subsequent(240, policy({ add_on_cap: 6 })), {
    b: '99493 99494x6',
  }),
  scenario(
    'a review may be 30 days old: 30',
    subsequent(40, policy({ consultant_review_days: 30 }), review('2026-05-31')),
    bills,
  ),
  scenario(
    'a review may be 30 days old: 31',
    subsequent(40, policy({ consultant_review_days: 30 }), review('2026-05-30')),
    { h: 'progress-review-missing' },
  ),
  scenario(
    'no missed week allowed',
    subsequent(40, policy({ missed_weeks_allowed: 0 }), missed('2026-06-10')),
    { h: 'caseload-consultation-missing' },
  ),
  scenario(
    'two missed weeks allowed',
    subsequent(40, policy({ missed_weeks_allowed: 2 }), missed('2026-06-10'), missed('2026-06-17')),
    bills,
  ),
  scenario(
    'a score may be 45 days old: 45',
    subsequent(40, policy({ score_max_age_days: 45 }), only('scores', phq9('2026-05-16', 13))),
    bills,
  ),
  scenario(
    'a score may be 45 days old: 46',
    subsequent(40, policy({ score_max_age_days: 45 }), only('scores', phq9('2026-05-15', 13))),
    { h: 'outcome-monitoring-missing' },
  ),
  scenario(
    'a score may be 14 days old: one of the month may be too old',
    subsequent(40, policy({ score_max_age_days: 14 })),
    { h: 'outcome-monitoring-missing' },
  ),
  scenario(
    'a score after the month proves nothing',
    subsequent(40, policy({ score_max_age_days: 45 }), only('scores', phq9('2026-07-01', 13))),
    { h: 'outcome-monitoring-missing' },
  ),
  scenario(
    'modifiers by code',
    subsequent(76, policy({ modifiers: { '99493': ['25'], '99494': ['59'] } })),
    { b: '99493 99494', modifiers: '25' },
  ),
  scenario('no modifier unless a policy names one', subsequent(40), { ...bills, modifiers: '' }),
  scenario(
    'a denied diagnosis alone is none',
    subsequent(40, policy({ extra_diagnoses_denied: ['F10', 'F33'] })),
    { h: 'diagnosis-missing' },
  ),
  scenario(
    'a denied diagnosis beside another',
    subsequent(
      40,
      policy({ extra_diagnoses_denied: ['F10'] }),
      add('diagnoses', { icd10: 'F10.20', rank: 2, recorded_on: '2026-04-01' }),
    ),
    bills,
  ),
]

const two = policy({ months_without_authorization: 2 })

const may: Change = add('activities', activity('follow_up', '2026-05-12T09:00:00', 20))

const authorized = (starts_on: string, ends_on: string, more: Given<'authorizations'> = {}) =>
  add('authorizations', { starts_on, ends_on, ...more })

const authorization: readonly Scenario[] = [
  scenario('the second month with counted time needs no authorization', subsequent(40, two), bills),
  scenario('the third month does', subsequent(40, two, may), { h: 'authorization-missing', m: 40 }),
  scenario(
    'an authorization that covers the month',
    subsequent(40, two, may, authorized('2026-06-01', '2026-06-30')),
    bills,
  ),
  scenario(
    'an authorization that ended before the month',
    subsequent(40, two, may, authorized('2026-04-01', '2026-05-31')),
    { h: 'authorization-missing' },
  ),
  scenario(
    'an authorization for part of the month',
    subsequent(40, two, may, authorized('2026-06-02', '2026-08-31')),
    { h: 'authorization-missing' },
    'reading chosen: it covers the month where it covers all of its days; other reading: where ' +
      'it covers a day of it (the last one, or that of the service)',
  ),
  scenario(
    'an authorization of another payer',
    subsequent(
      40,
      two,
      may,
      add('payers', { payer_id: 'second', name: 'Second', policy: 'cms' }),
      authorized('2026-06-01', '2026-06-30', { payer_id: 'second' }),
    ),
    { h: 'authorization-missing' },
  ),
  scenario(
    'a month with nothing but clerical work is not one with counted time',
    subsequent(40, two, add('activities', activity('clerical', '2026-05-12T09:00:00', 20))),
    bills,
  ),
]

function review(reviewed_on: string): Change {
  return amend('case_reviews', { reviewed_on, decided_on: reviewed_on })
}

function missed(on: string): Change {
  return amend('meetings', { ended_at: null, missed_reason: 'holiday' }, ({ meeting_id }) =>
    meeting_id.endsWith(on),
  )
}

export const policyKeys: readonly Scenario[] = [...keys, ...authorization]
