/** The elements of 99492, met by each way and unmet in each (billing.md 6). */
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
export const referred = (day: string): Change =>
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

export const firstMonth: readonly Scenario[] = [...outreach, ...assessment, ...interventions]
