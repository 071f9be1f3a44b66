/** Audit exports: ordered, watched, taken up again, and fetched as one zip. */
import { z } from 'zod'
import { list } from './lists.ts'
import { handle, month } from './words.ts'

const text = z.string().trim().min(1).max(200)
const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be an id')

export const AuditExportAddress = z.strictObject({ export: handle })

/** One of three ways to choose: claims by number, months of patients by name, or a whole month. */
export const AuditExportOrder = z
  .strictObject({
    claims: z.array(id).max(5000).describe('numbers of claims'),
    months: z
      .array(z.strictObject({ patient: handle, month }))
      .max(500)
      .describe('with the claim that stands for each, or as it is judged now'),
    month: month.nullable().describe('the claims that stand for it'),
    payer_id: id.nullable().describe('of the month, those of one payer'),
    unclaimed: z.boolean().describe('of the month, those without a claim too'),
    sample: z
      .strictObject({ count: z.int().min(1).max(100_000), seed: z.int().min(0).max(999_999_999) })
      .nullable()
      .describe('so many of them at random: the same seed draws the same'),
    recipient: text.describe('to whom, as consents under 42 CFR Part 2 name them'),
    purpose: text.describe('what it is disclosed for'),
    pseudonymized: z.boolean().describe('numbers instead of names, and no free text'),
    leave_out: z.boolean().describe('leave patients out for whom a consent is missing'),
  })
  .refine(
    ({ claims, months, month }) =>
      [claims.length > 0, months.length > 0, month !== null].filter(Boolean).length === 1,
    { path: ['month'], message: 'choose claims, months of patients, or one month' },
  )
export type AuditExportOrder = z.output<typeof AuditExportOrder>

export const auditExportStates = [
  'waiting',
  'running',
  'interrupted',
  'failed',
  'made',
  'refused',
  'nothing',
] as const

export const AuditExportView = z.strictObject({
  export: handle,
  asked: z.string(),
  recipient: z.string(),
  purpose: z.string(),
  pseudonymized: z.boolean(),
  leave_out: z.boolean(),
  ordered_at: z.string().describe('a UTC instant'),
  state: z.enum(auditExportStates).describe('interrupted and failed: it can be taken up again'),
  done: z.int().describe('patient-months looked at'),
  of: z.int(),
  months: z.int().describe('patient-months in the file'),
  patients: z.int(),
  left_out: z.int().describe('for want of a consent'),
  lacking: z.int().describe('how many consents under 42 CFR Part 2 are missing'),
  substance_use: z.boolean(),
  signed_by: z.string().nullable().describe('the public key: SPKI, DER, base64'),
  says: z.string().nullable().describe('what failed'),
})
export type AuditExportView = z.output<typeof AuditExportView>

/** One's own of the last day, the newest first. */
export const AuditExportsView = z.strictObject({ exports: list(AuditExportView) })
export type AuditExportsView = z.output<typeof AuditExportsView>

export const AuditExportDetail = z.strictObject({
  view: AuditExportView,
  shortfalls: list(z.strictObject({ message: z.string(), remedy: z.string() })),
})
export type AuditExportDetail = z.output<typeof AuditExportDetail>
