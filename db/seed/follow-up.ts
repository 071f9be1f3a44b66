/** What the daily work leaves behind besides calls: medications, questions, plans for contact. */
import { addDays, type CalendarDay } from '../../server/domain/calendar.ts'
import type { Medication, RiskAssessment, RowOf } from '../../server/domain/records/index.ts'
import type { LocalTime } from '../../server/domain/zone.ts'
import { chance } from './chance.ts'
import { type Prescribed, questions } from './notes.ts'
import type { Outline } from './outline.ts'
import { beginningOf, type Reviewed } from './reviewing.ts'
import type { Timeline } from './timeline.ts'
import { idStem } from './work.ts'
import { workingDayUntil } from './working-days.ts'

export function followUpOf(outline: Outline, reviewed: readonly Reviewed[], time: Timeline) {
  const luck = chance(`follow-up ${idStem(outline)}`)
  const isOpen = outline.closed_on === null && outline.paused.size === 0
  return {
    medications: medicationsOf(outline, reviewed),
    risk_assessments: [],
    safety_plans: [],
    withdrawals: [],
    part2_consents: [],
    planned_contacts: isOpen && luck.often(0.05) ? [plannedContact(outline, time)] : [],
    questions:
      isOpen && luck.often(0.06) ? [openQuestion(outline, time, luck.pick(questions))] : [],
    snoozes: isOpen && luck.often(0.04) ? [snooze(outline, time)] : [],
  }
}

/** The first one, then whatever the practitioner took up from the weekly reviews. */
function medicationsOf(outline: Outline, reviewed: readonly Reviewed[]): readonly Medication[] {
  const { medication } = beginningOf(outline)
  const first = medication ? [taken(outline, medication, outline.enrolled_on, 0)] : []
  return reviewed.reduce<readonly Medication[]>((soFar, { review, medication: next }) => {
    const since = review.carried_out_on
    if (!next || since === null) return soFar
    const isTaken = soFar.some(
      ({ name, dose, stopped_on }) =>
        stopped_on === null && name === next.name && dose === next.dose,
    )
    if (isTaken) return soFar
    const reason = `Weekly review of ${review.reviewed_on}`
    const another = { ...taken(outline, next, since, soFar.length), change_reason: reason }
    return [...(next.added ? soFar : soFar.map((one) => stopped(one, since))), another]
  }, first)
}

const stopped = (one: Medication, on: CalendarDay): Medication =>
  one.stopped_on === null && one.started_on < on ? { ...one, stopped_on: addDays(on, -1) } : one

const taken = (
  outline: Outline,
  { name, dose }: Prescribed,
  started_on: CalendarDay,
  count: number,
): Medication => ({
  medication_id: `${idStem(outline)}-md${count + 1}`,
  patient_id: outline.patient.patient_id,
  name,
  dose,
  started_on,
  stopped_on: null,
  prescribed_by: outline.practitioner_id,
  change_reason: null,
})

const plannedContact = (outline: Outline, time: Timeline): RowOf<'planned_contacts'> => ({
  planned_contact_id: `${idStem(outline)}-pc1`,
  patient_id: outline.patient.patient_id,
  due_on: addDays(time.today, 9),
  set_on: workingDayUntil(addDays(time.yesterday, -3)),
  set_by: outline.panel.care_manager_id,
  reason: 'Visits family until the end of next week',
})

const openQuestion = (outline: Outline, time: Timeline, question: string): RowOf<'questions'> => ({
  question_id: `${idStem(outline)}-qu1`,
  patient_id: outline.patient.patient_id,
  asked_on: workingDayUntil(addDays(time.yesterday, -1)),
  asked_by: outline.panel.care_manager_id,
  question,
  settled_on: null,
})

const snooze = (outline: Outline, time: Timeline): RowOf<'snoozes'> => ({
  snooze_id: `${idStem(outline)}-sn1`,
  patient_id: outline.patient.patient_id,
  flag: 'T1',
  until_on: addDays(time.today, 14),
  reason: 'Dose was raised last week; too early to judge',
  set_by: outline.panel.care_manager_id,
  set_on: workingDayUntil(addDays(time.yesterday, -4)),
})

/** A talk about thoughts of suicide, written down as the clinic's protocol asks. */
export const riskAssessment = (
  outline: Outline,
  assessed_at: LocalTime,
  tier: RiskAssessment['tier'],
  count = 1,
): RiskAssessment => ({
  assessment_id: `${idStem(outline)}-ra${count}`,
  patient_id: outline.patient.patient_id,
  assessed_at,
  assessed_by: outline.panel.care_manager_id,
  ideation: tier === 'low' ? 'passive, fleeting' : 'passive, on several days',
  plan_or_intent: 'none',
  past_attempt: 'none',
  protective_factors: 'children; a sister who knows; wants to see spring',
  tier,
  disposition: 'Stays in collaborative care; safety plan; practitioner informed the same day',
  note: null,
  step_down_approved_by: null,
  step_down_approved_on: null,
})

export const safetyPlan = (outline: Outline, made_on: CalendarDay): RowOf<'safety_plans'> => ({
  safety_plan_id: `${idStem(outline)}-sp1`,
  patient_id: outline.patient.patient_id,
  made_on,
  author_id: outline.panel.care_manager_id,
  warning_signs: 'Lying awake after midnight; thinking that nobody would miss me',
  coping: 'Walk around the block; the breathing exercise; music',
  distractions: 'The library; the dog park on Elm Street',
  supports: 'My sister; my neighbor downstairs',
  professionals: '988; the clinic; the care manager',
  environment: 'Spare tablets are kept by my sister',
})
