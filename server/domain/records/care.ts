/** What was done for the patient: scores, activities, plans, meetings and case reviews. */
import {
  answers,
  bool,
  day,
  id,
  maybe,
  oneOf,
  type Row,
  refers,
  text,
  time,
  total,
  whole,
} from './column.ts'

export const activityKinds = [
  'outreach',
  'assessment',
  'care_planning',
  'follow_up',
  'brief_intervention',
  'case_review',
  'coordination',
  'registry',
  'relapse_prevention',
  'safety_planning',
  'crisis',
  'consultation',
  'clerical',
  'travel',
  'supervision',
] as const
export const modalities = ['in_person', 'video', 'phone', 'message', 'none'] as const
export const techniques = [
  'behavioral_activation',
  'motivational_interviewing',
  'problem_solving',
  'cognitive',
  'mindfulness',
  'supportive',
  'other',
] as const
export const decisions = ['accepted', 'modified', 'declined', 'pending'] as const
export const reviewKinds = [
  'medication',
  'behavioral',
  'referral',
  'assessment',
  'continue',
] as const

/** One administration of a rating scale, as answered. The scorer derives the rest. */
export const scores = {
  score_id: id(),
  patient_id: refers('patients'),
  instrument: text('the slug of an instrument', /^[a-z0-9-]{2,32}$/),
  administered_on: day(),
  items: maybe(answers()),
  difficulty: maybe(whole(0, 3)),
  /** Required where items is absent; where both are given they agree. */
  total: maybe(total()),
  mode: maybe(oneOf(['interview', 'self', 'phone', 'portal'])),
  administered_by: maybe(refers('staff')),
  /** Answers to the instrument's self-harm questions where items do not hold them. */
  safety_items: maybe(answers()),
}

/** Work for one patient, as it was done and recorded: at most 8 hours. */
export const activities = {
  activity_id: id(),
  patient_id: refers('patients'),
  staff_id: refers('staff'),
  started_at: time(),
  ended_at: time(),
  kind: oneOf(activityKinds),
  /** The patient or a caregiver was reached. */
  reached: bool(),
  modality: oneOf(modalities),
  technique: maybe(oneOf(techniques)),
  /** Who care was coordinated with. */
  counterpart: maybe(text()),
  /** The code under which this time is billed separately. */
  billed_as: maybe(text('a CPT or HCPCS code', /^[A-Z0-9]{5}$/)),
  /** Absent: ended_at. */
  recorded_at: maybe(time()),
  note: maybe(text()),
  attested_by: maybe(refers('staff')),
  attested_at: maybe(time()),
  attest_reason: maybe(text()),
}

export const care_plans = {
  plan_id: id(),
  patient_id: refers('patients'),
  effective_on: day(),
  author_id: refers('staff'),
  targets: text(),
  interventions: maybe(text()),
  change_reason: maybe(text()),
}

/** A weekly consultation of a care manager and a consultant; without an end it was not held. */
export const meetings = {
  meeting_id: id(),
  /** Absent: the clinic of the care manager's patients. */
  clinic_id: maybe(refers('clinics')),
  care_manager_id: refers('staff'),
  psychiatric_consultant_id: refers('staff'),
  started_at: time(),
  ended_at: maybe(time()),
  missed_reason: maybe(text()),
  /** Who else was there. */
  attendees: maybe(text()),
  /** Who entered it in the application; absent: imported. */
  entered_by: maybe(refers('staff')),
  confirmed_by: maybe(refers('staff')),
  confirmed_at: maybe(time()),
}

/** The weekly case-review note: what was reviewed, recommended, and what became of it. */
export const case_reviews = {
  review_id: id(),
  patient_id: refers('patients'),
  meeting_id: maybe(refers('meetings')),
  reviewed_on: day(),
  psychiatric_consultant_id: refers('staff'),
  care_manager_id: refers('staff'),
  recommendation: text(),
  recommends_change: bool(),
  decision: maybe(oneOf(decisions)),
  decided_by: maybe(refers('staff')),
  decided_on: maybe(day()),
  note: maybe(text()),
  /** The care manager's question to the consultant. */
  question: maybe(text()),
  kind: maybe(oneOf(reviewKinds)),
  minutes: maybe(whole(0, 480)),
  next_review_on: maybe(day()),
  sent_on: maybe(day()),
  carried_out_on: maybe(day()),
  /** Who entered it in the application; absent: imported. */
  entered_by: maybe(refers('staff')),
  confirmed_by: maybe(refers('staff')),
  confirmed_at: maybe(time()),
}

export const relapse_plans = {
  relapse_plan_id: id(),
  patient_id: refers('patients'),
  made_on: day(),
  author_id: refers('staff'),
  warning_signs: text(),
  actions: text(),
}

export type Score = Row<typeof scores>
export type Activity = Row<typeof activities>
export type CarePlan = Row<typeof care_plans>
export type Meeting = Row<typeof meetings>
export type CaseReview = Row<typeof case_reviews>
export type RelapsePlan = Row<typeof relapse_plans>
export type ActivityKind = (typeof activityKinds)[number]
