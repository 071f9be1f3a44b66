/** What the chart says before care begins: diagnoses, visits, consents, stays. */

import { sql } from 'drizzle-orm'
import { bool, check, day, id, index, oneOf, table, time, whole, words } from '#dialect'
import { patients } from './enrollment.ts'
import { kept } from './ledger.ts'
import { staff } from './people.ts'

/** A diagnosis, from when it was recorded to when it resolved. */
export const diagnoses = table(
  'diagnoses',
  {
    diagnosis_id: id('diagnosis_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    icd10: words('icd10').notNull(),
    rank: whole('rank').notNull(),
    recorded_on: day('recorded_on').notNull(),
    resolved_on: day('resolved_on'),
    ...kept(),
  },
  (t) => [
    index('diagnoses_by_patient').on(t.patient_id, t.diagnosis_id),
    check('diagnoses_rank_range', sql`${t.rank} between 1 and 99`),
  ],
)

/** A visit with a practitioner, by the code of the visit. */
export const visits = table(
  'visits',
  {
    visit_id: id('visit_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    practitioner_id: id('practitioner_id')
      .notNull()
      .references(() => staff.staff_id),
    visit_on: day('visit_on').notNull(),
    code: words('code').notNull(),
    ...kept(),
  },
  (t) => [index('visits_by_patient').on(t.patient_id, t.visit_id)],
)

/** Consent to the care, with what was explained, until it is revoked. */
export const consents = table(
  'consents',
  {
    consent_id: id('consent_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    billing_practitioner_id: id('billing_practitioner_id')
      .notNull()
      .references(() => staff.staff_id),
    obtained_at: time('obtained_at').notNull(),
    mode: oneOf('mode', ['verbal', 'written']).notNull(),
    obtained_by: id('obtained_by')
      .notNull()
      .references(() => staff.staff_id),
    consult_permission: bool('consult_permission').notNull(),
    cost_sharing_face_to_face: bool('cost_sharing_face_to_face').notNull(),
    cost_sharing_non_face_to_face: bool('cost_sharing_non_face_to_face').notNull(),
    /** Absent: obtained_at. */
    documented_at: time('documented_at'),
    revoked_at: time('revoked_at'),
    ...kept(),
  },
  (t) => [index('consents_by_patient').on(t.patient_id, t.consent_id)],
)

/** Both days included; without a discharge the stay goes on. */
export const facility_stays = table(
  'facility_stays',
  {
    stay_id: id('stay_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    kind: oneOf('kind', ['inpatient', 'observation', 'emergency', 'nursing_facility']).notNull(),
    admitted_on: day('admitted_on').notNull(),
    discharged_on: day('discharged_on'),
    ...kept(),
  },
  (t) => [index('facility_stays_by_patient').on(t.patient_id, t.stay_id)],
)
