/** What stands on a line: service date, place, practitioner (billing.md 2, 7). */
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change } from './story.ts'

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

export const claimFacts: readonly Scenario[] = [...dates, ...places]
