/** What a new episode after a break carries over (billing.md 5). */

import { afterReturn, back } from './breaks.ts'
import { policy } from './case.ts'
import { phq9, row } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, drop, only, type Story } from './story.ts'

const lastDays: Readonly<Record<string, string>> = {
  '-03T': '-25T',
  '-07T': '-26T',
  '-11T': '-28T',
}

const again: Expected = { b: '99492', m: 80, excluded: {} }

const goesOn: Expected = { b: '99493 99494', m: 80, excluded: {} }

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

export const afterBreaks: readonly Scenario[] = [...carried]
