/** Care team and registry entry (billing.md 6). */
import { general, initial, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const holds = (h: string, more: Expected = {}): Expected => ({ h, m: 40, ...more })

const consultant = (given: Given<'staff'>): Change =>
  amend('staff', given, ({ staff_id }) => staff_id === 'pc1')

const member = (role: 'care_manager' | 'psychiatric_consultant', given: Given<'care_team'>) =>
  amend('care_team', given, (each) => each.role === role)

const careTeam: readonly Scenario[] = [
  ...([false, null] as const).map((prescriber) =>
    scenario(
      `a consultant of whom prescribing is ${prescriber ?? 'not given'}`,
      subsequent(40, consultant({ prescriber })),
      holds('consultant-unqualified'),
    ),
  ),
  scenario(
    'a consultant qualified from after a day with counted time',
    subsequent(40, consultant({ qualified_from: '2026-06-04' })),
    holds('consultant-unqualified'),
  ),
  scenario(
    'a consultant qualified from the first day with counted time',
    subsequent(40, consultant({ qualified_from: '2026-06-03' })),
    bills,
  ),
  scenario(
    'a consultant whose qualification ended on the last day with counted time',
    subsequent(40, consultant({ qualified_to: '2026-06-11' })),
    bills,
  ),
  scenario(
    'a consultant whose qualification ended the day before',
    subsequent(40, consultant({ qualified_to: '2026-06-10' })),
    holds('consultant-unqualified'),
  ),
  scenario(
    'no consultant on the team',
    subsequent(
      40,
      drop('care_team', ({ role }) => role === 'psychiatric_consultant'),
    ),
    { h: 'consultant-unqualified', among: true },
  ),
  scenario(
    'the consultant left the team before a day with counted time',
    subsequent(40, member('psychiatric_consultant', { ends_on: '2026-06-10' })),
    { h: 'consultant-unqualified', among: true },
  ),
  scenario(
    'the consultant left and another came: one on every day',
    subsequent(
      40,
      member('psychiatric_consultant', { ends_on: '2026-06-10' }),
      add('care_team', {
        role: 'psychiatric_consultant',
        staff_id: 'pc2',
        starts_on: '2026-06-11',
      }),
      secondConsultantMeets,
    ),
    bills,
  ),
  scenario(
    'a gap in the consultants on days without counted time',
    subsequent(
      40,
      member('psychiatric_consultant', { ends_on: '2026-06-07' }),
      add('care_team', {
        role: 'psychiatric_consultant',
        staff_id: 'pc2',
        starts_on: '2026-06-10',
      }),
      amend('case_reviews', { reviewed_on: '2026-06-07' }),
      secondConsultantMeets,
    ),
    bills,
  ),
  scenario(
    'a second consultant who may not prescribe harms nothing',
    subsequent(
      40,
      amend('staff', { prescriber: false }, ({ staff_id }) => staff_id === 'pc2'),
      add('care_team', {
        role: 'psychiatric_consultant',
        staff_id: 'pc2',
        starts_on: '2026-04-01',
      }),
    ),
    bills,
  ),
  scenario(
    'the care manager left; a care manager who is not on the team does the rest',
    subsequent(
      40,
      member('care_manager', { ends_on: '2026-06-10' }),
      amend('activities', { staff_id: 'cm2' }, ({ activity_id }) => activity_id === 'coordination'),
    ),
    { h: 'care-manager-unqualified', among: true, m: 40 },
  ),
  scenario(
    'no care manager on the team',
    subsequent(
      40,
      drop('care_team', ({ role }) => role === 'care_manager'),
    ),
    { h: 'care-manager-unqualified', among: true, m: 40 },
  ),
  scenario(
    "the team's care manager is not qualified and a qualified one stands in",
    subsequent(
      40,
      amend('staff', { qualification: null }, ({ staff_id }) => staff_id === 'cm1'),
      amend('activities', { staff_id: 'cm2' }),
    ),
    holds('care-manager-unqualified'),
  ),
  scenario(
    'one person as care manager and consultant is not a team of three',
    subsequent(40, member('psychiatric_consultant', { staff_id: 'cm1' })),
    { h: 'consultant-unqualified', among: true },
  ),
  scenario(
    'without counted time the last enrolled day decides: a consultant who left',
    subsequent(0, clericalOnly, member('psychiatric_consultant', { ends_on: '2026-06-29' })),
    { n: 'below-minimum consultant-unqualified', among: true },
  ),
  scenario(
    'without counted time the last enrolled day decides: a consultant who came late',
    subsequent(0, clericalOnly, member('psychiatric_consultant', { starts_on: '2026-06-30' })),
    { n: 'below-minimum', among: true, lacks: 'consultant-unqualified' },
  ),
  scenario(
    'general BHI needs neither care manager nor consultant, registry nor meetings',
    general(20, amend('episodes', { entered_at: '2026-12-31' })),
    { b: '99484', m: 20 },
  ),
]

const registry: readonly Scenario[] = [
  scenario(
    'entered in the registry on the last day of the month',
    subsequent(40, amend('episodes', { entered_at: '2026-06-30' })),
    bills,
  ),
  scenario(
    'entered in the registry after the month',
    subsequent(40, amend('episodes', { entered_at: '2026-07-01' })),
    holds('registry-entry-missing'),
  ),
  scenario(
    'entered when enrolled, where nothing else is said: after the month',
    initial(40, amend('episodes', { enrolled_on: '2026-07-01' })),
    { h: 'registry-entry-missing', m: 40 },
  ),
]

function secondConsultantMeets(story: Parameters<Change>[0]): ReturnType<Change> {
  return amend(
    'meetings',
    { psychiatric_consultant_id: 'pc2' },
    ({ started_at }) =>
      started_at >= (story.care_team.find(({ staff_id }) => staff_id === 'pc2')?.starts_on ?? ''),
  )(story)
}

function clericalOnly(story: Parameters<Change>[0]): ReturnType<Change> {
  return add('activities', activity('clerical', '2026-06-10T09:00', 60))(story)
}

export const team: readonly Scenario[] = [...careTeam, ...registry]
