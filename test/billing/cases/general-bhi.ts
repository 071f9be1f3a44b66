/** 99484 and G0323: general behavioral health integration (billing.md 4, 6 and 7). */
import { bySocialWorker, general, policy } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99484', m: 20 }
const holds = (h: string): Expected => ({ h, m: 20, proposed: '99484' })
const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted
const silent: Change = amend('activities', { kind: 'registry' }, id('coordination'))

const elements: readonly Scenario[] = [
  scenario('no score in the month', general(20, drop('scores')), holds('monitoring-missing')),
  scenario(
    'a score of the month before',
    general(20, only('scores', phq9('2026-05-31', 13))),
    holds('monitoring-missing'),
  ),
  scenario(
    'a prorated form does not monitor',
    general(20, only('scores', { administered_on: '2026-06-05', items: '1 1 1 1 1 1 1 1 -' })),
    holds('monitoring-missing'),
  ),
  scenario('no care plan', general(20, drop('care_plans')), holds('care-planning-missing')),
  scenario(
    'a care plan from before the episode',
    general(20, only('care_plans', { effective_on: '2026-03-31' })),
    holds('care-planning-missing'),
  ),
  scenario(
    'a care plan of the last day of the month',
    general(20, only('care_plans', { effective_on: '2026-06-30' })),
    bills,
  ),
  scenario(
    'a care plan after the month',
    general(20, only('care_plans', { effective_on: '2026-07-01' })),
    holds('care-planning-missing'),
  ),
  scenario(
    'worse by five since the first score: a plan of the month is asked for',
    general(20, only('scores', phq9('2026-04-01', 10), phq9('2026-06-05', 15))),
    holds('care-planning-missing'),
  ),
  scenario(
    'worse by four: the plan of the episode is enough',
    general(20, only('scores', phq9('2026-04-01', 10), phq9('2026-06-05', 14))),
    bills,
  ),
  scenario(
    'worse by five, and a plan of the month',
    general(
      20,
      only('scores', phq9('2026-04-01', 10), phq9('2026-06-05', 15)),
      add('care_plans', { effective_on: '2026-06-06' }),
    ),
    bills,
  ),
  scenario(
    'worse by five than the best, not than the first',
    general(
      20,
      only('scores', phq9('2026-04-01', 14), phq9('2026-05-05', 8), phq9('2026-06-05', 15)),
    ),
    bills,
  ),
  scenario(
    'worse in June and better by the end: the latest counts',
    general(
      20,
      only('scores', phq9('2026-04-01', 10), phq9('2026-06-05', 18), phq9('2026-06-25', 12)),
    ),
    bills,
  ),
  scenario(
    'scores of different instruments are not compared',
    general(
      20,
      only('scores', phq9('2026-04-01', 4), {
        administered_on: '2026-06-05',
        instrument: 'gad-7',
        items: '3 3 3 3 0 0 0',
      }),
    ),
    bills,
  ),
  scenario('no coordination', general(20, silent), holds('care-coordination-missing')),
  scenario(
    'coordination without a counterpart is enough for 99484',
    general(20, amend('activities', { counterpart: null })),
    bills,
  ),
  scenario(
    'brief intervention is not asked for',
    general(20, amend('activities', { kind: 'follow_up', technique: null }, id('intervention'))),
    bills,
  ),
  scenario(
    'remission asks for no relapse plan',
    general(20, only('scores', phq9('2026-04-01', 16), phq9('2026-06-05', 2))),
    bills,
  ),
]

const role = (wanted: string) => (row: { role: string }) => row.role === wanted
const nurseChanges: Change = all(
  amend('care_team', { ends_on: '2026-06-14' }, role('clinical_staff')),
  add('care_team', { role: 'clinical_staff', staff_id: 'cs2', starts_on: '2026-06-15' }),
)
const practitionerChanges: Change = all(
  amend('care_team', { ends_on: '2026-06-14' }, role('billing_practitioner')),
  add('care_team', { role: 'billing_practitioner', staff_id: 'bp2', starts_on: '2026-06-15' }),
)

const continuity: readonly Scenario[] = [
  scenario('the nurse changes, the practitioner stays', general(20, nurseChanges), bills),
  scenario('the practitioner changes, the nurse stays', general(20, practitionerChanges), bills),
  scenario(
    'both change in the month',
    general(20, nurseChanges, practitionerChanges),
    holds('continuity-missing'),
  ),
  scenario(
    'both change, and a care manager is on the team all month',
    general(
      20,
      nurseChanges,
      practitionerChanges,
      add('care_team', { role: 'care_manager', staff_id: 'cm1', starts_on: '2026-04-01' }),
    ),
    bills,
  ),
  scenario(
    'one person in two stretches of the month without a gap is one and the same',
    general(
      20,
      practitionerChanges,
      amend('care_team', { ends_on: '2026-06-14' }, role('clinical_staff')),
      add('care_team', { role: 'clinical_staff', staff_id: 'cs1', starts_on: '2026-06-15' }),
    ),
    bills,
    'reading chosen: two rows that follow each other are one time on the team; other reading: a ' +
      'single row must span the month',
  ),
  scenario(
    'enrolled within the month: on the team on every enrolled day',
    general(
      20,
      amend('episodes', { referred_on: '2026-06-02', enrolled_on: '2026-06-02' }),
      amend('care_team', { starts_on: '2026-06-02' }),
      amend('consents', { obtained_at: '2026-06-02T08:00' }),
      amend('care_plans', { effective_on: '2026-06-02' }),
    ),
    bills,
  ),
  scenario(
    'closed within the month: on the team until then',
    general(
      20,
      amend('episodes', { closed_on: '2026-06-20', close_reason: 'goals_met' }),
      amend('care_team', { ends_on: '2026-06-20' }),
    ),
    { ...bills, s: '2026-06-20' },
  ),
]

const lists: readonly Scenario[] = [
  scenario(
    'below 20 minutes the list of 99484 stands beside',
    general(19, drop('care_plans'), silent),
    { n: 'below-minimum care-planning-missing care-coordination-missing', m: 19 },
  ),
  scenario(
    'everything missing is told at once',
    general(
      20,
      drop('care_plans'),
      drop('scores'),
      drop('visits'),
      drop('diagnoses'),
      drop('consents'),
      silent,
    ),
    {
      h:
        'consent-missing initiating-visit-missing diagnosis-missing monitoring-missing ' +
        'care-planning-missing care-coordination-missing',
      m: 20,
    },
  ),
  scenario(
    'a first month of general BHI is billed as any other',
    general(
      20,
      drop('activities', id('start')),
      amend('episodes', { referred_on: '2026-06-01', enrolled_on: '2026-06-01' }),
      amend('care_plans', { effective_on: '2026-06-01' }),
    ),
    bills,
  ),
  scenario(
    'six empty months do not end general BHI',
    general(
      20,
      amend('episodes', { referred_on: '2025-09-01', enrolled_on: '2025-09-01' }),
      amend('care_team', { starts_on: '2025-09-01' }),
      amend('consents', { obtained_at: '2025-09-01T08:00' }),
      amend('care_plans', { effective_on: '2025-09-01' }),
      amend('visits', { visit_on: '2025-08-22' }),
      amend(
        'activities',
        { started_at: '2025-09-03T09:00', ended_at: '2025-09-03T09:40' },
        id('start'),
      ),
    ),
    bills,
    'reading chosen: section 5 ends an episode for want of CoCM, and general BHI is not CoCM, so ' +
      'that its plan of September stands; other reading: any episode ends after six months',
  ),
]

const psychologist: Change = all(
  amend('care_team', { staff_id: 'bp-cp' }, role('billing_practitioner')),
  amend('consents', { billing_practitioner_id: 'bp-cp' }),
  amend('visits', { practitioner_id: 'bp-cp' }),
  amend('activities', { staff_id: 'bp-cp' }),
)
const counselor = (profession: 'counselor' | 'other') =>
  amend('staff', { profession }, ({ staff_id }) => staff_id === 'bp-csw')
const own = (h: string): Expected => ({ h, m: 20, proposed: 'G0323' })
const noCounterpart: Given<'activities'> = { counterpart: null }

const g0323: readonly Scenario[] = [
  scenario('a social worker bills G0323', bySocialWorker(20), {
    b: 'G0323',
    m: 20,
    npi: '1000000034',
  }),
  scenario('a psychologist bills G0323', bySocialWorker(20, psychologist), {
    b: 'G0323',
    m: 20,
    npi: '1000000033',
  }),
  scenario(
    'coordination must have a counterpart',
    bySocialWorker(20, amend('activities', noCounterpart)),
    own('care-coordination-missing'),
  ),
  scenario('no score', bySocialWorker(20, drop('scores')), own('monitoring-missing')),
  scenario('no plan', bySocialWorker(20, drop('care_plans')), own('care-planning-missing')),
  scenario('no visit', bySocialWorker(20, drop('visits')), own('initiating-visit-missing')),
  scenario('no consent', bySocialWorker(20, drop('consents')), own('consent-missing')),
  scenario(
    'without an NPI',
    bySocialWorker(20, amend('staff', { npi: null })),
    own('practitioner-ineligible'),
  ),
  scenario(
    "half of the minutes are a nurse's: below-minimum",
    bySocialWorker(20, amend('activities', { staff_id: 'cs1' }, id('first'))),
    { n: 'below-minimum', m: 10, excluded: { 'other-role': 600 } },
  ),
  scenario(
    'below 20 minutes the list of G0323 stands beside',
    bySocialWorker(10, amend('activities', noCounterpart)),
    { n: 'below-minimum care-coordination-missing', m: 10 },
  ),
  scenario(
    'a counselor where the policy names other professions',
    bySocialWorker(20, counselor('counselor'), policy({ g0323_other_professions: true })),
    { b: 'G0323', m: 20 },
  ),
  scenario('a counselor where it does not', bySocialWorker(20, counselor('counselor')), {
    h: 'practitioner-ineligible',
    among: true,
  }),
  scenario(
    'the work of a nurse before the first own time does not begin the year of the visit',
    bySocialWorker(
      20,
      amend('activities', { staff_id: 'cs1' }, id('start')),
      amend('visits', { visit_on: '2025-06-03' }),
    ),
    { b: 'G0323', m: 20 },
  ),
  scenario(
    'a visit 366 days before the first own time',
    bySocialWorker(
      20,
      amend('activities', { staff_id: 'cs1' }, id('start')),
      amend('visits', { visit_on: '2025-06-02' }),
    ),
    own('initiating-visit-missing'),
  ),
  scenario(
    'time of a consultation by somebody else is not their own',
    bySocialWorker(
      20,
      add('activities', activity('follow_up', '2026-06-20T09:00', 10, { staff_id: 'bp1' })),
    ),
    { b: 'G0323', m: 20 },
  ),
]

export const generalBhi: readonly Scenario[] = [...elements, ...continuity, ...lists, ...g0323]
