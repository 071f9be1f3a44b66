/** The elements of 99493, G2214 and G0569, met by each way and unmet in each (billing.md 6). */
import { initial, policy, subsequent } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }
const holds = (h: string): Expected => ({ h, m: 40, proposed: '99493' })
const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted
const change = (wanted: string, given: Given<'activities'>): Change =>
  amend('activities', given, id(wanted))
const ofJune = ({ activity_id }: { activity_id: string }) => activity_id !== 'start'
const nobody: Change = amend('activities', { reached: false, modality: 'none' }, ofJune)

const tracking: readonly Scenario[] = [
  scenario(
    'nobody reached and no attempt',
    subsequent(40, nobody),
    holds('registry-tracking-missing brief-intervention-missing'),
  ),
  scenario(
    'two attempts on different days',
    subsequent(
      40,
      nobody,
      change('first', { modality: 'phone' }),
      change('intervention', { modality: 'message' }),
    ),
    holds('brief-intervention-missing'),
  ),
  scenario(
    'two attempts on one day',
    subsequent(
      40,
      nobody,
      change('first', { modality: 'phone' }),
      add(
        'activities',
        activity('outreach', '2026-06-03T16:00', 5, { reached: false, modality: 'phone' }),
      ),
    ),
    holds('registry-tracking-missing brief-intervention-missing'),
  ),
  scenario(
    'one attempt',
    subsequent(40, nobody, change('first', { modality: 'video' })),
    holds('registry-tracking-missing brief-intervention-missing'),
  ),
  scenario(
    'an activity of May that reached the patient is not of the month',
    subsequent(40, nobody, add('activities', activity('follow_up', '2026-05-31T09:00', 20))),
    holds('registry-tracking-missing brief-intervention-missing'),
  ),
]

const undecided = { decision: null, decided_by: null, decided_on: null } as const
const silent: Change = all(
  change('coordination', { kind: 'registry' }),
  amend('case_reviews', undecided),
)
const decided = (given: Given<'case_reviews'>): Change =>
  all(change('coordination', { kind: 'registry' }), amend('case_reviews', given))

const coordination: readonly Scenario[] = [
  scenario(
    'neither coordination nor decision',
    subsequent(40, silent),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a coordination activity alone',
    subsequent(40, amend('case_reviews', undecided)),
    bills,
  ),
  scenario(
    'a coordination activity without a counterpart',
    subsequent(40, amend('case_reviews', undecided), change('coordination', { counterpart: null })),
    bills,
  ),
  ...(['accepted', 'modified', 'declined'] as const).map((decision) =>
    scenario(
      `a recommendation ${decision} by the practitioner alone`,
      subsequent(40, decided({ decision })),
      bills,
    ),
  ),
  scenario(
    'a recommendation still pending',
    subsequent(40, decided({ decision: 'pending' })),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a decision by somebody else',
    subsequent(40, decided({ decided_by: 'cm1' })),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a decision by a practitioner who is not on the team',
    subsequent(40, decided({ decided_by: 'bp2' })),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a decision of the last day of the month',
    subsequent(40, decided({ decided_on: '2026-06-30' })),
    bills,
  ),
  scenario(
    'a decision of the month after',
    subsequent(40, decided({ decided_on: '2026-07-01' })),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a decision in the month on a review of the month before',
    subsequent(40, decided({ reviewed_on: '2026-05-27', decided_on: '2026-06-02' })),
    bills,
  ),
  scenario(
    'a decision of the month before',
    subsequent(40, decided({ reviewed_on: '2026-05-27', decided_on: '2026-05-31' })),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a decision by the practitioner of the deciding day, who was followed by another',
    subsequent(40, decided({ decided_on: '2026-06-05' }), successor),
    bills,
  ),
  scenario(
    'a decision by a practitioner who has left the team by then',
    subsequent(40, decided({ decided_on: '2026-06-10' }), successor),
    holds('care-coordination-missing'),
  ),
  scenario(
    'a coordination activity by a nurse proves, though the time does not count',
    subsequent(
      40,
      silent,
      add('activities', activity('coordination', '2026-06-20T09:00', 5, { staff_id: 'cs1' })),
    ),
    { ...bills, excluded: { 'other-role': 300 } },
  ),
]

const reviewed = (reviewed_on: string, more: Given<'case_reviews'> = {}): Change =>
  amend('case_reviews', { reviewed_on, decided_on: reviewed_on, ...more })

const progress: readonly Scenario[] = [
  scenario(
    'no case review',
    subsequent(40, drop('case_reviews')),
    holds('progress-review-missing'),
  ),
  scenario('a case review 60 days old', subsequent(40, reviewed('2026-05-01')), bills),
  scenario(
    'a case review 61 days old',
    subsequent(40, reviewed('2026-04-30')),
    holds('progress-review-missing'),
  ),
  scenario('a case review of the last day', subsequent(40, reviewed('2026-06-30')), bills),
  scenario(
    'a case review after the month',
    subsequent(40, reviewed('2026-07-01')),
    holds('progress-review-missing'),
  ),
  scenario(
    'a change recommended and no plan: 99493 does not ask for one',
    subsequent(40, amend('case_reviews', { recommends_change: true })),
    bills,
  ),
  scenario(
    'a case review before the consent proves nothing',
    subsequent(
      40,
      amend('consents', { obtained_at: '2026-05-20T08:00' }),
      add('activities', activity('assessment', '2026-05-21T09:00', 40)),
      reviewed('2026-05-19'),
    ),
    holds('progress-review-missing'),
  ),
  scenario(
    'a case review after the closing proves nothing',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-20', close_reason: 'goals_met' }),
      reviewed('2026-06-21'),
    ),
    holds('progress-review-missing'),
  ),
  scenario(
    'entered by the care manager and not confirmed',
    subsequent(40, reviewed('2026-06-09', { entered_by: 'cm1' })),
    holds('progress-review-missing'),
  ),
]

const scored = (...given: readonly Given<'scores'>[]): Change => only('scores', ...given)
const june = '2026-06-20'

const monitoring: readonly Scenario[] = [
  scenario('no score', subsequent(40, drop('scores')), holds('outcome-monitoring-missing')),
  scenario(
    'a score of the last day of the month before',
    subsequent(40, scored(phq9('2026-05-31', 13))),
    holds('outcome-monitoring-missing'),
  ),
  scenario('a score of the first day', subsequent(40, scored(phq9('2026-06-01', 13))), bills),
  scenario('a score of the last day', subsequent(40, scored(phq9('2026-06-30', 13))), bills),
  scenario(
    'a total without items',
    subsequent(40, scored({ administered_on: june, total: 13 })),
    bills,
  ),
  scenario(
    'a prorated form',
    subsequent(40, scored({ administered_on: june, items: '2 2 2 2 2 1 1 - 0' })),
    holds('outcome-monitoring-missing'),
  ),
  scenario(
    'another instrument',
    subsequent(40, scored({ administered_on: june, instrument: 'gad-7', items: '1 1 1 1 1 1 1' })),
    bills,
  ),
  scenario(
    'a score after the closing proves nothing',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-15', close_reason: 'goals_met' }),
      scored(phq9('2026-06-16', 13)),
    ),
    holds('outcome-monitoring-missing'),
  ),
  scenario(
    'a score before the consent of that month proves: scores follow their own window',
    initial(
      80,
      amend('consents', { obtained_at: '2026-06-07T08:00' }),
      change('first', { started_at: '2026-06-08T09:00', ended_at: '2026-06-08T09:40' }),
    ),
    { b: '99492', m: 80 },
  ),
]

const remission = (total: number, on = june): Change => add('scores', phq9(on, total))
const asked = holds('relapse-prevention-missing')

const relapse: readonly Scenario[] = [
  scenario('a score of 4: a relapse plan is asked for', subsequent(40, remission(4)), asked),
  scenario('a score of 5 is not in remission', subsequent(40, remission(5)), {
    ...bills,
    elements: { 'relapse-prevention': 'not_applicable' },
  }),
  scenario(
    'a relapse plan of the episode',
    subsequent(40, remission(4), add('relapse_plans', { made_on: '2026-04-20' })),
    { ...bills, elements: { 'relapse-prevention': 'met' } },
  ),
  scenario(
    'a relapse plan from before the episode',
    subsequent(40, remission(4), add('relapse_plans', { made_on: '2026-03-31' })),
    asked,
  ),
  scenario(
    'a relapse prevention activity of the month',
    subsequent(
      40,
      remission(4),
      add('activities', activity('relapse_prevention', '2026-06-22T09:00', 5)),
    ),
    { b: '99493', m: 45 },
  ),
  scenario(
    'a relapse prevention activity of the month before',
    subsequent(
      40,
      remission(4),
      add('activities', activity('relapse_prevention', '2026-05-22T09:00', 5)),
    ),
    asked,
  ),
  scenario(
    'the latest score of the month decides: worse again',
    subsequent(40, remission(3, '2026-06-10'), remission(12, '2026-06-25')),
    bills,
  ),
  scenario(
    'the latest score of the month decides: better at last',
    subsequent(40, remission(12, '2026-06-10'), remission(3, '2026-06-25')),
    asked,
  ),
  scenario(
    'a total without items decides too',
    subsequent(40, add('scores', { administered_on: june, total: 2 })),
    asked,
  ),
  scenario(
    'a prorated form does not decide',
    subsequent(40, add('scores', { administered_on: june, items: '0 0 0 0 0 0 0 0 -' })),
    bills,
  ),
  scenario(
    'a later prorated form does not hide a remission',
    subsequent(
      40,
      remission(3, '2026-06-10'),
      add('scores', { administered_on: june, items: '2 2 2 2 2 2 2 2 -' }),
    ),
    asked,
  ),
  scenario(
    'another instrument than the target does not decide',
    subsequent(
      40,
      add('scores', { administered_on: june, instrument: 'gad-7', items: '0 0 0 0 0 0 0' }),
    ),
    bills,
  ),
  scenario(
    'a remission by the GAD-7 where that is the target',
    subsequent(
      40,
      amend('episodes', { target_instrument: 'gad-7' }),
      add('scores', { administered_on: june, instrument: 'gad-7', items: '1 1 1 1 0 0 0' }),
    ),
    asked,
  ),
  scenario(
    'a score after the month does not decide',
    subsequent(40, remission(3, '2026-07-02')),
    bills,
  ),
  scenario(
    'a remission of the month before is not this month',
    subsequent(40, policy({ score_max_age_days: 60 }), scored(phq9('2026-05-20', 3))),
    bills,
  ),
  scenario('99492 does not ask for a relapse plan', initial(40, remission(3)), { b: '99492' }),
  scenario('G2214 in an initial month does', initial(30, remission(3)), {
    h: 'relapse-prevention-missing',
    m: 30,
    proposed: 'G2214',
  }),
]

/** The practitioner changes on 9 June, with a consent for both since before. */
function successor(story: Parameters<Change>[0]): ReturnType<Change> {
  return all(
    amend('care_team', { ends_on: '2026-06-08' }, ({ role }) => role === 'billing_practitioner'),
    add('care_team', { role: 'billing_practitioner', staff_id: 'bp2', starts_on: '2026-06-09' }),
    add('consents', { billing_practitioner_id: 'bp2', obtained_at: '2026-06-01T08:00' }),
  )(story)
}

export const laterMonths: readonly Scenario[] = [
  ...tracking,
  ...coordination,
  ...progress,
  ...monitoring,
  ...relapse,
]
