/** Plans and reviews of a first month, and its list for G2214 (billing.md 6). */
import { initial } from './case.ts'
import { referred } from './first-month.ts'
import { type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99492', m: 40 }

const holds = (h: string): Expected => ({ h, m: 40, proposed: '99492' })

const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted

const change = (wanted: string, given: Given<'activities'>): Change =>
  amend('activities', given, id(wanted))

const plan = (effective_on: string, more: Given<'care_plans'> = {}): Change =>
  only('care_plans', { effective_on, ...more })

const plans: readonly Scenario[] = [
  scenario('no care plan', initial(40, drop('care_plans')), holds('treatment-plan-missing')),
  scenario('a plan of the last day of the month', initial(40, plan('2026-06-30')), bills),
  scenario(
    'a plan of the month after',
    initial(40, plan('2026-07-01')),
    holds('treatment-plan-missing'),
  ),
  scenario('a plan of the day of referral', initial(40, plan('2026-06-01')), bills),
  scenario(
    'a plan of the day before the referral',
    initial(40, plan('2026-05-31')),
    holds('treatment-plan-missing'),
  ),
  scenario(
    'a plan between an earlier referral and the month',
    initial(40, referred('2026-05-10'), plan('2026-05-12'), only('scores', phq9('2026-06-01', 16))),
    bills,
  ),
  scenario(
    'a plan after the closing',
    initial(
      40,
      amend('episodes', { closed_on: '2026-06-20', close_reason: 'withdrew' }),
      plan('2026-06-21'),
    ),
    holds('treatment-plan-missing'),
  ),
]

const review = (given: Given<'case_reviews'>): Change => amend('case_reviews', given)

const recommends = { recommendation: 'raise the dose', recommends_change: true } as const

const reviews: readonly Scenario[] = [
  scenario('no case review', initial(40, drop('case_reviews')), holds('consultant-review-missing')),
  scenario(
    'a case review of the month before',
    initial(40, referred('2026-05-10'), review({ reviewed_on: '2026-05-31' })),
    holds('consultant-review-missing'),
  ),
  scenario(
    'a case review by a consultant who is not on the team',
    initial(40, review({ psychiatric_consultant_id: 'pc2' })),
    holds('consultant-review-missing'),
  ),
  scenario(
    'a review on the last day',
    initial(40, review({ reviewed_on: '2026-06-30', decided_on: '2026-06-30' })),
    bills,
  ),
  scenario(
    'a change recommended and nothing done',
    initial(40, review(recommends)),
    holds('plan-not-updated'),
  ),
  ...(['accepted', 'modified', 'pending'] as const).map((decision) =>
    scenario(
      `a change recommended and ${decision}, without a plan`,
      initial(40, review({ ...recommends, decision })),
      holds('plan-not-updated'),
    ),
  ),
  scenario(
    'a change recommended and declined',
    initial(40, review({ ...recommends, decision: 'declined' })),
    bills,
  ),
  scenario(
    'a change recommended and a plan of that day',
    initial(40, review(recommends), add('care_plans', { effective_on: '2026-06-09' })),
    bills,
  ),
  scenario(
    'a change recommended and a plan later in the month',
    initial(40, review(recommends), add('care_plans', { effective_on: '2026-06-30' })),
    bills,
  ),
  scenario(
    'a change recommended and a plan of the day before',
    initial(40, review(recommends), add('care_plans', { effective_on: '2026-06-08' })),
    holds('plan-not-updated'),
  ),
  scenario(
    'each review of the month that recommends a change: one of two not followed',
    initial(
      40,
      review({ ...recommends, decision: 'declined' }),
      add('case_reviews', { ...recommends, reviewed_on: '2026-06-24', decided_on: '2026-06-25' }),
    ),
    holds('plan-not-updated'),
  ),
  scenario(
    'one plan after both reviews follows both',
    initial(
      40,
      review(recommends),
      add('case_reviews', { ...recommends, reviewed_on: '2026-06-24', decided_on: '2026-06-25' }),
      add('care_plans', { effective_on: '2026-06-25' }),
    ),
    bills,
  ),
  scenario(
    'a plan after the month follows it',
    initial(40, review(recommends), add('care_plans', { effective_on: '2026-07-02' })),
    bills,
    'reading chosen: a plan effective on or after the review, however late; other reading: not ' +
      'after the last day of the month, so that plan-not-updated holds',
  ),
  scenario(
    'entered by the care manager and not confirmed',
    initial(40, review({ entered_by: 'cm1' })),
    holds('consultant-review-missing'),
  ),
  scenario(
    'entered by the care manager and confirmed by the consultant',
    initial(
      40,
      review({ entered_by: 'cm1', confirmed_by: 'pc1', confirmed_at: '2026-06-12T09:00' }),
    ),
    bills,
  ),
  scenario(
    'entered by the care manager and confirmed by another consultant',
    initial(
      40,
      review({ entered_by: 'cm1', confirmed_by: 'pc2', confirmed_at: '2026-06-12T09:00' }),
    ),
    holds('consultant-review-missing'),
  ),
  scenario('entered by the consultant', initial(40, review({ entered_by: 'pc1' })), bills),
]

const lists: readonly Scenario[] = [
  scenario(
    '99492 needs no coordination of its own',
    initial(
      40,
      change('coordination', { kind: 'registry' }),
      review({ decision: null, decided_by: null, decided_on: null }),
    ),
    bills,
  ),
  scenario(
    'G2214 in an initial month needs coordination, as 99493',
    initial(
      30,
      change('coordination', { kind: 'registry' }),
      review({ decision: null, decided_by: null, decided_on: null }),
    ),
    { h: 'care-coordination-missing', m: 30, proposed: 'G2214' },
  ),
  scenario(
    'G2214 in an initial month needs no treatment plan, no assessment and no referrer',
    initial(
      30,
      drop('care_plans'),
      change('first', { kind: 'follow_up' }),
      amend('episodes', { referred_by: null }),
    ),
    { b: 'G2214', m: 30 },
  ),
  scenario(
    'G2214 in an initial month needs no plan for a change recommended',
    initial(30, review(recommends)),
    { b: 'G2214', m: 30 },
  ),
  scenario(
    'G2214 in an initial month: a score of May is not of the month',
    initial(30, referred('2026-05-10'), only('scores', phq9('2026-05-20', 16))),
    { h: 'outcome-monitoring-missing', m: 30, proposed: 'G2214' },
  ),
  scenario(
    'below every band an initial month is judged by the list of 99493',
    initial(15, drop('care_plans'), only('scores', phq9('2026-05-31', 16)), referred('2026-05-10')),
    { n: 'below-minimum outcome-monitoring-missing', m: 15 },
  ),
]

export const plansAndReviews: readonly Scenario[] = [...plans, ...reviews, ...lists]
