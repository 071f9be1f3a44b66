/** Who the patient is, and the frame of their care: coverage, episode, team, consent. */
import { bool, day, id, maybe, oneOf, type Row, refers, text, time, whole } from './column.ts'

export const models = ['cocm', 'bhi'] as const
export const closeReasons = [
  'goals_met',
  'referred_to_psychiatry',
  'break_in_care',
  'lost_to_follow_up',
  'withdrew',
  'transferred',
  'died',
  'other',
] as const
export const teamRoles = [
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'clinical_staff',
] as const
export const phases = ['active', 'relapse_prevention', 'on_hold'] as const

export const subscriberRelationships = ['self', 'spouse', 'child', 'other'] as const

export const patients = {
  patient_id: id(),
  /** Text: leading zeros matter. Unique. */
  mrn: text(),
  family_name: text(),
  given_name: text(),
  birth_date: day(),
  sex: maybe(text()),
  language: maybe(text('a BCP 47 language tag', /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)),
  phone: maybe(text()),
  address_line: maybe(text()),
  city: maybe(text()),
  state: maybe(text('two letters', /^[A-Z]{2}$/)),
  postal_code: maybe(text('five or nine digits', /^\d{5}(\d{4})?$/)),
}

export const coverages = {
  coverage_id: id(),
  patient_id: refers('patients'),
  payer_id: refers('payers'),
  member_id: maybe(text()),
  /** 1 primary, 2 secondary. */
  rank: whole(1, 9),
  starts_on: day(),
  ends_on: maybe(day()),
  /** Who the patient is to the person insured; absent: that person. */
  relationship: maybe(oneOf(subscriberRelationships)),
  subscriber_family_name: maybe(text()),
  subscriber_given_name: maybe(text()),
  subscriber_birth_date: maybe(day()),
}

/** One run of care, from referral to closing. */
export const episodes = {
  episode_id: id(),
  patient_id: refers('patients'),
  clinic_id: refers('clinics'),
  model: oneOf(models),
  referred_on: day(),
  /** The directing practitioner. */
  referred_by: maybe(refers('staff')),
  enrolled_on: day(),
  /** When it was entered in the registry; absent: enrolled_on. */
  entered_at: maybe(day()),
  target_instrument: maybe(text('the slug of an instrument', /^[a-z0-9-]{2,32}$/)),
  target_score: maybe(whole(0, 999)),
  closed_on: maybe(day()),
  close_reason: maybe(oneOf(closeReasons)),
}

/** Keyed by episode_id, role, staff_id, starts_on; both days included. */
export const care_team = {
  episode_id: refers('episodes'),
  role: oneOf(teamRoles),
  staff_id: refers('staff'),
  starts_on: day(),
  ends_on: maybe(day()),
}

/** Keyed by episode_id, starts_on; without a row an episode is active. */
export const episode_phases = {
  episode_id: refers('episodes'),
  phase: oneOf(phases),
  starts_on: day(),
  reason: maybe(text()),
}

export const diagnoses = {
  diagnosis_id: id(),
  patient_id: refers('patients'),
  icd10: text('an ICD-10-CM code with its dot', /^[A-Z]\d[A-Z0-9](\.[A-Z0-9]{1,4})?$/),
  /** 1 principal. */
  rank: whole(1, 99),
  recorded_on: day(),
  resolved_on: maybe(day()),
}

/** A visit with a practitioner, by the code of the visit. */
export const visits = {
  visit_id: id(),
  patient_id: refers('patients'),
  practitioner_id: refers('staff'),
  visit_on: day(),
  code: text('a CPT or HCPCS code', /^[A-Z0-9]{5}$/),
}

export const consents = {
  consent_id: id(),
  patient_id: refers('patients'),
  billing_practitioner_id: refers('staff'),
  obtained_at: time(),
  mode: oneOf(['verbal', 'written']),
  obtained_by: refers('staff'),
  consult_permission: bool(),
  cost_sharing_face_to_face: bool(),
  cost_sharing_non_face_to_face: bool(),
  /** Absent: obtained_at. */
  documented_at: maybe(time()),
  revoked_at: maybe(time()),
}

/** Both days included; without a discharge the stay goes on. */
export const facility_stays = {
  stay_id: id(),
  patient_id: refers('patients'),
  kind: oneOf(['inpatient', 'observation', 'emergency', 'nursing_facility']),
  admitted_on: day(),
  discharged_on: maybe(day()),
}

export type Patient = Row<typeof patients>
export type Coverage = Row<typeof coverages>
export type Episode = Row<typeof episodes>
export type TeamMember = Row<typeof care_team>
export type EpisodePhase = Row<typeof episode_phases>
export type Diagnosis = Row<typeof diagnoses>
export type Visit = Row<typeof visits>
export type Consent = Row<typeof consents>
export type FacilityStay = Row<typeof facility_stays>
export type Model = (typeof models)[number]
export type TeamRole = (typeof teamRoles)[number]
