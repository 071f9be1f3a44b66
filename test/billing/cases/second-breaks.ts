/** Breaks after breaks, and over a turn of the year (billing.md 5). */
import { subsequent } from './case.ts'
import { activity } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const referredAt = (day: string): Change =>
  all(
    amend('episodes', { referred_on: day, enrolled_on: day }),
    amend('care_team', { starts_on: day }),
    amend('consents', { obtained_at: `${day}T08:00` }),
    drop('activities', ({ activity_id }) => activity_id === 'start'),
    amend('activities', { kind: 'assessment' }, ({ activity_id }) => activity_id === 'first'),
  )

const served = (...days: readonly string[]): Change =>
  add('activities', ...days.map((day) => activity('follow_up', `${day}T09:00:00`, 40)))

const spans: readonly Scenario[] = [
  scenario(
    'a second break starts a third episode',
    subsequent(
      { minutes: 80, month: '2026-08' },
      referredAt('2024-11-01'),
      served('2024-11-05', '2025-11-05', '2026-01-14'),
      amend('care_plans', { effective_on: '2026-08-02' }),
      only('visits', { visit_on: '2025-10-22' }),
    ),
    { b: '99492', m: 80 },
  ),
  scenario(
    'after a first break the gap of the second episode is counted anew',
    subsequent(
      { minutes: 80, month: '2026-04' },
      referredAt('2024-11-01'),
      served('2024-11-05', '2025-10-15'),
      amend('care_plans', { effective_on: '2025-10-10' }),
      only('visits', { visit_on: '2025-10-01' }),
    ),
    { b: '99493 99494', m: 80 },
  ),
  scenario(
    'a new episode after a break that closes in its first month',
    subsequent(
      { minutes: 80, month: '2026-08' },
      referredAt('2025-11-01'),
      served('2025-11-05', '2026-01-14'),
      amend('care_plans', { effective_on: '2026-08-02' }),
      only('visits', { visit_on: '2025-10-22' }),
      amend('episodes', { closed_on: '2026-08-20', close_reason: 'transferred' }),
    ),
    { b: '99492', m: 80, s: '2026-08-20' },
  ),
  scenario(
    'a new episode after a break that falls short is flagged in its second month',
    subsequent(
      { minutes: 40, month: '2026-09' },
      referredAt('2025-11-01'),
      served('2025-11-05', '2026-01-14'),
      add('activities', activity('assessment', '2026-08-20T09:00:00', 10)),
    ),
    { ...bills, notes: 'initial-month-short' },
  ),
  scenario(
    'over a turn of the year: last service in July, February starts anew',
    subsequent(
      { minutes: 80, month: '2027-02' },
      referredAt('2026-07-01'),
      served('2026-07-15'),
      amend('care_plans', { effective_on: '2027-02-01' }),
      only('visits', { visit_on: '2026-06-22' }),
    ),
    { b: '99492', m: 80 },
  ),
  scenario(
    'over a turn of the year: last service in July, five empty months, January goes on',
    subsequent(
      { minutes: 80, month: '2027-01' },
      referredAt('2026-07-01'),
      served('2026-07-15'),
      only('visits', { visit_on: '2026-06-22' }),
    ),
    { b: '99493 99494', m: 80 },
  ),
]

export const secondBreaks: readonly Scenario[] = [...spans]
