/** After the closing day nothing proves (billing.md 6). */
import { initial, subsequent } from './case.ts'
import { activity, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, only } from './story.ts'

const closed = (closed_on: string): Change =>
  amend('episodes', { closed_on, close_reason: 'goals_met' })

const bills: Expected = { b: '99493', m: 40 }

const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted

const undecided = { decision: null, decided_by: null, decided_on: null } as const

const closings: readonly Scenario[] = [
  scenario(
    'a meeting after the closing, in the same week, proves nothing',
    subsequent(40, closed('2026-06-15')),
    { h: 'caseload-consultation-missing', m: 40 },
  ),
  scenario(
    'a diagnosis recorded after the closing proves nothing',
    subsequent(40, closed('2026-06-14'), amend('diagnoses', { recorded_on: '2026-06-15' })),
    { h: 'diagnosis-missing', m: 40 },
  ),
  scenario(
    'a registry entry after the closing proves nothing',
    subsequent(40, closed('2026-06-14'), amend('episodes', { entered_at: '2026-06-15' })),
    { h: 'registry-entry-missing', m: 40 },
  ),
  scenario(
    'a visit after the closing proves nothing, and excludes nothing',
    initial(40, closed('2026-06-14'), only('visits', { visit_on: '2026-06-15' })),
    { h: 'initiating-visit-missing', m: 40, excluded: {} },
  ),
  scenario(
    'a relapse plan after the closing proves nothing',
    subsequent(
      40,
      closed('2026-06-14'),
      add('scores', phq9('2026-06-12', 3)),
      add('relapse_plans', { made_on: '2026-06-15' }),
    ),
    { h: 'relapse-prevention-missing', m: 40 },
  ),
  scenario(
    'a coordination after the closing proves nothing',
    subsequent(40, closed('2026-06-10'), amend('case_reviews', undecided)),
    { h: 'care-coordination-missing', m: 30, excluded: { 'not-enrolled': 600 } },
  ),
  scenario(
    'a decision after the closing proves nothing',
    subsequent(
      40,
      closed('2026-06-14'),
      amend('activities', { kind: 'registry' }, id('coordination')),
      amend('case_reviews', { decided_on: '2026-06-15' }),
    ),
    { h: 'care-coordination-missing', m: 40 },
  ),
  scenario(
    'a refusal after the closing does not follow a recommendation',
    initial(
      40,
      closed('2026-06-14'),
      amend('case_reviews', {
        recommends_change: true,
        decision: 'declined',
        decided_on: '2026-06-15',
      }),
    ),
    { h: 'plan-not-updated', m: 40 },
  ),
  scenario(
    'an intervention after the closing proves nothing',
    subsequent(
      40,
      closed('2026-06-14'),
      amend('activities', { kind: 'follow_up', technique: null }, id('intervention')),
      add('activities', activity('brief_intervention', '2026-06-15T09:00', 20)),
    ),
    { h: 'brief-intervention-missing', m: 40, excluded: { 'not-enrolled': 1200 } },
  ),
  scenario(
    'closed in the month before, with work in this one: no time counts',
    subsequent(40, closed('2026-05-31')),
    { n: 'below-minimum', among: true, m: 0, excluded: { 'not-enrolled': 2400 } },
  ),
  scenario(
    'all of it on the closing day is in order',
    subsequent(
      40,
      closed('2026-06-10'),
      amend(
        'activities',
        { started_at: '2026-06-10T09:00', ended_at: '2026-06-10T09:20' },
        id('first'),
      ),
      amend(
        'activities',
        { started_at: '2026-06-10T10:00', ended_at: '2026-06-10T10:10' },
        id('intervention'),
      ),
      amend(
        'activities',
        { started_at: '2026-06-10T11:00', ended_at: '2026-06-10T11:10' },
        id('coordination'),
      ),
      amend(
        'scores',
        { administered_on: '2026-06-10' },
        ({ administered_on }) => administered_on > '2026-06',
      ),
      amend('case_reviews', { reviewed_on: '2026-06-10' }),
    ),
    { ...bills, s: '2026-06-10' },
  ),
]

export const closingDays: readonly Scenario[] = [...closings]
