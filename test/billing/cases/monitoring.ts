/** Scores and relapse prevention of later months (billing.md 6). */
import { initial, policy, subsequent } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const holds = (h: string): Expected => ({ h, m: 40, proposed: '99493' })

const id = (wanted: string) => (row: { activity_id: string }) => row.activity_id === wanted

const change = (wanted: string, given: Given<'activities'>): Change =>
  amend('activities', given, id(wanted))

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
      amend('episodes', { closed_on: '2026-06-14', close_reason: 'goals_met' }),
      scored(phq9('2026-06-15', 13)),
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

export const monitoringAndRelapse: readonly Scenario[] = [...monitoring, ...relapse]
