/** What was done for the patient: scores, activities, plans, meetings and case reviews. */

import { sql } from 'drizzle-orm'
import { bool, check, day, id, index, oneOf, table, time, whole, words } from '#dialect'
import {
  activityKinds,
  decisions,
  modalities,
  reviewKinds,
  techniques,
} from '../../server/domain/records/care.ts'
import { patients } from './enrollment.ts'
import { kept } from './ledger.ts'
import { clinics, staff } from './people.ts'

/** One administration of a rating scale, as answered. */
export const scores = table(
  'scores',
  {
    score_id: id('score_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    instrument: words('instrument').notNull(),
    administered_on: day('administered_on').notNull(),
    /** Answers in order, `-` for one not answered. */
    items: words('items'),
    difficulty: whole('difficulty'),
    total: whole('total'),
    mode: oneOf('mode', ['interview', 'self', 'phone', 'portal']),
    administered_by: id('administered_by').references(() => staff.staff_id),
    /** Answers to self-harm questions where items do not hold them. */
    safety_items: words('safety_items'),
    ...kept(),
  },
  (t) => [
    index('scores_by_patient').on(t.patient_id, t.score_id),
    check('scores_difficulty_range', sql`${t.difficulty} between 0 and 3`),
  ],
)

/** Work for one patient, as it was done and recorded. */
export const activities = table(
  'activities',
  {
    activity_id: id('activity_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    staff_id: id('staff_id')
      .notNull()
      .references(() => staff.staff_id),
    started_at: time('started_at').notNull(),
    ended_at: time('ended_at').notNull(),
    kind: oneOf('kind', activityKinds).notNull(),
    /** The patient or a caregiver was reached. */
    reached: bool('reached').notNull(),
    modality: oneOf('modality', modalities).notNull(),
    technique: oneOf('technique', techniques),
    /** Who care was coordinated with. */
    counterpart: words('counterpart'),
    /** The code under which this time is billed separately. */
    billed_as: words('billed_as'),
    /** Absent: ended_at. */
    recorded_at: time('recorded_at'),
    note: words('note'),
    attested_by: id('attested_by').references(() => staff.staff_id),
    attested_at: time('attested_at'),
    attest_reason: words('attest_reason'),
    ...kept(),
  },
  (t) => [
    index('activities_by_patient').on(t.patient_id, t.activity_id),
    // The same staff's time elsewhere, answered from the index alone.
    index('activities_by_staff').on(t.staff_id, t.started_at, t.ended_at, t.patient_id, t.kind),
    // Time reviewed in a meeting, for whichever patient.
    index('activities_of_case_review')
      .on(t.staff_id, t.started_at, t.ended_at, t.patient_id)
      .where(sql`${t.kind} = 'case_review'`),
    // Times written with an offset are few, and out of the others' order.
    index('activities_with_offset')
      .on(t.staff_id, t.started_at, t.ended_at, t.patient_id, t.kind)
      .where(sql`length(${t.started_at}) not in (16, 19)`),
    // Only times without an offset compare as text.
    check(
      'activities_end_after_start',
      sql`${t.ended_at} >= ${t.started_at} or length(${t.started_at}) not in (16, 19)
        or length(${t.ended_at}) not in (16, 19)`,
    ),
  ],
)

/** The care plan from a day on. */
export const care_plans = table(
  'care_plans',
  {
    plan_id: id('plan_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    effective_on: day('effective_on').notNull(),
    author_id: id('author_id')
      .notNull()
      .references(() => staff.staff_id),
    targets: words('targets').notNull(),
    interventions: words('interventions'),
    change_reason: words('change_reason'),
    ...kept(),
  },
  (t) => [index('care_plans_by_patient').on(t.patient_id, t.plan_id)],
)

/** A weekly consultation of a care manager and a consultant; without an end it was not held. */
export const meetings = table(
  'meetings',
  {
    meeting_id: id('meeting_id').primaryKey(),
    clinic_id: id('clinic_id').references(() => clinics.clinic_id),
    care_manager_id: id('care_manager_id')
      .notNull()
      .references(() => staff.staff_id),
    psychiatric_consultant_id: id('psychiatric_consultant_id')
      .notNull()
      .references(() => staff.staff_id),
    started_at: time('started_at').notNull(),
    ended_at: time('ended_at'),
    missed_reason: words('missed_reason'),
    /** Who else was there. */
    attendees: words('attendees'),
    /** Who entered it in the application; absent: imported. */
    entered_by: id('entered_by').references(() => staff.staff_id),
    confirmed_by: id('confirmed_by').references(() => staff.staff_id),
    confirmed_at: time('confirmed_at'),
    ...kept(),
  },
  (t) => [index('meetings_by_care_manager').on(t.care_manager_id, t.started_at)],
)

/** The weekly case-review note: what was reviewed, recommended, and what became of it. */
export const case_reviews = table(
  'case_reviews',
  {
    review_id: id('review_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    meeting_id: id('meeting_id').references(() => meetings.meeting_id),
    reviewed_on: day('reviewed_on').notNull(),
    psychiatric_consultant_id: id('psychiatric_consultant_id')
      .notNull()
      .references(() => staff.staff_id),
    care_manager_id: id('care_manager_id')
      .notNull()
      .references(() => staff.staff_id),
    recommendation: words('recommendation').notNull(),
    recommends_change: bool('recommends_change').notNull(),
    decision: oneOf('decision', decisions),
    decided_by: id('decided_by').references(() => staff.staff_id),
    decided_on: day('decided_on'),
    note: words('note'),
    /** The care manager's question to the consultant. */
    question: words('question'),
    kind: oneOf('kind', reviewKinds),
    minutes: whole('minutes'),
    next_review_on: day('next_review_on'),
    sent_on: day('sent_on'),
    carried_out_on: day('carried_out_on'),
    /** Who entered it in the application; absent: imported. */
    entered_by: id('entered_by').references(() => staff.staff_id),
    confirmed_by: id('confirmed_by').references(() => staff.staff_id),
    confirmed_at: time('confirmed_at'),
    ...kept(),
  },
  (t) => [
    index('case_reviews_by_patient').on(t.patient_id, t.review_id),
    check('case_reviews_minutes_range', sql`${t.minutes} between 0 and 480`),
  ],
)

/** How a relapse would show, and what to do then. */
export const relapse_plans = table(
  'relapse_plans',
  {
    relapse_plan_id: id('relapse_plan_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    made_on: day('made_on').notNull(),
    author_id: id('author_id')
      .notNull()
      .references(() => staff.staff_id),
    warning_signs: words('warning_signs').notNull(),
    actions: words('actions').notNull(),
    ...kept(),
  },
  (t) => [index('relapse_plans_by_patient').on(t.patient_id, t.relapse_plan_id)],
)
