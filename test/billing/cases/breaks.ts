/** Six months without collaborative care end an episode (billing.md 5). */
import { policy, subsequent } from './case.ts'
import { activity, type Given, phq9, row } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop, only, type Story } from './story.ts'

/**
 * Enrolled on 1 November 2025 with 40 minutes then and on 14 January 2026; back in the given month
 * with 80 minutes, everything fresh. A later month bills an add-on with these, an initial one not.
 */
function back(month: string, ...changes: readonly Change[]): Story {
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

const lastDays: Readonly<Record<string, string>> = {
  '-03T': '-25T',
  '-07T': '-26T',
  '-11T': '-28T',
}

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

const carried: readonly Scenario[] = [
  scenario(
    'care plans from before the new episode do not carry over',
    back('2026-08', only('care_plans', { effective_on: '2025-11-01' })),
    { h: 'treatment-plan-missing', proposed: '99492', m: 80 },
  ),
  scenario(
    'a care plan of the day before the new episode does not carry over',
    back('2026-08', only('care_plans', { effective_on: '2026-07-31' })),
    { h: 'treatment-plan-missing', m: 80 },
  ),
  scenario(
    'a care plan of the first day of its month is in the new episode',
    back('2026-08', only('care_plans', { effective_on: '2026-08-01' })),
    again,
  ),
  scenario(
    'the new episode is referred on the first of its month: an earlier score does not count',
    back('2026-08', only('scores', phq9('2026-07-25', 16))),
    { h: 'initial-assessment-missing', m: 80 },
  ),
  scenario(
    'the visit is asked for anew: more than 365 days before',
    back('2026-08', only('visits', { visit_on: '2025-08-02' })),
    { h: 'initiating-visit-missing', m: 80, proposed: '99492' },
  ),
  scenario(
    'the visit is asked for anew: 365 days before',
    back('2026-08', only('visits', { visit_on: '2025-08-03' })),
    again,
  ),
  scenario(
    'the referring practitioner carries over, and so does their absence',
    back('2026-08', amend('episodes', { referred_by: null })),
    { h: 'outreach-engagement-missing', m: 80 },
  ),
  scenario(
    'enrolled from the first of its month: weeks before the first service need a consultation',
    back(
      '2026-09',
      atMonthEnd,
      drop('meetings', ({ started_at }) => started_at < '2026-09-14'),
    ),
    { h: 'caseload-consultation-missing', m: 80 },
  ),
  scenario(
    'a 99492 of the episode before the break is not of this one',
    back('2026-08', add('services', { code: '99492', service_on: '2025-11-30' })),
    again,
  ),
  scenario(
    'a relapse plan from before the break does not carry over',
    afterReturn(
      add('scores', phq9('2026-09-20', 3)),
      add('relapse_plans', { made_on: '2026-01-14' }),
    ),
    { h: 'relapse-prevention-missing', m: 80 },
  ),
  scenario(
    'a relapse plan of the new episode counts',
    afterReturn(
      add('scores', phq9('2026-09-20', 3)),
      add('relapse_plans', { made_on: '2026-08-20' }),
    ),
    goesOn,
  ),
  scenario(
    'a case review from before the break is not of this episode, however old one may be',
    afterReturn(
      policy({ consultant_review_days: 365 }),
      only('case_reviews', { reviewed_on: '2026-01-13', decided_on: '2026-01-14' }),
    ),
    { h: 'progress-review-missing', m: 80 },
  ),
]

/** August after the break, seen from September: a later month of the new episode. */
function afterReturn(...changes: readonly Change[]): Story {
  return back(
    '2026-09',
    served('2026-08-05', 40),
    only('care_plans', { effective_on: '2026-08-05' }),
    ...changes,
  )
}

/** The month's work moves to its last days. */
function atMonthEnd(story: Story): Story {
  const moved = story.activities.map((each) => {
    if (!each.started_at.startsWith(story.month)) return each
    const to = (time: string) => time.replace(/-(03|07|11)T/, (day) => lastDays[day] ?? day)
    return row('activities', {
      ...each,
      started_at: to(each.started_at),
      ended_at: to(each.ended_at),
    })
  })
  return { ...story, activities: moved }
}
export const breaks: readonly Scenario[] = [...gaps, ...carried]
