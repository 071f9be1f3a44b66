/** What is billed: claims and their frozen proofs, months, exports, fees. */
import { sql } from 'drizzle-orm'
import { check, day, id, index, oneOf, table, uniqueIndex, whole, words } from '#dialect'
import { claimStates, exportFormats } from '../../server/domain/records/claims.ts'
import { episodes, patients } from './enrollment.ts'
import { kept } from './ledger.ts'
import { payers, staff } from './people.ts'

/** What a payer pays for a code, for a time. */
export const fee_schedules = table(
  'fee_schedules',
  {
    fee_id: id('fee_id').primaryKey(),
    payer_id: id('payer_id').references(() => payers.payer_id),
    locality: words('locality'),
    code: words('code').notNull(),
    amount_cents: whole('amount_cents').notNull(),
    effective_from: day('effective_from').notNull(),
    effective_to: day('effective_to'),
    ...kept(),
  },
  (t) => [check('fee_schedules_amount_range', sql`${t.amount_cents} between 0 and 99999999`)],
)

/** One patient-month billed, in its latest state. */
export const claims = table(
  'claims',
  {
    claim_id: id('claim_id').primaryKey(),
    patient_id: id('patient_id')
      .notNull()
      .references(() => patients.patient_id),
    episode_id: id('episode_id')
      .notNull()
      .references(() => episodes.episode_id),
    month: words('month').notNull(),
    state: oneOf('state', claimStates).notNull(),
    payer_id: id('payer_id')
      .notNull()
      .references(() => payers.payer_id),
    care_manager_id: id('care_manager_id').references(() => staff.staff_id),
    lines: words('lines').notNull(),
    minutes: whole('minutes').notNull(),
    policy: words('policy').notNull(),
    rules_version: words('rules_version').notNull(),
    sha256: words('sha256').notNull(),
    evidence_sha256: words('evidence_sha256').notNull(),
    emitted_by: words('emitted_by').notNull(),
    emitted_at: words('emitted_at').notNull(),
    replaces: words('replaces'),
    reason: words('reason'),
    carc: words('carc'),
    submitted_on: day('submitted_on'),
    payer_claim_number: words('payer_claim_number'),
    paid_on: day('paid_on'),
    paid_cents: whole('paid_cents'),
    overpaid_since: day('overpaid_since'),
    refunded_on: day('refunded_on'),
    ...kept(),
  },
  (t) => [
    index('claims_by_patient').on(t.patient_id, t.claim_id),
    index('claims_by_month').on(t.month, t.claim_id),
    // Never a second claim: a patient-month has one first claim, and a claim one replacement.
    uniqueIndex('claims_first').on(t.patient_id, t.month).where(sql`${t.replaces} is null`),
    uniqueIndex('claims_replacement').on(t.replaces),
  ],
)

/** What proved a claim: large, and read only with that claim. */
export const claim_proofs = table('claim_proofs', {
  claim_id: id('claim_id').primaryKey(),
  patient_id: id('patient_id')
    .notNull()
    .references(() => patients.patient_id),
  proof: words('proof').notNull(),
  ...kept(),
})

/** The single-file verifier of each version of the rules that claims were made by. */
export const verifiers = table('verifiers', {
  rules_version: words('rules_version').primaryKey(),
  text: words('text').notNull(),
  ...kept(),
})

/** A month of billing: its first look, and its closing. */
export const billing_months = table('billing_months', {
  month: words('month').primaryKey(),
  first_look_by: words('first_look_by').notNull(),
  first_look_at: words('first_look_at').notNull(),
  just_short: words('just_short').notNull(),
  closed_by: words('closed_by'),
  closed_at: words('closed_at'),
  close_note: words('close_note'),
  ...kept(),
})

/** A file of claims that was made for a payer. */
export const claim_exports = table('claim_exports', {
  export_id: id('export_id').primaryKey(),
  control_number: whole('control_number').notNull().unique(),
  format: oneOf('format', exportFormats).notNull(),
  month: words('month').notNull(),
  claims: words('claims').notNull(),
  sha256: words('sha256').notNull(),
  made_by: words('made_by').notNull(),
  made_at: words('made_at').notNull(),
  ...kept(),
})
