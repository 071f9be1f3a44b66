/** What the daily work adds: treatment, risk, plans for safety and contact, questions, covering. */
import { day, id, maybe, oneOf, type Row, refers, text, time } from './column.ts'

export const riskTiers = ['low', 'moderate', 'high'] as const

/** A medication from one day to another; a changed dose is a row of its own. */
export const medications = {
  medication_id: id(),
  patient_id: refers('patients'),
  name: text(),
  dose: maybe(text()),
  started_on: day(),
  /** The last day on which it was taken. */
  stopped_on: maybe(day()),
  prescribed_by: maybe(refers('staff')),
  change_reason: maybe(text()),
}

/** A suicide risk assessment by a named clinician; with its disposition it answers a safety flag. */
export const risk_assessments = {
  assessment_id: id(),
  patient_id: refers('patients'),
  assessed_at: time(),
  assessed_by: refers('staff'),
  ideation: maybe(text()),
  plan_or_intent: maybe(text()),
  past_attempt: maybe(text()),
  protective_factors: maybe(text()),
  tier: oneOf(riskTiers),
  /** What was decided and done. */
  disposition: maybe(text()),
  note: maybe(text()),
  /** The consultant who agreed to a lower tier. */
  step_down_approved_by: maybe(refers('staff')),
  step_down_approved_on: maybe(day()),
}

/** A safety plan in the steps of Stanley and Brown. */
export const safety_plans = {
  safety_plan_id: id(),
  patient_id: refers('patients'),
  made_on: day(),
  author_id: refers('staff'),
  warning_signs: text(),
  coping: maybe(text()),
  distractions: maybe(text()),
  supports: maybe(text()),
  professionals: maybe(text()),
  environment: maybe(text()),
}

/** When the next contact is due, set by a person: the latest one outweighs the rule by phase. */
export const planned_contacts = {
  planned_contact_id: id(),
  patient_id: refers('patients'),
  due_on: day(),
  set_on: day(),
  set_by: refers('staff'),
  reason: maybe(text()),
}

/** A flag put aside until a day, with a reason; never one of safety. */
export const snoozes = {
  snooze_id: id(),
  patient_id: refers('patients'),
  flag: text('the id of a flag', /^[A-Z]\d$/),
  until_on: day(),
  reason: text(),
  set_by: refers('staff'),
  set_on: day(),
}

/** A question to the consultant, for the next review. */
export const questions = {
  question_id: id(),
  patient_id: refers('patients'),
  asked_on: day(),
  asked_by: refers('staff'),
  question: text(),
  settled_on: maybe(day()),
}

export const disclosureScopes = ['all', 'billing', 'audit', 'treatment'] as const

/** The patient's consent to disclose substance-use records (42 CFR 2.31). */
export const part2_consents = {
  part2_consent_id: id(),
  patient_id: refers('patients'),
  obtained_on: day(),
  /** To whom: a payer's name or id, a program, a person. */
  recipient: text(),
  scope: oneOf(disclosureScopes),
  purpose: text(),
  /** The last day on which it holds. */
  expires_on: maybe(day()),
  revoked_on: maybe(day()),
}

/**
 * A row that should never have been written (entered in error): it proves nothing and counts for
 * nothing from then on, and stays on record.
 */
export const withdrawals = {
  withdrawal_id: id(),
  patient_id: refers('patients'),
  /** The record and the id of the row, its key joined by '/' where it has no id of its own. */
  record: text('the name of a record', /^[a-z_]{3,32}$/),
  row_id: text(),
  reason: text(),
  withdrawn_by: refers('staff'),
  withdrawn_on: day(),
}

/** A colleague who does another's work for a time, both days included. */
export const covers = {
  cover_id: id(),
  absent_staff_id: refers('staff'),
  covering_staff_id: refers('staff'),
  starts_on: day(),
  ends_on: day(),
}

export type Medication = Row<typeof medications>
export type RiskAssessment = Row<typeof risk_assessments>
export type SafetyPlan = Row<typeof safety_plans>
export type PlannedContact = Row<typeof planned_contacts>
export type Snooze = Row<typeof snoozes>
export type Question = Row<typeof questions>
export type Part2Consent = Row<typeof part2_consents>
export type Withdrawal = Row<typeof withdrawals>
export type Cover = Row<typeof covers>
