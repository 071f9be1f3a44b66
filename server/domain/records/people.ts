/** Clinics, the people who work there, payers and their billing policies. */

import type { PolicyTerms } from '../billing/policy-terms.ts'
import {
  bool,
  day,
  id,
  maybe,
  oneOf,
  type Row,
  refers,
  terms,
  text,
  whole,
  zone,
} from './column.ts'

export const settings = ['office', 'hospital_outpatient', 'rhc', 'fqhc'] as const
export const roles = [
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'clinical_staff',
  'billing_staff',
  'auditor',
  'privacy_officer',
  'data_manager',
  'administrator',
] as const
export const professions = [
  'physician',
  'nurse_practitioner',
  'physician_assistant',
  'clinical_nurse_specialist',
  'certified_nurse_midwife',
  'clinical_psychologist',
  'clinical_social_worker',
  'nurse',
  'medical_assistant',
  'counselor',
  'other',
] as const
export const relationships = ['employed', 'contracted', 'none'] as const
export const payerCategories = [
  'medicare',
  'medicare_advantage',
  'medicaid_ffs',
  'medicaid_managed_care',
  'dual_medicare_medicaid',
  'child_health_plus',
  'essential_plan',
  'commercial',
  'self_pay',
  'other',
] as const

/** A place of care. Its zone is the local time of its patients' records. */
export const clinics = {
  clinic_id: id(),
  name: text(),
  time_zone: zone(),
  setting: oneOf(settings),
  place_of_service: text('two digits', /^\d{2}$/),
  /** Who bills for it. */
  organization_id: maybe(refers('organizations')),
  /** Of the fee schedules. */
  locality: maybe(text('the name of a locality', /^[\w .-]{1,32}$/)),
}

/** Whoever appears in the records. The role decides whose time counts (billing.md 4). */
export const staff = {
  staff_id: id(),
  name: text(),
  role: oneOf(roles),
  profession: maybe(oneOf(professions)),
  npi: maybe(text('ten digits', /^\d{10}$/)),
  /** Behavioral health education or training on file. */
  qualification: maybe(text()),
  qualified_from: maybe(day()),
  qualified_to: maybe(day()),
  relationship: maybe(oneOf(relationships)),
  /** May prescribe the full range of medications. */
  prescriber: maybe(bool()),
}

export const payers = {
  payer_id: id(),
  name: text(),
  category: oneOf(payerCategories),
  /** The name of a billing policy: cms, full_time, or one of `policies`. */
  policy: text(),
  /** The payer's number in claim files. */
  electronic_id: maybe(text('2 to 80 characters', /^[A-Za-z0-9]{2,80}$/)),
}

/** What one payer's rules change, for a time (billing.md 2). Keyed by policy, effective_from. */
export const policies = {
  policy: text('the name of a policy', /^[\w.-]{1,64}$/),
  based_on: maybe(text('the name of a policy', /^[\w.-]{1,64}$/)),
  effective_from: day(),
  effective_to: maybe(day()),
  terms: terms<Partial<PolicyTerms>>(),
}

/** An authorization of a payer for one patient, both days included. */
export const authorizations = {
  authorization_id: id(),
  patient_id: refers('patients'),
  payer_id: refers('payers'),
  starts_on: day(),
  ends_on: day(),
  number: maybe(text()),
}

/** A service already billed, from here or elsewhere. */
export const services = {
  service_id: id(),
  patient_id: refers('patients'),
  code: text('a CPT or HCPCS code', /^[A-Z0-9]{5}$/),
  units: whole(1, 999),
  service_on: day(),
  practitioner_npi: maybe(text('ten digits', /^\d{10}$/)),
  source: oneOf(['own', 'external']),
}

export type Clinic = Row<typeof clinics>
export type Staff = Row<typeof staff>
export type Payer = Row<typeof payers>
export type Policy = Row<typeof policies>
export type Authorization = Row<typeof authorizations>
export type Service = Row<typeof services>
export type Role = (typeof roles)[number]
export type Profession = (typeof professions)[number]
