/** Which reasons stand together, and which outweighs (billing.md 8). */
import { initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

const later = (day: string, minutes = 20, more: Given<'activities'> = {}): Change =>
  add('activities', activity('follow_up', `2026-06-${day}T10:00:00`, minutes, more))

const missing = 'consent-missing diagnosis-missing outcome-monitoring-missing'

const bare: Change = all((story) => ({ ...story, consents: [], diagnoses: [], scores: [] }))

const service = (code: string): Change => add('services', { code, service_on: '2026-06-30' })

const precedence: readonly Scenario[] = [
  scenario('all that is missing is told, not the first', subsequent(40, bare), {
    h: missing,
    m: 40,
    proposed: '99493',
  }),
  scenario(
    'a payer that does not cover outweighs what is missing, and all is told',
    subsequent(40, bare, policy({ covered: false })),
    { n: `payer-not-covered ${missing}`, m: 40 },
  ),
  scenario(
    'already billed outweighs what is missing, and all is told',
    subsequent(40, bare, service('99493')),
    { n: `already-billed ${missing}`, m: 40 },
  ),
  scenario(
    'a conflict outweighs what is missing, and all is told',
    subsequent(40, bare, service('99484')),
    { n: `code-conflict ${missing}`, m: 40 },
  ),
  scenario('below every band what is missing stands beside', subsequent(10, bare), {
    n: `below-minimum ${missing}`,
    m: 10,
  }),
  scenario(
    'several reasons of no_bill are all told',
    subsequent(10, service('99493'), service('99484'), policy({ covered: false })),
    { n: 'below-minimum already-billed code-conflict payer-not-covered', m: 10 },
  ),
  scenario(
    'missing coverage stands beside what else is missing',
    subsequent(40, bare, (story) => ({ ...story, coverages: [] })),
    { h: `coverage-missing ${missing}`, m: 40 },
  ),
  scenario(
    'everything that can be missing in an initial month is told at once',
    initial(
      40,
      bare,
      (story) => ({ ...story, visits: [], care_plans: [], case_reviews: [], meetings: [] }),
      amend('episodes', { referred_by: null, entered_at: '2026-07-01' }),
      amend('staff', { prescriber: false }),
      amend('staff', { npi: null }),
      amend('activities', { kind: 'follow_up', technique: null }),
    ),
    {
      h:
        'consent-missing initiating-visit-missing diagnosis-missing practitioner-ineligible ' +
        'consultant-unqualified registry-entry-missing caseload-consultation-missing ' +
        'outreach-engagement-missing initial-assessment-missing treatment-plan-missing ' +
        'consultant-review-missing brief-intervention-missing',
      m: 40,
    },
  ),
  scenario(
    'a month without any activity has no reason but below-minimum',
    subsequent(0, bare, service('99493'), service('99484'), policy({ covered: false })),
    { n: 'below-minimum', m: 0 },
  ),
  scenario(
    'no activity and no coverage: no reason but below-minimum',
    subsequent(0, (story) => ({ ...story, coverages: [] })),
    { n: 'below-minimum', m: 0 },
  ),
  scenario(
    'an activity that ended as the month began is none of it',
    subsequent(0, add('activities', activity('follow_up', '2026-05-31T23:50:00', 10)), bare),
    { n: 'below-minimum', m: 0 },
  ),
  scenario(
    'nothing but clerical work: the reasons are complete',
    subsequent(0, later('10', 60, { kind: 'clerical', reached: false, modality: 'none' }), bare),
    {
      n: `below-minimum ${missing} registry-tracking-missing brief-intervention-missing`,
      m: 0,
      excluded: { clerical: 3600 },
    },
  ),
  scenario('late time and what is missing are told together', subsequent(20, lateTime, bare), {
    h: `time-recorded-late ${missing}`,
    m: 20,
  }),
  scenario(
    'late time under a payer that does not cover',
    subsequent(20, lateTime, policy({ covered: false })),
    { n: 'payer-not-covered time-recorded-late', m: 20 },
  ),
  scenario('notes stand beside a bill only as notes', subsequent(200), {
    b: '99493 99494x4',
    notes: 'add-on-capped',
    m: 200,
  }),
]

function lateTime(story: Parameters<Change>[0]): ReturnType<Change> {
  return later('15', 20, { recorded_at: '2026-07-15T10:00' })(story)
}

export const reasonsTogether: readonly Scenario[] = [...precedence]
