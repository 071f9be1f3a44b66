/** The case review of a later month (billing.md 6). */
import { subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const holds = (h: string): Expected => ({ h, m: 40, proposed: '99493' })

const reviewed = (reviewed_on: string, more: Given<'case_reviews'> = {}): Change =>
  amend('case_reviews', { reviewed_on, decided_on: reviewed_on, ...more })

export const progress: readonly Scenario[] = [
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
