/** The elements of 99484 (billing.md 6). */
import { general } from './case.ts'
import { phq9 } from './rows.ts'
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

export const generalBhi: readonly Scenario[] = [...elements, ...continuity]
