/** First months that fall short, and 99492 once (billing.md 5). */
import { initial, policy, subsequent } from './case.ts'
import { before } from './reenrolled.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, type Story, seenIn } from './story.ts'

const fresh: Expected = { b: '99492', m: 40 }

/** May, the initial month, had so many minutes; June has 65. */
const firstMonth = (minutes: number): Story =>
  initial(
    65,
    amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
    amend('care_team', { starts_on: '2026-05-01' }),
    amend('consents', { obtained_at: '2026-05-01T08:00' }),
    amend('visits', { visit_on: '2026-04-20' }),
    add('activities', activity('assessment', '2026-05-20T09:00:00', minutes)),
  )

const unflagged: Expected = { lacks: 'initial-month-short' }

const short: Expected = { b: '99493', m: 65, notes: 'initial-month-short' }

const shortMonths: readonly Scenario[] = [
  scenario('eight minutes in May: June is 99493, and flagged', firstMonth(8), short),
  scenario('35 minutes in May: flagged', firstMonth(35), short),
  scenario('36 minutes in May: not flagged', firstMonth(36), { b: '99493', m: 65, ...unflagged }),
  scenario(
    'a third month is not flagged',
    all(
      seenIn('2026-07'),
      add(
        'activities',
        ...(['brief_intervention', 'coordination'] as const).map((kind, at) =>
          activity(kind, `2026-07-0${6 + at}T09:00:00`, 20, {
            technique: kind === 'brief_intervention' ? 'cognitive' : null,
          }),
        ),
      ),
      add('scores', { administered_on: '2026-07-06', items: '1 1 1 1 1 1 1 1 0' }),
      add(
        'meetings',
        ...['08', '15', '22', '29'].map((day) => ({
          meeting_id: `july-${day}`,
          started_at: `2026-07-${day}T12:00`,
          ended_at: `2026-07-${day}T12:50`,
        })),
      ),
    )(firstMonth(8)),
    { b: '99493', m: 40, ...unflagged },
  ),
  scenario(
    'clerical work alone in May leaves June initial',
    initial(
      65,
      amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
      amend('care_team', { starts_on: '2026-05-01' }),
      amend('consents', { obtained_at: '2026-05-01T08:00' }),
      add('activities', activity('clerical', '2026-05-20T09:00:00', 60)),
    ),
    { b: '99492', m: 65 },
  ),
  scenario(
    'time before the consent in May leaves June initial',
    initial(
      65,
      amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
      amend('care_team', { starts_on: '2026-05-01' }),
      add('activities', activity('follow_up', '2026-05-20T09:00:00', 60)),
    ),
    { b: '99492', m: 65 },
  ),
  scenario(
    'late time in May leaves June initial until it is attested',
    initial(
      65,
      amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
      amend('care_team', { starts_on: '2026-05-01' }),
      amend('consents', { obtained_at: '2026-05-01T08:00' }),
      add(
        'activities',
        activity('follow_up', '2026-05-20T09:00:00', 60, { recorded_at: '2026-06-20T09:00' }),
      ),
    ),
    { b: '99492', m: 65 },
  ),
]

const service = (service_on: string, more: Given<'services'> = {}): Change =>
  add('services', { code: '99492', service_on, ...more })

const sinceMay = all(
  amend('episodes', { referred_on: '2026-05-01', enrolled_on: '2026-05-01' }),
  amend('care_team', { starts_on: '2026-05-01' }),
)

const yearly = policy({ initial_code_once_per_calendar_year: true })

const once: readonly Scenario[] = [
  scenario(
    '99492 was billed in May for this episode: not again',
    initial(40, sinceMay, service('2026-05-31')),
    { n: 'initial-already-billed', m: 40 },
  ),
  scenario(
    'the same where somebody else billed it',
    initial(40, sinceMay, service('2026-05-31', { source: 'external' })),
    { n: 'initial-already-billed', m: 40 },
  ),
  scenario(
    '99492 billed in May does not forbid G2214',
    initial(35, sinceMay, service('2026-05-31')),
    { b: 'G2214', m: 35 },
  ),
  scenario(
    '99492 billed before the referral is not of this episode',
    initial(40, service('2026-05-31')),
    fresh,
  ),
  scenario(
    '99492 once a calendar year: of an earlier episode in January',
    initial({ month: '2026-10' }, yearly, before('2026-03-10'), service('2026-01-31')),
    { h: 'initial-code-used-this-year', m: 40, proposed: '99492' },
  ),
  scenario(
    '99492 once a calendar year: last December',
    initial({ month: '2026-10' }, yearly, before('2026-03-10'), service('2025-12-31')),
    fresh,
  ),
  scenario(
    '99492 once a calendar year does not hold 99493',
    subsequent(40, yearly, service('2026-04-30')),
    { b: '99493', m: 40 },
  ),
  scenario(
    '99492 once a calendar year does not hold G2214',
    initial({ minutes: 35, month: '2026-10' }, yearly, before('2026-03-10'), service('2026-01-31')),
    { b: 'G2214', m: 35 },
  ),
  scenario(
    'without that policy 99492 twice in a year is in order',
    initial({ month: '2026-10' }, before('2026-03-10'), service('2026-01-31')),
    fresh,
  ),
]

export const shortAndOnce: readonly Scenario[] = [...shortMonths, ...once]
