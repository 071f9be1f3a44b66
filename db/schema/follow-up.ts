/** What the daily work adds: treatment, risk, plans for safety and contact, questions, covering. */

import { day, id, index, oneOf, table, time, words } from '#dialect'
import { disclosureScopes, riskTiers } from '../../server/domain/records/follow-up.ts'
import { patients } from './enrollment.ts'
import { kept } from './ledger.ts'
import { staff } from './people.ts'

/** A medication from one day to another. */
export const medications = table(
  'medications',
  {
    medication_id: id('medication_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    name: words('name').notNull(),
    dose: words('dose'),
    started_on: day('started_on').notNull(),
    stopped_on: day('stopped_on'),
    prescribed_by: id('prescribed_by').references(() => staff.staff_id),
    change_reason: words('change_reason'),
    ...kept(),
  },
  (t) => [index('medications_by_patient').on(t.patient_id, t.medication_id)],
)

/** A suicide risk assessment by a named clinician. */
export const risk_assessments = table(
  'risk_assessments',
  {
    assessment_id: id('assessment_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    assessed_at: time('assessed_at').notNull(),
    assessed_by: id('assessed_by')
      .notNull()
      .references(() => staff.staff_id),
    ideation: words('ideation'),
    plan_or_intent: words('plan_or_intent'),
    past_attempt: words('past_attempt'),
    protective_factors: words('protective_factors'),
    tier: oneOf('tier', riskTiers).notNull(),
    disposition: words('disposition'),
    note: words('note'),
    step_down_approved_by: id('step_down_approved_by').references(() => staff.staff_id),
    step_down_approved_on: day('step_down_approved_on'),
    ...kept(),
  },
  (t) => [index('risk_assessments_by_patient').on(t.patient_id, t.assessment_id)],
)

/** A safety plan in the steps of Stanley and Brown. */
export const safety_plans = table(
  'safety_plans',
  {
    safety_plan_id: id('safety_plan_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    made_on: day('made_on').notNull(),
    author_id: id('author_id')
      .notNull()
      .references(() => staff.staff_id),
    warning_signs: words('warning_signs').notNull(),
    coping: words('coping'),
    distractions: words('distractions'),
    supports: words('supports'),
    professionals: words('professionals'),
    environment: words('environment'),
    ...kept(),
  },
  (t) => [index('safety_plans_by_patient').on(t.patient_id, t.safety_plan_id)],
)

/** When the next contact is due, set by a person. */
export const planned_contacts = table(
  'planned_contacts',
  {
    planned_contact_id: id('planned_contact_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    due_on: day('due_on').notNull(),
    set_on: day('set_on').notNull(),
    set_by: id('set_by')
      .notNull()
      .references(() => staff.staff_id),
    reason: words('reason'),
    ...kept(),
  },
  (t) => [index('planned_contacts_by_patient').on(t.patient_id, t.planned_contact_id)],
)

/** A flag put aside until a day; never one of safety. */
export const snoozes = table(
  'snoozes',
  {
    snooze_id: id('snooze_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    flag: words('flag').notNull(),
    until_on: day('until_on').notNull(),
    reason: words('reason').notNull(),
    set_by: id('set_by')
      .notNull()
      .references(() => staff.staff_id),
    set_on: day('set_on').notNull(),
    ...kept(),
  },
  (t) => [index('snoozes_by_patient').on(t.patient_id, t.snooze_id)],
)

/** A question to the consultant, for the next review. */
export const questions = table(
  'questions',
  {
    question_id: id('question_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    asked_on: day('asked_on').notNull(),
    asked_by: id('asked_by')
      .notNull()
      .references(() => staff.staff_id),
    question: words('question').notNull(),
    settled_on: day('settled_on'),
    ...kept(),
  },
  (t) => [index('questions_by_patient').on(t.patient_id, t.question_id)],
)

/** A row that was entered in error: it proves nothing from then on, and stays on record. */
export const withdrawals = table(
  'withdrawals',
  {
    withdrawal_id: id('withdrawal_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    record: words('record').notNull(),
    row_id: words('row_id').notNull(),
    reason: words('reason').notNull(),
    withdrawn_by: id('withdrawn_by')
      .notNull()
      .references(() => staff.staff_id),
    withdrawn_on: day('withdrawn_on').notNull(),
    ...kept(),
  },
  (t) => [index('withdrawals_by_patient').on(t.patient_id, t.withdrawal_id)],
)

/** A colleague who does another's work for a time. */
export const covers = table(
  'covers',
  {
    cover_id: id('cover_id').primaryKey(),
    absent_staff_id: id('absent_staff_id')
      .notNull()
      .references(() => staff.staff_id),
    covering_staff_id: id('covering_staff_id')
      .notNull()
      .references(() => staff.staff_id),
    starts_on: day('starts_on').notNull(),
    ends_on: day('ends_on').notNull(),
    ...kept(),
  },
  (t) => [index('covers_by_covering').on(t.covering_staff_id, t.starts_on)],
)

/** The patient's consent to disclose substance-use records (42 CFR 2.31). */
export const part2_consents = table(
  'part2_consents',
  {
    part2_consent_id: id('part2_consent_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    obtained_on: day('obtained_on').notNull(),
    recipient: words('recipient').notNull(),
    scope: oneOf('scope', disclosureScopes).notNull(),
    purpose: words('purpose').notNull(),
    expires_on: day('expires_on'),
    revoked_on: day('revoked_on'),
    ...kept(),
  },
  (t) => [index('part2_consents_by_patient').on(t.patient_id, t.part2_consent_id)],
)
