/** The elements of 99492 and G0568, met by each way and unmet in each (billing.md 6). */
import { initial } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99492', m: 40 }
const holds = (h: string): Expected => ({ h, m: 40, proposed: '99492' })
const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted
const change = (wanted: string, given: Given<'activities'>): Change =>
  amend('activities', given, id(wanted))

/** Referred on an earlier day in May; team and consent from then on. */
const referred = (day: string): Change =>
  all(
    amend('episodes', { referred_on: day, enrolled_on: day }),
    amend('care_team', { starts_on: day }),
    amend('consents', { obtained_at: `${day}T08:00` }),
  )

const outreach: readonly Scenario[] = [
  scenario(
    'referred by nobody',
    initial(40, amend('episodes', { referred_by: null })),
    holds('outreach-engagement-missing'),
  ),
  scenario(
    'referred by a care manager',
    initial(40, amend('episodes', { referred_by: 'cm1' })),
    holds('outreach-engagement-missing'),
  ),
  scenario(
    'referred by a practitioner who is not on the team',
    initial(40, amend('episodes', { referred_by: 'bp2' })),
    bills,
  ),
  scenario(
    'nobody was reached in the month',
    initial(40, amend('activities', { reached: false })),
    holds('outreach-engagement-missing brief-intervention-missing'),
  ),
  scenario(
    'reached once, by a nurse whose time does not count',
    initial(
      40,
      amend('activities', { reached: false }, ({ activity_id }) => activity_id !== 'intervention'),
      change('intervention', { kind: 'follow_up', technique: null, reached: false }),
      add('activities', activity('follow_up', '2026-06-20T09:00', 5, { staff_id: 'cs1' })),
    ),
    holds('brief-intervention-missing'),
  ),
]

const assessment: readonly Scenario[] = [
  scenario(
    'no assessment',
    initial(40, change('first', { kind: 'follow_up' })),
    holds('initial-assessment-missing'),
  ),
  scenario(
    'an assessment that reached nobody',
    initial(40, change('first', { reached: false })),
    bills,
  ),
  scenario(
    'an assessment by a nurse, whose time does not count, proves',
    initial(
      40,
      change('first', { kind: 'follow_up' }),
      add('activities', activity('assessment', '2026-06-05T09:00', 30, { staff_id: 'cs1' })),
    ),
    bills,
  ),
  scenario(
    'an assessment recorded late proves',
    initial(
      40,
      change('first', { kind: 'follow_up' }),
      add(
        'activities',
        activity('assessment', '2026-06-05T09:00', 5, { recorded_at: '2026-07-05T09:00' }),
      ),
    ),
    bills,
  ),
  scenario('no score', initial(40, drop('scores')), holds('initial-assessment-missing')),
  scenario(
    'a score of the last day of the month',
    initial(40, only('scores', phq9('2026-06-30', 16))),
    bills,
  ),
  scenario(
    'a score of the month after',
    initial(40, only('scores', phq9('2026-07-01', 16))),
    holds('initial-assessment-missing'),
  ),
  scenario(
    'a score 14 days before the first of the month',
    initial(40, referred('2026-05-10'), only('scores', phq9('2026-05-18', 16))),
    bills,
  ),
  scenario(
    'a score 15 days before the first of the month',
    initial(40, referred('2026-05-10'), only('scores', phq9('2026-05-17', 16))),
    holds('initial-assessment-missing'),
  ),
  scenario(
    'a score on the day of referral, within the 14 days',
    initial(40, referred('2026-05-20'), only('scores', phq9('2026-05-20', 16))),
    bills,
  ),
  scenario(
    'a score on the day before the referral, within the 14 days',
    initial(40, referred('2026-05-21'), only('scores', phq9('2026-05-20', 16))),
    holds('initial-assessment-missing'),
  ),
  scenario(
    'another instrument than the target',
    initial(
      40,
      only('scores', {
        instrument: 'gad-7',
        items: '2 2 2 2 2 2 2',
        administered_on: '2026-06-02',
      }),
    ),
    bills,
  ),
  scenario(
    'a total that was imported without items',
    initial(40, only('scores', { total: 16, administered_on: '2026-06-02' })),
    bills,
  ),
  scenario(
    'one blank makes a prorated form, which proves nothing',
    initial(40, only('scores', { items: '2 2 2 2 2 2 2 2 -', administered_on: '2026-06-02' })),
    holds('initial-assessment-missing'),
  ),
  scenario(
    'three blanks make an unscorable form, which proves nothing',
    initial(40, only('scores', { items: '2 2 2 2 2 2 - - -', administered_on: '2026-06-02' })),
    holds('initial-assessment-missing'),
  ),
]

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

const interventions: readonly Scenario[] = [
  scenario(
    'a brief intervention without a technique',
    initial(40, change('intervention', { technique: null })),
    holds('brief-intervention-missing'),
  ),
  scenario(
    'a brief intervention that reached nobody',
    initial(40, change('intervention', { reached: false })),
    holds('brief-intervention-missing'),
  ),
  scenario(
    'a follow-up with a technique is no brief intervention',
    initial(40, change('intervention', { kind: 'follow_up' })),
    holds('brief-intervention-missing'),
  ),
  ...(['motivational_interviewing', 'problem_solving', 'supportive', 'other'] as const).map(
    (technique) =>
      scenario(
        `a brief intervention with ${technique}`,
        initial(40, change('intervention', { technique })),
        bills,
      ),
  ),
  scenario(
    'a brief intervention that is billed separately proves, though its time does not count',
    initial(
      40,
      change('intervention', { kind: 'follow_up', technique: null }),
      add(
        'activities',
        activity('brief_intervention', '2026-06-20T09:00', 45, { billed_as: '90834' }),
      ),
    ),
    { ...bills, excluded: { 'separately-billed': 2700 } },
  ),
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

export const firstMonth: readonly Scenario[] = [
  ...outreach,
  ...assessment,
  ...plans,
  ...reviews,
  ...interventions,
  ...lists,
]
