/** What daily work adds to a chart: risk, plans, medication, set contacts, snoozes and questions. */
import { calendarDay } from '../../server/domain/calendar.ts'
import type {
  Medication,
  PlannedContact,
  Question,
  RiskAssessment,
  SafetyPlan,
  Snooze,
} from '../../server/domain/records/index.ts'
import { at } from './a-chart-rows.ts'

const patient_id = 'p1'

/** By the care manager, with a disposition. */
export const assessment = (
  assessment_id: string,
  day: string,
  tier: RiskAssessment['tier'],
  more: Partial<RiskAssessment>,
): RiskAssessment => ({
  assessment_id,
  patient_id,
  assessed_at: at(day, '10:00'),
  assessed_by: 'cm',
  ideation: null,
  plan_or_intent: null,
  past_attempt: null,
  protective_factors: null,
  tier,
  disposition: 'stays at home, called tomorrow',
  note: null,
  step_down_approved_by: null,
  step_down_approved_on: null,
  ...more,
})

export const safetyPlan = (safety_plan_id: string, day: string): SafetyPlan => ({
  safety_plan_id,
  patient_id,
  made_on: calendarDay(day),
  author_id: 'cm',
  warning_signs: 'poor sleep',
  coping: null,
  distractions: null,
  supports: null,
  professionals: null,
  environment: null,
})

export const medication = (
  medication_id: string,
  started: string,
  more: Partial<Medication>,
): Medication => ({
  medication_id,
  patient_id,
  name: 'sertraline',
  dose: '50 mg',
  started_on: calendarDay(started),
  stopped_on: null,
  prescribed_by: 'bp',
  change_reason: null,
  ...more,
})

export const plannedContact = (
  planned_contact_id: string,
  due: string,
  set: string,
  reason: string | null,
): PlannedContact => ({
  planned_contact_id,
  patient_id,
  due_on: calendarDay(due),
  set_on: calendarDay(set),
  set_by: 'cm',
  reason,
})

export const snooze = (snooze_id: string, flag: string, set: string, until: string): Snooze => ({
  snooze_id,
  patient_id,
  flag,
  until_on: calendarDay(until),
  reason: 'away until then',
  set_by: 'cm',
  set_on: calendarDay(set),
})

export const question = (
  question_id: string,
  asked: string,
  text: string,
  settled: string | null,
): Question => ({
  question_id,
  patient_id,
  asked_on: calendarDay(asked),
  asked_by: 'cm',
  question: text,
  settled_on: settled === null ? null : calendarDay(settled),
})
