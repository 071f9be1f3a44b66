/** Six months without collaborative care end an episode (billing.md 5). */
import { subsequent } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop, only, type Story } from './story.ts'

/**
 * Enrolled on 1 November 2025 with 40 minutes then and on 14 January 2026; back in the given month
 * with 80 minutes, everything fresh. A later month bills an add-on with these, an initial one not.
 */
export function back(month: string, ...changes: readonly Change[]): Story {
  return subsequent(
    { minutes: 80, month },
    amend('episodes', { referred_on: '2025-11-01', enrolled_on: '2025-11-01' }),
    amend('care_team', { starts_on: '2025-11-01' }),
    amend('consents', { obtained_at: '2025-11-01T08:00' }),
    only('visits', { visit_on: '2025-10-22' }),
    only('scores', phq9('2025-11-01', 16), phq9(`${month}-04`, 16)),
    only('care_plans', { effective_on: '2025-11-01' }, { effective_on: `${month}-04` }),
    drop('activities', ({ activity_id }) => activity_id === 'start'),
    amend('activities', { kind: 'assessment' }, ({ activity_id }) => activity_id === 'first'),
    add(
      'activities',
      activity('assessment', '2025-11-03T09:00:00', 40),
      activity('follow_up', '2026-01-14T09:00:00', 40),
    ),
    ...changes,
  )
}

const served = (on: string, minutes: number, more: Given<'activities'> = {}): Change =>
  add('activities', activity('follow_up', `${on}T09:00:00`, minutes, more))

const reviewOn = (reviewed_on: string, more: Given<'case_reviews'> = {}): Change =>
  add('case_reviews', { reviewed_on, decided_on: reviewed_on, ...more })

const late = { recorded_at: '2026-07-20T10:00' }

const attested = { attested_by: 'cm1', attested_at: '2026-07-21T10:00', attest_reason: 'forgotten' }

const ofReturn = ({ started_at }: { started_at: string }) => started_at >= '2026-08'

const again: Expected = { b: '99492', m: 80, excluded: {} }

const goesOn: Expected = { b: '99493 99494', m: 80, excluded: {} }

const gaps: readonly Scenario[] = [
  scenario('five empty months: July goes on', back('2026-07'), goesOn),
  scenario('six empty months: August starts a new episode', back('2026-08'), again),
  scenario('seven empty months: September starts a new episode', back('2026-09'), again),
  scenario('the new episode bills its later month as such', afterReturn(), goesOn),
  scenario(
    'eight minutes in May, unbilled, break the gap',
    back('2026-08', served('2026-05-03', 8)),
    goesOn,
  ),
  scenario(
    'one second of counted time breaks the gap',
    back('2026-08', served('2026-05-03', 1 / 60)),
    goesOn,
  ),
  scenario(
    'a case review in April breaks the gap',
    back('2026-08', reviewOn('2026-04-08')),
    goesOn,
  ),
  scenario(
    'a case review that is not decided breaks the gap',
    back('2026-08', reviewOn('2026-04-08', { decision: 'pending', decided_on: null })),
    goesOn,
  ),
  scenario(
    'a case review entered by the care manager and not confirmed breaks nothing',
    back('2026-08', reviewOn('2026-04-08', { entered_by: 'cm1' })),
    again,
  ),
  scenario(
    'a held meeting in which the patient was not discussed breaks nothing',
    back(
      '2026-08',
      add('meetings', { started_at: '2026-04-08T12:00', ended_at: '2026-04-08T12:50' }),
    ),
    again,
  ),
  scenario(
    'clerical work breaks nothing',
    back('2026-08', served('2026-05-03', 8, { kind: 'clerical' })),
    again,
  ),
  scenario(
    'an unanswered call breaks nothing',
    back('2026-08', served('2026-05-03', 8, { kind: 'outreach', reached: false })),
    again,
  ),
  scenario('a score breaks nothing', back('2026-08', add('scores', phq9('2026-05-03', 12))), again),
  scenario(
    'late time breaks nothing until it is attested',
    back('2026-08', served('2026-05-03', 8, late)),
    again,
  ),
  scenario(
    'late time that is attested breaks the gap',
    back('2026-08', served('2026-05-03', 8, { ...late, ...attested })),
    goesOn,
  ),
  scenario(
    'late time alone after six empty months: held, as attested it would open a new episode',
    back('2026-08', amend('activities', { recorded_at: '2026-09-20T10:00' }, ofReturn)),
    { h: 'time-recorded-late', among: true, m: 0 },
  ),
  scenario(
    'late time of August does not end the gap: September starts the new episode',
    back('2026-09', served('2026-08-05', 40, { recorded_at: '2026-09-20T10:00' })),
    again,
  ),
  scenario(
    'late time of August, attested, ends the gap: September is a later month',
    back('2026-09', served('2026-08-05', 40, { recorded_at: '2026-09-20T10:00', ...attested })),
    goesOn,
  ),
  scenario(
    'time across the midnight that ends January is delivered in February too',
    back(
      '2026-08',
      add('activities', {
        ...activity('follow_up', '2026-01-31T23:50', 1),
        ended_at: '2026-02-01T00:10',
      }),
    ),
    goesOn,
  ),
  scenario(
    'an episode in which nothing has been delivered is not ended: the first service is initial',
    back(
      '2026-08',
      drop('activities', ({ started_at }) => started_at < '2026-08'),
    ),
    { b: '99492', m: 80 },
  ),
  scenario(
    'in an episode in which nothing has been delivered the old care plan stands',
    back(
      '2026-08',
      drop('activities', ({ started_at }) => started_at < '2026-08'),
      only('care_plans', { effective_on: '2025-11-01' }),
    ),
    { b: '99492', m: 80 },
  ),
]

/** August after the break, seen from September: a later month of the new episode. */
export function afterReturn(...changes: readonly Change[]): Story {
  return back(
    '2026-09',
    served('2026-08-05', 40),
    only('care_plans', { effective_on: '2026-08-05' }),
    ...changes,
  )
}

export const breaks: readonly Scenario[] = [...gaps]
