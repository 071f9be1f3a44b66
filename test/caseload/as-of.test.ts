/** A dossier as it stood on a day: earlier rows, without what later days wrote into them. */
import { expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { asOf } from '../../server/domain/caseload/as-of.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import type { LocalTime } from '../../server/domain/zone.ts'
import { type AChart, aChart } from '../support/a-chart.ts'

const start = aChart('2026-01-05').inOrder('2026-01-05')
const day = calendarDay
const time = (text: string) => text as LocalTime // literals that exist
const [consent] = start.dossier.consents
const [diagnosis] = start.dossier.diagnoses
const stay = { stay_id: 'st', patient_id: 'p1', kind: 'inpatient', admitted_on: day('2026-02-01') }

type Case = [what: string, story: AChart, rows: keyof Dossier, then: object, onTheDay: object]

// biome-ignore format: a table reads best as a table
test.for<Case>([
  ['a closing',      start.enrolledAs({ closed_on: day('2026-03-01'), close_reason: 'withdrew' }), 'episodes', { closed_on: null, close_reason: null }, { closed_on: '2026-03-01', close_reason: 'withdrew' }],
  ['a revocation',   start.and({ consents: [{ ...consent!, revoked_at: time('2026-03-01T09:00') }] }), 'consents', { revoked_at: null }, { revoked_at: '2026-03-01T09:00' }],
  ['a resolution',   start.and({ diagnoses: [{ ...diagnosis!, resolved_on: day('2026-03-01') }] }), 'diagnoses', { resolved_on: null }, { resolved_on: '2026-03-01' }],
  ['a discharge',    start.and({ facility_stays: [{ ...stay, kind: 'inpatient', discharged_on: day('2026-03-01') }] }), 'facility_stays', { discharged_on: null }, { discharged_on: '2026-03-01' }],
  ['an attestation', start.reached('2026-02-01', { attested_by: 'cm', attested_at: time('2026-03-01T09:00'), attest_reason: 'ill' }), 'activities', { attested_by: null, attested_at: null, attest_reason: null }, { attested_by: 'cm', attest_reason: 'ill' }],
  ['a decision',     start.reviewed('2026-02-01', { decided_on: day('2026-03-01') }), 'case_reviews', { decision: null, decided_by: null, decided_on: null }, { decision: 'accepted', decided_by: 'bp' }],
  ['sending',        start.reviewed('2026-02-01', { sent_on: day('2026-03-01') }), 'case_reviews', { sent_on: null, decision: 'accepted' }, { sent_on: '2026-03-01' }],
  ['carrying out',   start.reviewed('2026-02-01', { carried_out_on: day('2026-03-01') }), 'case_reviews', { carried_out_on: null, decision: 'accepted' }, { carried_out_on: '2026-03-01' }],
  ['confirming',     start.reviewed('2026-02-01', { confirmed_by: 'pc', confirmed_at: time('2026-03-01T09:00') }), 'case_reviews', { confirmed_by: null, confirmed_at: null }, { confirmed_by: 'pc' }],
  ['stopping',       start.medicated('2026-02-01', { stopped_on: day('2026-03-01') }), 'medications', { stopped_on: null }, { stopped_on: '2026-03-01' }],
  ['an approval',    start.assessed('2026-02-01', 'low', { step_down_approved_by: 'pc', step_down_approved_on: day('2026-03-01') }), 'risk_assessments', { step_down_approved_by: null, step_down_approved_on: null }, { step_down_approved_by: 'pc' }],
  ['settling',       start.asked('2026-02-01', 'why?', '2026-03-01'), 'questions', { settled_on: null }, { settled_on: '2026-03-01' }],
])('%s is not known the day before it, and is on its day', ([, story, rows, then, onTheDay]) => {
  expect(asOf(story.dossier, day('2026-02-28'))[rows]).toMatchObject([then])
  expect(asOf(story.dossier, day('2026-03-01'))[rows]).toMatchObject([onTheDay])
})

// biome-ignore format: a table reads best as a table
test.for<[keyof Dossier, AChart]>([
  ['site_numbers',   start.and({ site_numbers: [{ name: 'measure_every', effective_from: day('2026-03-01'), value: 21, reason: 'the clinical lead' }] })],
  ['scores',         aChart('2026-01-05').scored('2026-03-01', 4)],
  ['activities',     aChart('2026-01-05').reached('2026-03-01')],
  ['case_reviews',   aChart('2026-01-05').reviewed('2026-03-01')],
  ['care_plans',     aChart('2026-01-05').planned('2026-03-01')],
  ['relapse_plans',  aChart('2026-01-05').relapsePlan('2026-03-01')],
  ['episode_phases', aChart('2026-01-05').inPhase('2026-03-01', 'on_hold')],
  ['meetings',       aChart('2026-01-05').consulted('2026-03-01')],
  ['consents',       aChart('2026-01-05').inOrder('2026-03-01')],
  ['visits',         aChart('2026-01-05').inOrder('2026-03-01')],
  ['diagnoses',      aChart('2026-01-05').inOrder('2026-03-01')],
  ['episodes',       aChart('2026-03-01')],
  ['medications',    aChart('2026-01-05').medicated('2026-03-01')],
  ['risk_assessments', aChart('2026-01-05').assessed('2026-03-01')],
  ['safety_plans',   aChart('2026-01-05').safetyPlanned('2026-03-01')],
  ['planned_contacts', aChart('2026-01-05').contactSet('2026-02-01', '2026-03-01')],
  ['snoozes',        aChart('2026-01-05').snoozed('C2', '2026-03-01', '2026-03-05')],
  ['questions',      aChart('2026-01-05').asked('2026-03-01', 'why?')],
  ['withdrawn_scores', aChart('2026-01-05').scored('2026-03-01', 4).withdrawn()],
])('of %s, those of the day are there and those of the next are not', ([rows, { dossier }]) => {
  expect(asOf(dossier, day('2026-03-01'))[rows]).toHaveLength(1)
  expect(asOf(dossier, day('2026-02-28'))[rows]).toHaveLength(0)
})
