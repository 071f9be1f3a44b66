/** Who the patient is, and the frame of their care: coverage, episode, team, consent. */

import { sql } from 'drizzle-orm'
import { check, day, id, index, oneOf, primaryKey, table, whole, words } from '#dialect'
import {
  closeReasons,
  models,
  phases,
  subscriberRelationships,
  teamRoles,
} from '../../server/domain/records/enrollment.ts'
import { kept } from './ledger.ts'
import { clinics, payers, staff } from './people.ts'

/** Who the patient is. */
export const patients = table('patients', {
  patient_id: id('patient_id').primaryKey(),
  /** Text: leading zeros matter. */
  mrn: words('mrn').notNull().unique(),
  family_name: words('family_name').notNull(),
  given_name: words('given_name').notNull(),
  birth_date: day('birth_date').notNull(),
  sex: words('sex'),
  language: words('language'),
  phone: words('phone'),
  address_line: words('address_line'),
  city: words('city'),
  state: words('state'),
  postal_code: words('postal_code'),
  /** Names the row in addresses: 128 random bits. */
  handle: words('handle').notNull().unique(),
  ...kept(),
})

/** A payer's coverage of a patient, both days included. */
export const coverages = table(
  'coverages',
  {
    coverage_id: id('coverage_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    payer_id: id('payer_id')
      .notNull()
      .references(() => payers.payer_id),
    member_id: words('member_id'),
    rank: whole('rank').notNull(),
    starts_on: day('starts_on').notNull(),
    ends_on: day('ends_on'),
    /** Who the patient is to the person insured; absent: that person. */
    relationship: oneOf('relationship', subscriberRelationships),
    subscriber_family_name: words('subscriber_family_name'),
    subscriber_given_name: words('subscriber_given_name'),
    subscriber_birth_date: day('subscriber_birth_date'),
    ...kept(),
  },
  (t) => [
    index('coverages_by_patient').on(t.patient_id, t.coverage_id),
    check('coverages_rank_range', sql`${t.rank} between 1 and 9`),
  ],
)

/** An authorization of a payer for one patient, both days included. */
export const authorizations = table(
  'authorizations',
  {
    authorization_id: id('authorization_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    payer_id: id('payer_id')
      .notNull()
      .references(() => payers.payer_id),
    starts_on: day('starts_on').notNull(),
    ends_on: day('ends_on').notNull(),
    number: words('number'),
    ...kept(),
  },
  (t) => [index('authorizations_by_patient').on(t.patient_id, t.authorization_id)],
)

/** A service already billed, from here or elsewhere. */
export const services = table(
  'services',
  {
    service_id: id('service_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    code: words('code').notNull(),
    units: whole('units').notNull(),
    service_on: day('service_on').notNull(),
    practitioner_npi: words('practitioner_npi'),
    source: oneOf('source', ['own', 'external']).notNull(),
    ...kept(),
  },
  (t) => [
    index('services_by_patient').on(t.patient_id, t.service_id),
    check('services_units_range', sql`${t.units} between 1 and 999`),
  ],
)

/** One run of care, from referral to closing. */
export const episodes = table(
  'episodes',
  {
    episode_id: id('episode_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    clinic_id: id('clinic_id')
      .notNull()
      .references(() => clinics.clinic_id),
    model: oneOf('model', models).notNull(),
    referred_on: day('referred_on').notNull(),
    /** The directing practitioner. */
    referred_by: id('referred_by').references(() => staff.staff_id),
    enrolled_on: day('enrolled_on').notNull(),
    /** When it was entered in the registry; absent: enrolled_on. */
    entered_at: day('entered_at'),
    target_instrument: words('target_instrument'),
    target_score: whole('target_score'),
    closed_on: day('closed_on'),
    close_reason: oneOf('close_reason', closeReasons),
    ...kept(),
  },
  (t) => [
    index('episodes_by_patient').on(t.patient_id, t.episode_id),
    check('episodes_target_score_range', sql`${t.target_score} between 0 and 999`),
    // On one day a referral may be refused; it is never closed before it came.
    check('episodes_close_after_referral', sql`${t.closed_on} >= ${t.referred_on}`),
  ],
)

/** Who cares for an episode's patient in which role, both days included. */
export const care_team = table(
  'care_team',
  {
    episode_id: id('episode_id')
      .notNull()
      .references(() => episodes.episode_id),
    role: oneOf('role', teamRoles).notNull(),
    staff_id: id('staff_id')
      .notNull()
      .references(() => staff.staff_id),
    starts_on: day('starts_on').notNull(),
    ends_on: day('ends_on'),
    ...kept(),
  },
  (t) => [
    primaryKey({ columns: [t.episode_id, t.role, t.staff_id, t.starts_on] }),
    // A care manager's caseload: whose patients, from when.
    index('care_team_by_staff').on(t.staff_id, t.role, t.episode_id),
  ],
)

/** From this day on an episode is in this phase; without a row it is active. */
export const episode_phases = table(
  'episode_phases',
  {
    episode_id: id('episode_id')
      .notNull()
      .references(() => episodes.episode_id),
    phase: oneOf('phase', phases).notNull(),
    starts_on: day('starts_on').notNull(),
    reason: words('reason'),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.episode_id, t.starts_on] })],
)
