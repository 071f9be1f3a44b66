/** What is billed and by whom: claims, the months they belong to, their exports, fees, organizations. */
import { day, id, maybe, oneOf, type Row, refers, text, whole } from './column.ts'

/** Where a claim stands. A proven month without a claim is the draft of one (domain/claims). */
export const claimStates = ['emitted', 'submitted', 'paid', 'denied', 'replaced', 'voided'] as const
export const exportFormats = ['837p', 'charges', 'institutional_charges'] as const

const monthText = () => text('a month, YYYY-MM', /^\d{4}-(0[1-9]|1[0-2])$/)
/** To the millisecond, so that the order of texts is that of time. */
const instantText = () => text('a UTC instant', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const sha256 = () => text('64 hexadecimal digits', /^[0-9a-f]{64}$/)
const cents = () => whole(0, 99_999_999)

/** Who bills: what a claim file says of the sender beyond the clinic (ASC X12 837P). */
export const organizations = {
  organization_id: id(),
  name: text(),
  npi: maybe(text('ten digits', /^\d{10}$/)),
  /** Employer's identification number, without its dash. */
  tin: maybe(text('nine digits', /^\d{9}$/)),
  address_line: maybe(text()),
  city: maybe(text()),
  state: maybe(text('two letters', /^[A-Z]{2}$/)),
  postal_code: maybe(text('five or nine digits', /^\d{5}(\d{4})?$/)),
  taxonomy: maybe(text('a provider taxonomy code of ten characters', /^[0-9A-Z]{10}$/)),
  contact_name: maybe(text()),
  contact_phone: maybe(text('ten digits', /^\d{10}$/)),
  submitter_id: maybe(text('2 to 15 characters', /^[A-Za-z0-9]{2,15}$/)),
  receiver_name: maybe(text()),
  receiver_id: maybe(text('2 to 15 characters', /^[A-Za-z0-9]{2,15}$/)),
}

/** What a payer pays for a code, for a time; without payer or locality it holds for all of them. */
export const fee_schedules = {
  fee_id: id(),
  payer_id: maybe(refers('payers')),
  locality: maybe(text('the name of a locality', /^[\w .-]{1,32}$/)),
  code: text('a CPT or HCPCS code', /^[A-Z0-9]{5}$/),
  amount_cents: cents(),
  effective_from: day(),
  effective_to: maybe(day()),
}

/**
 * One patient-month billed, in its latest state; who moved it there, when and why is in its
 * versions. What proved it is in `claim_proofs`.
 */
export const claims = {
  /** Also the claim's number towards payers: at most 20 characters. */
  claim_id: id(),
  patient_id: refers('patients'),
  episode_id: refers('episodes'),
  month: monthText(),
  state: oneOf(claimStates),
  payer_id: refers('payers'),
  care_manager_id: maybe(refers('staff')),
  /** The lines of the frozen determination, as canonical JSON. */
  lines: text(),
  minutes: whole(0, 99_999),
  policy: text(),
  rules_version: text(),
  /** SHA-256 over the proof's text. */
  sha256: sha256(),
  /** SHA-256 over what this month alone rests on: another one later means changed evidence. */
  evidence_sha256: sha256(),
  emitted_by: text('a staff_id, or operator:NAME'),
  emitted_at: instantText(),
  /** The claim that this one replaces; the first one of a patient-month replaces none. */
  replaces: maybe(text('the id of a claim', /^[A-Za-z0-9._-]{1,64}$/)),
  /** Why it is in its state, in a person's words. */
  reason: maybe(text()),
  /** Claim adjustment reason code of a denial. */
  carc: maybe(text('a claim adjustment reason code', /^[A-Z]?\d{1,3}$/)),
  submitted_on: maybe(day()),
  /** The payer's own number of the claim: what a replacement or a void must name. */
  payer_claim_number: maybe(text()),
  paid_on: maybe(day()),
  paid_cents: maybe(cents()),
  /** When it was found that the payer paid too much; it has to be back within 60 days. */
  overpaid_since: maybe(day()),
  refunded_on: maybe(day()),
}

/** Everything that proved a claim, as the canonical text that its SHA-256 is made over. */
export const claim_proofs = {
  claim_id: id(),
  patient_id: refers('patients'),
  proof: text(),
}

/** A month of billing: its first look, and its closing. */
export const billing_months = {
  month: monthText(),
  first_look_by: text('a staff_id'),
  first_look_at: instantText(),
  /** JSON: whose minutes were just short then, [patient_id, minutes, code, minutes_to_go]. */
  just_short: text(),
  closed_by: maybe(text('a staff_id')),
  closed_at: maybe(instantText()),
  close_note: maybe(text()),
}

/** A file of claims that was made for a payer. */
export const claim_exports = {
  export_id: id(),
  /** 1, 2, 3 …: the interchange's control number. */
  control_number: whole(1, 999_999_999),
  format: oneOf(exportFormats),
  month: monthText(),
  /** JSON: the claim_ids in it, in their order. */
  claims: text(),
  /** SHA-256 over the file. */
  sha256: sha256(),
  made_by: text('a staff_id'),
  made_at: instantText(),
}

export type Organization = Row<typeof organizations>
export type Fee = Row<typeof fee_schedules>
export type Claim = Row<typeof claims>
export type ClaimProofRow = Row<typeof claim_proofs>
export type BillingMonth = Row<typeof billing_months>
export type ClaimExport = Row<typeof claim_exports>
export type ClaimState = (typeof claimStates)[number]
export type ExportFormat = (typeof exportFormats)[number]
