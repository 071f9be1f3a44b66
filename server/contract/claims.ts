/** Claims on the wire: emitted, moved on, replaced, looked at; months of billing; exports. */
import { z } from 'zod'
import { claimStates, exportFormats } from '../domain/records/claims.ts'
import { DeterminationShape } from './determinations.ts'
import { list } from './lists.ts'
import { shapeOf } from './records.ts'
import { day, handle, month } from './words.ts'

const reason = z.string().trim().min(1).max(2000)
const claimId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the number of a claim')
const cents = z.int().min(0).max(99_999_999)

export const ClaimAddress = z.strictObject({ claim: claimId })
export const ClaimsQuery = z.strictObject({ month })

/** Whose months are to be emitted: those that a person has chosen from the run. */
export const EmissionBody = z.strictObject({
  month,
  patients: z.array(handle).min(1).max(500),
})
export const EmissionView = z.strictObject({
  results: list(
    z.strictObject({
      patient: handle,
      outcome: z.enum(['emitted', 'already', 'refused', 'unseen', 'changed']),
      claim: z.string().nullable(),
      message: z.string().nullable(),
      remedy: z.string().nullable(),
    }),
  ),
})
export type EmissionView = z.output<typeof EmissionView>

export const StepBody = z.strictObject({
  to: z.enum(['submitted', 'paid', 'denied', 'voided', 'refunded']),
  on: day,
  reason,
  carc: z
    .string()
    .regex(/^[A-Z]?\d{1,3}$/, 'must be a CARC, such as 16')
    .nullable()
    .default(null),
  paid_cents: cents.nullable().default(null),
  payer_claim_number: z.string().trim().min(1).max(50).nullable().default(null),
})
export type StepBody = z.input<typeof StepBody>
export const ReplacementBody = z.strictObject({ reason })

const Who = z.strictObject({
  handle,
  mrn: z.string(),
  family_name: z.string(),
  given_name: z.string(),
})
const OwedShape = z.strictObject({ since: day.nullable(), refund_due: day })

export const ListedClaimShape = z.strictObject({
  claim: shapeOf('claims'),
  version: z.int().describe('If-Match: "v1"'),
  patient: Who,
})
export type ListedClaimShape = z.output<typeof ListedClaimShape>
export const ClaimsView = z.strictObject({
  month,
  claims: list(ListedClaimShape),
  overpayments: z.int().describe('paid claims of all months with a last day for giving back'),
})
export type ClaimsView = z.output<typeof ClaimsView>

export const OverpaymentsView = z.strictObject({
  overpayments: list(OwedShape.extend({ listed: ListedClaimShape })),
})
export type OverpaymentsView = z.output<typeof OverpaymentsView>

export const KeptClaimShape = z.strictObject({ claim: shapeOf('claims'), version: z.int() })
export type KeptClaimShape = z.output<typeof KeptClaimShape>

const RowChangeShape = z.strictObject({
  record: z.string(),
  id: z.string(),
  kind: z.enum(['amended', 'added', 'gone']),
  columns: list(z.strictObject({ column: z.string(), before: z.unknown(), after: z.unknown() })),
})

export const ClaimView = z.strictObject({
  claim: shapeOf('claims'),
  version: z.int(),
  patient: Who,
  payer: z.string(),
  determination: DeterminationShape.describe('as it was frozen'),
  evidence: list(z.string()).describe('record/id of every row that the month rested on'),
  rows: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .describe('those rows, as they were frozen'),
  faults: list(z.string()).describe('what is wrong with the seal; empty: all is as it was'),
  changed: z
    .strictObject({
      cause: z.enum(['evidence', 'rules']),
      rows: list(RowChangeShape),
      now: DeterminationShape,
      says_less: z.boolean(),
      made: list(
        z.strictObject({
          record: z.string(),
          id: z.string(),
          at: z.string(),
          by: z.string(),
          reason: z.string(),
        }),
      ),
      since: day.nullable(),
      refund_due: day.nullable(),
    })
    .nullable()
    .describe('evidence-changed: the difference, and what would be said of the month now'),
  chain: list(shapeOf('claims')),
  history: list(
    z.strictObject({
      version: z.int(),
      state: z.enum(claimStates),
      at: z.string(),
      by: z.string(),
      role: z.string(),
      reason: z.string(),
    }),
  ),
  emitted_by_name: z.string(),
})
export type ClaimView = z.output<typeof ClaimView>

export const BillingMonthView = z.strictObject({
  month,
  kept: z
    .strictObject({
      first_look_at: z.string(),
      just_short: z.int().describe('how many were just short of a band at the first look'),
      closed_at: z.string().nullable(),
      close_note: z.string().nullable(),
      version: z.int(),
    })
    .nullable()
    .describe('null: nobody has looked at it for billing yet'),
})
export type BillingMonthView = z.output<typeof BillingMonthView>
export const ClosingBody = z.strictObject({ note: reason })

export const SignalsView = z.strictObject({
  month,
  first_look_at: z.string().nullable(),
  clusters: list(
    z.strictObject({
      care_manager: z.string(),
      months: z.int(),
      just_over: z.int(),
      just_under: z.int(),
      is_signal: z.boolean(),
    }),
  ),
  crossed: list(
    z.strictObject({
      mrn: z.string(),
      care_manager: z.string(),
      code: z.string(),
      minutes_then: z.int(),
      minutes_now: z.int(),
    }),
  ),
})
export type SignalsView = z.output<typeof SignalsView>

export const ExportBody = z.strictObject({
  month,
  format: z.enum(exportFormats),
  claims: z.array(claimId).min(1).max(5000),
})
export const ExportView = z.strictObject({
  file: z.string().nullable().describe('its name; null: every claim is blocked'),
  text: z.string().nullable(),
  control_number: z.int().nullable(),
  exported: list(z.string()),
  blocked: list(z.strictObject({ claim: z.string(), mrn: z.string(), missing: list(z.string()) })),
})
export type ExportView = z.output<typeof ExportView>
