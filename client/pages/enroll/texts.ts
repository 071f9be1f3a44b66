/** The words under which each section asks for its columns; the last look uses the same. */
import type { FieldText } from '../../components/form/texts.ts'
import type { RowSection } from './form.ts'

const practitioners = ['billing_practitioner'] as const
type Texts = Readonly<Record<string, FieldText>>

export const who: Texts = {
  family_name: { label: 'Family name' },
  given_name: { label: 'Given name' },
  birth_date: { label: 'Birth date' },
  mrn: { label: 'MRN', hint: 'As in your EHR, leading zeros too' },
}
export const aboutThem: Texts = {
  sex: { label: 'Sex', hint: 'As recorded: female, male, …' },
  language: { label: 'Language', hint: 'A tag such as en, es, zh' },
  phone: { label: 'Phone' },
}
export const referral: Texts = {
  clinic_id: { label: 'Clinic' },
  referred_on: { label: 'Referred on' },
  referred_by: { label: 'Referred by', roles: practitioners },
  enrolled_on: { label: 'Enrolled on' },
}
export const visit: Texts = {
  visit_on: { label: 'Day' },
  practitioner_id: { label: 'With', roles: practitioners },
  code: { label: 'Code of the visit', hint: 'CPT or HCPCS, for example 99214' },
}
export const agreed: Texts = {
  consult_permission: { label: 'Permission to consult a specialist was given' },
  cost_sharing_face_to_face: { label: 'Cost sharing for visits was explained' },
  cost_sharing_non_face_to_face: { label: 'Cost sharing between visits was explained' },
}
export const obtained: Texts = {
  obtained_at: { label: 'Obtained at', hint: 'Earlier care does not count' },
  mode: { label: 'How', hint: 'Some payers want it in writing' },
  obtained_by: { label: 'Obtained by' },
  billing_practitioner_id: {
    label: 'Names the practitioner',
    hint: 'Who bills: only one can in a month',
    roles: practitioners,
  },
}
export const principal: Texts = {
  icd10: { label: 'Principal diagnosis', hint: 'ICD-10-CM with its dot, for example F33.1' },
  recorded_on: { label: 'Recorded on' },
}
export const second: Texts = {
  icd10: { label: 'Second diagnosis' },
  recorded_on: { label: 'Recorded on' },
}
export const coverage: Texts = {
  payer_id: { label: 'Payer' },
  member_id: { label: 'Member number' },
  starts_on: { label: 'Covered from' },
  ends_on: { label: 'Last day' },
}
export const administered: Texts = {
  administered_on: { label: 'Answered on' },
  mode: { label: 'How' },
}
export const totalOnly: Texts = {
  total: { label: 'Total', hint: 'Where only the total is known; item 9 then stays unknown' },
}

/** Everything that a section tells, in order. */
export const told: Readonly<Record<RowSection, Texts>> = {
  patient: { ...who, ...aboutThem },
  episode: {
    ...referral,
    model: { label: 'Model' },
    target_instrument: { label: 'Target instrument' },
  },
  visit,
  consent: { ...obtained, ...agreed },
  diagnosis: principal,
  second,
  coverage,
  score: {
    instrument: { label: 'Instrument' },
    items: { label: 'Answers' },
    ...totalOnly,
    ...administered,
  },
}
