/** Lists of general BHI, and G0323 (billing.md 4, 6 and 7). */
import { bySocialWorker, general, policy } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99484', m: 20 }

const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted

const silent: Change = amend('activities', { kind: 'registry' }, id('coordination'))

const role = (wanted: string) => (row: { role: string }) => row.role === wanted

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
    'a physician who takes over after the last own time does not bill the month',
    bySocialWorker(
      20,
      amend('care_team', { ends_on: '2026-06-24' }, role('billing_practitioner')),
      add('care_team', {
        role: 'billing_practitioner',
        staff_id: 'bp1',
        starts_on: '2026-06-25',
      }),
    ),
    { b: 'G0323', m: 20, npi: '1000000034' },
  ),
  scenario(
    'a social worker who took over from a physician bills the month',
    bySocialWorker(
      20,
      amend('care_team', { starts_on: '2026-06-02' }, role('billing_practitioner')),
      add('care_team', {
        role: 'billing_practitioner',
        staff_id: 'bp1',
        starts_on: '2026-04-01',
        ends_on: '2026-06-01',
      }),
    ),
    { b: 'G0323', m: 20, npi: '1000000034' },
  ),
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

export const socialWorkers: readonly Scenario[] = [...lists, ...g0323]
