/** The words of each record's form; columns that are left out here are never typed by hand. */
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import type { FormText } from './form-text.ts'

const practitioners = ['billing_practitioner'] as const
const prescribers = ['billing_practitioner', 'psychiatric_consultant'] as const

export const recordForms: Readonly<Partial<Record<AmendedRecord, FormText>>> = {
  medications: {
    one: 'medication',
    fields: {
      name: { label: 'Name' },
      dose: { label: 'Dose', hint: 'As prescribed, for example 50 mg daily' },
      started_on: { label: 'Since' },
      stopped_on: { label: 'Last taken', hint: 'Empty while it is taken; a new dose is a new row' },
      prescribed_by: { label: 'Prescribed by', roles: prescribers },
      change_reason: { label: 'Why it was begun or changed', long: true },
    },
  },
  care_plans: {
    one: 'care plan version',
    fields: {
      effective_on: { label: 'In force from' },
      targets: { label: 'Targets', hint: 'What shall be reached, by when', long: true },
      interventions: { label: 'Interventions', long: true },
      change_reason: { label: 'Why it changed', long: true },
      author_id: { label: 'Author' },
    },
  },
  diagnoses: {
    one: 'diagnosis',
    fields: {
      icd10: { label: 'ICD-10-CM code', hint: 'With its dot, for example F33.1' },
      rank: { label: 'Rank', hint: '1 is the principal diagnosis' },
      recorded_on: { label: 'Recorded on' },
      resolved_on: { label: 'Resolved on' },
    },
  },
  relapse_plans: {
    one: 'relapse-prevention plan',
    fields: {
      made_on: { label: 'Made on' },
      warning_signs: { label: 'Warning signs', long: true },
      actions: { label: 'What to do then', long: true },
      author_id: { label: 'Author' },
    },
  },
  risk_assessments: {
    one: 'risk assessment',
    fields: {
      assessed_at: { label: 'Assessed at' },
      assessed_by: { label: 'Assessed by' },
      ideation: { label: 'Ideation', hint: 'In the patient’s words: what, how often', long: true },
      plan_or_intent: { label: 'Plan or intent, access to means', long: true },
      past_attempt: { label: 'Past attempts', long: true },
      protective_factors: { label: 'Protective factors', long: true },
      tier: { label: 'Risk tier' },
      disposition: { label: 'Disposition', hint: 'What was decided and done', long: true },
      note: { label: 'Note', long: true },
    },
  },
  safety_plans: {
    one: 'safety plan',
    fields: {
      made_on: { label: 'Made on' },
      author_id: { label: 'Made with' },
      warning_signs: { label: '1 Warning signs', long: true },
      coping: { label: '2 Coping on one’s own', long: true },
      distractions: { label: '3 People and places that distract', long: true },
      supports: { label: '4 People to ask for help', long: true },
      professionals: { label: '5 Professionals and agencies', hint: '988 at any hour', long: true },
      environment: { label: '6 Making the environment safe', long: true },
    },
  },
  consents: {
    one: 'consent',
    fields: {
      obtained_at: { label: 'Obtained at' },
      mode: { label: 'How' },
      obtained_by: { label: 'Obtained by' },
      billing_practitioner_id: { label: 'Names the practitioner', roles: practitioners },
      consult_permission: { label: 'Permission to consult a specialist was given' },
      cost_sharing_face_to_face: { label: 'Cost sharing for visits was explained' },
      cost_sharing_non_face_to_face: { label: 'Cost sharing without a visit was explained' },
      documented_at: { label: 'Documented at', hint: 'Empty: when it was obtained' },
      revoked_at: { label: 'Revoked at' },
    },
  },
  part2_consents: {
    one: 'consent to disclose substance-use records',
    fields: {
      obtained_on: { label: 'Obtained on' },
      recipient: { label: 'To whom', hint: 'As it is known here: the payer’s name, a program' },
      scope: { label: 'What for' },
      purpose: { label: 'Purpose, in the words of the consent', long: true },
      expires_on: { label: 'Last day', hint: 'Empty: until it is revoked' },
      revoked_on: { label: 'Revoked on' },
    },
  },
  visits: {
    one: 'visit',
    fields: {
      visit_on: { label: 'Day' },
      practitioner_id: { label: 'Practitioner', roles: practitioners },
      code: { label: 'Code of the visit', hint: 'CPT or HCPCS, for example 99214' },
    },
  },
  coverages: {
    one: 'coverage',
    fields: {
      payer_id: { label: 'Payer' },
      member_id: { label: 'Member number' },
      rank: { label: 'Rank', hint: '1 pays first' },
      starts_on: { label: 'From' },
      ends_on: { label: 'Last day' },
      relationship: { label: 'The patient is, to the person insured', hint: 'Empty: that person' },
      subscriber_family_name: { label: 'Family name of the person insured' },
      subscriber_given_name: { label: 'Given name of the person insured' },
      subscriber_birth_date: { label: 'Birth date of the person insured' },
    },
  },
  care_team: {
    one: 'team member',
    fields: {
      role: { label: 'Role' },
      staff_id: { label: 'Who' },
      starts_on: { label: 'From' },
      ends_on: { label: 'Last day' },
    },
  },
  episode_phases: {
    one: 'phase of care',
    fields: {
      phase: { label: 'Phase' },
      starts_on: { label: 'From' },
      reason: { label: 'Why' },
    },
  },
  facility_stays: {
    one: 'facility stay',
    fields: {
      kind: { label: 'Kind' },
      admitted_on: { label: 'Admitted on' },
      discharged_on: { label: 'Discharged on' },
    },
  },
  services: {
    one: 'billed service',
    fields: {
      code: { label: 'Code', hint: 'CPT or HCPCS, for example 99492' },
      units: { label: 'Units' },
      service_on: { label: 'Date of service' },
      practitioner_npi: { label: 'NPI of the practitioner', hint: 'Ten digits' },
      source: { label: 'Billed by', hint: 'Own: from here; external: elsewhere' },
    },
  },
  authorizations: {
    one: 'authorization',
    fields: {
      payer_id: { label: 'Payer' },
      number: { label: 'Number' },
      starts_on: { label: 'From' },
      ends_on: { label: 'Last day' },
    },
  },
  questions: {
    one: 'question to the consultant',
    fields: {
      question: { label: 'Question', long: true },
      settled_on: { label: 'Settled on' },
    },
  },
}
