/** What stands on a line: service date, place of service, practitioner, units (billing.md 2, 7). */
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

const threshold = policy({ service_date: 'threshold_day' })
const lastService = policy({ service_date: 'last_service_day' })
const closed = (closed_on: string): Change =>
  amend('episodes', { closed_on, close_reason: 'goals_met' })
const moved = (activity_id: string, given: Given<'activities'>): Change =>
  amend('activities', given, (row) => row.activity_id === activity_id)
const later = (day: string, minutes = 20, more: Given<'activities'> = {}): Change =>
  add('activities', activity('follow_up', `2026-06-${day}T10:00:00`, minutes, more))
const on = (s: string, b = '99493'): Expected => ({ b, s })

const dates: readonly Scenario[] = [
  scenario('the last day of the month', subsequent(40), on('2026-06-30')),
  scenario('the last day of a February', subsequent({ month: '2026-02' }), on('2026-02-28')),
  scenario('the last day of a leap February', subsequent({ month: '2028-02' }), on('2028-02-29')),
  scenario('the closing day', subsequent(40, closed('2026-06-20')), on('2026-06-20')),
  scenario('closed on the last day', subsequent(40, closed('2026-06-30')), on('2026-06-30')),
  scenario('closed after the month', subsequent(40, closed('2026-07-01')), on('2026-06-30')),
  scenario(
    'threshold day: the 31st minute of 40 falls in the last entry',
    subsequent(40, threshold),
    on('2026-06-11'),
  ),
  scenario(
    'threshold day: 62 minutes reach 31 with the first entry',
    subsequent(62, threshold),
    on('2026-06-03'),
  ),
  scenario(
    'threshold day: 60 minutes reach 31 with the second entry',
    subsequent(60, threshold),
    on('2026-06-07'),
  ),
  scenario('threshold day of the base code, not of its add-ons', subsequent(124, threshold), {
    b: '99493 99494x2',
    s: '2026-06-03',
  }),
  scenario(
    'threshold day of an initial month: the 36th minute',
    initial(48, threshold),
    on('2026-06-07', '99492'),
  ),
  scenario(
    'threshold day of G2214: the 16th minute',
    subsequent(30, threshold),
    on('2026-06-07', 'G2214'),
  ),
  scenario(
    'threshold day of full time: the 60th minute',
    subsequent(60, policy({ service_date: 'threshold_day' }, { based_on: 'full_time' })),
    on('2026-06-11'),
  ),
  scenario(
    'threshold day of 99484: the 20th minute',
    general(32, threshold),
    on('2026-06-07', '99484'),
  ),
  scenario(
    'threshold day of G0323: the 20th minute',
    bySocialWorker(20, threshold),
    on('2026-06-11', 'G0323'),
  ),
  scenario(
    'threshold day of G0512: the 60th minute',
    subsequent({ minutes: 80, month: '2025-11', clinic: 'fqhc' }, threshold),
    on('2025-11-07', 'G0512'),
  ),
  scenario(
    'threshold day counts only what counts, in order of time',
    subsequent(
      40,
      threshold,
      later('02', 60, { kind: 'clerical' }),
      later('05', 60, { staff_id: 'cs1' }),
    ),
    on('2026-06-11'),
  ),
  scenario(
    'threshold day within an entry across midnight',
    subsequent(
      20,
      threshold,
      later('20', 20, { started_at: '2026-06-20T23:50', ended_at: '2026-06-21T00:10' }),
    ),
    on('2026-06-21'),
  ),
  scenario(
    'threshold day is never after the closing day',
    subsequent(40, threshold, closed('2026-06-11')),
    on('2026-06-11'),
  ),
  scenario('last service day', subsequent(40, lastService), on('2026-06-11')),
  scenario(
    'last service day: of the last counted activity',
    subsequent(
      40,
      lastService,
      later('20', 20, { kind: 'clerical' }),
      later('22', 20, { staff_id: 'pc1', kind: 'consultation' }),
      later('18'),
    ),
    on('2026-06-18'),
  ),
  scenario(
    'last service day before the closing day',
    subsequent(40, lastService, closed('2026-06-20')),
    on('2026-06-11'),
  ),
  scenario(
    'last service day across midnight',
    subsequent(
      40,
      lastService,
      later('20', 20, { started_at: '2026-06-20T23:50', ended_at: '2026-06-21T00:10' }),
    ),
    on('2026-06-21'),
  ),
  scenario(
    'threshold day of an add-on code of APCM: that of the first counted minute',
    subsequent(
      40,
      threshold,
      moved('first', { kind: 'clerical' }),
      add('services', { code: 'G0556', service_on: '2026-06-01' }),
    ),
    on('2026-06-07', 'G0569'),
  ),
]

const places: readonly Scenario[] = [
  ...(
    [
      ['office', '11'],
      ['fqhc', '50'],
      ['rhc', '72'],
      ['outpatient', '22'],
    ] as const
  ).map(([clinic, pos]) =>
    scenario(`place of service of the clinic: ${clinic}`, subsequent({ clinic }), {
      b: '99493',
      pos,
    }),
  ),
  scenario('the NPI of the billing practitioner', subsequent(40), {
    b: '99493',
    npi: '1000000031',
  }),
  scenario(
    'the NPI on the add-on line is the same, and so is the date',
    subsequent(80, closed('2026-06-20')),
    { b: '99493 99494', npi: '1000000031', s: '2026-06-20' },
  ),
  scenario(
    'a second episode has its own clinic',
    subsequent(
      40,
      add('episodes', {
        episode_id: 'old',
        clinic_id: 'rhc',
        referred_on: '2024-01-01',
        enrolled_on: '2024-01-01',
        closed_on: '2025-01-31',
        close_reason: 'goals_met',
      }),
    ),
    { b: '99493', pos: '11' },
  ),
]

const missing = 'consent-missing diagnosis-missing outcome-monitoring-missing'
const bare: Change = all((story) => ({ ...story, consents: [], diagnoses: [], scores: [] }))
const service = (code: string): Change => add('services', { code, service_on: '2026-06-30' })

const precedence: readonly Scenario[] = [
  scenario('all that is missing is told, not the first', subsequent(40, bare), {
    h: missing,
    m: 40,
    proposed: '99493',
  }),
  scenario(
    'a payer that does not cover outweighs what is missing, and all is told',
    subsequent(40, bare, policy({ covered: false })),
    { n: `payer-not-covered ${missing}`, m: 40 },
  ),
  scenario(
    'already billed outweighs what is missing, and all is told',
    subsequent(40, bare, service('99493')),
    { n: `already-billed ${missing}`, m: 40 },
  ),
  scenario(
    'a conflict outweighs what is missing, and all is told',
    subsequent(40, bare, service('99484')),
    { n: `code-conflict ${missing}`, m: 40 },
  ),
  scenario('below every band what is missing stands beside', subsequent(10, bare), {
    n: `below-minimum ${missing}`,
    m: 10,
  }),
  scenario(
    'several reasons of no_bill are all told',
    subsequent(10, service('99493'), service('99484'), policy({ covered: false })),
    { n: 'below-minimum already-billed code-conflict payer-not-covered', m: 10 },
  ),
  scenario(
    'missing coverage stands beside what else is missing',
    subsequent(40, bare, (story) => ({ ...story, coverages: [] })),
    { h: `coverage-missing ${missing}`, m: 40 },
  ),
  scenario(
    'everything that can be missing in an initial month is told at once',
    initial(
      40,
      bare,
      (story) => ({ ...story, visits: [], care_plans: [], case_reviews: [], meetings: [] }),
      amend('episodes', { referred_by: null, entered_at: '2026-07-01' }),
      amend('staff', { prescriber: false }),
      amend('staff', { npi: null }),
      amend('activities', { kind: 'follow_up', technique: null }),
    ),
    {
      h:
        'consent-missing initiating-visit-missing diagnosis-missing practitioner-ineligible ' +
        'consultant-unqualified registry-entry-missing caseload-consultation-missing ' +
        'outreach-engagement-missing initial-assessment-missing treatment-plan-missing ' +
        'consultant-review-missing brief-intervention-missing',
      m: 40,
    },
  ),
  scenario(
    'a month without any activity has no reason but below-minimum',
    subsequent(0, bare, service('99493'), service('99484'), policy({ covered: false })),
    { n: 'below-minimum', m: 0 },
  ),
  scenario(
    'no activity and no coverage: no reason but below-minimum',
    subsequent(0, (story) => ({ ...story, coverages: [] })),
    { n: 'below-minimum', m: 0 },
  ),
  scenario(
    'nothing but clerical work: the reasons are complete',
    subsequent(0, later('10', 60, { kind: 'clerical', reached: false, modality: 'none' }), bare),
    {
      n: `below-minimum ${missing} registry-tracking-missing brief-intervention-missing`,
      m: 0,
      excluded: { clerical: 3600 },
    },
  ),
  scenario('late time and what is missing are told together', subsequent(20, lateTime, bare), {
    h: `time-recorded-late ${missing}`,
    m: 20,
  }),
  scenario(
    'late time under a payer that does not cover',
    subsequent(20, lateTime, policy({ covered: false })),
    { n: 'payer-not-covered time-recorded-late', m: 20 },
  ),
  scenario('notes stand beside a bill only as notes', subsequent(200), {
    b: '99493 99494x4',
    notes: 'add-on-capped',
    m: 200,
  }),
]

function lateTime(story: Parameters<Change>[0]): ReturnType<Change> {
  return later('15', 20, { recorded_at: '2026-07-15T10:00' })(story)
}

export const claimFacts: readonly Scenario[] = [...dates, ...places, ...precedence]
