/** Registry tracking and coordination of 99493, G2214 and G0569 (billing.md 6). */
import { subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

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

/** The practitioner changes on 9 June, with a consent for both since before. */
function successor(story: Parameters<Change>[0]): ReturnType<Change> {
  return all(
    amend('care_team', { ends_on: '2026-06-08' }, ({ role }) => role === 'billing_practitioner'),
    add('care_team', { role: 'billing_practitioner', staff_id: 'bp2', starts_on: '2026-06-09' }),
    add('consents', { billing_practitioner_id: 'bp2', obtained_at: '2026-06-01T08:00' }),
  )(story)
}

export const laterMonths: readonly Scenario[] = [...tracking, ...coordination]
