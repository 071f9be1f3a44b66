/** Rights for a time: audit requests, substance-use records, one patient in an emergency. */
import { z } from 'zod'
import { grantKinds } from '../domain/grants.ts'
import { list } from './lists.ts'
import { day, handle, month } from './words.ts'

const moment = z.string().describe('a UTC instant')
const reason = z.string().trim().min(1).max(2000)

export const GrantView = z.strictObject({
  grant: handle,
  version: z.int().describe('If-Match: "v1"'),
  kind: z.enum(grantKinds),
  granted_to: z.string(),
  granted_by: z.string(),
  reason: z.string(),
  granted_at: moment,
  expires_at: moment,
  state: z.enum(['in_force', 'expired', 'revoked']),
  review: z
    .enum(['not_needed', 'open', 'overdue', 'reviewed'])
    .describe('of an emergency: within 72 hours'),
  reviewed_by: z.string().nullable(),
  reviewed_at: moment.nullable(),
  review_note: z.string().nullable(),
  patients: list(
    z.strictObject({
      patient: handle,
      family_name: z.string(),
      given_name: z.string(),
      mrn: z.string(),
      month: month.nullable(),
    }),
  ),
})
export type GrantView = z.output<typeof GrantView>

export const GrantsView = z.strictObject({
  grants: list(GrantView),
  people: list(z.strictObject({ staff: handle, name: z.string(), role: z.string() })).describe(
    'whom something can be granted',
  ),
})
export type GrantsView = z.output<typeof GrantsView>

/** What one holds oneself, as far as it is in force. */
export const OwnGrants = z.strictObject({ grants: list(GrantView) })
export type OwnGrants = z.output<typeof OwnGrants>

/** Patients are named in the body: an address is kept in logs and histories. */
export const NewGrant = z.strictObject({
  kind: z.enum(['audit_request', 'substance_use']),
  granted_to: handle.describe('somebody on staff'),
  patients: z
    .array(
      z.strictObject({
        mrn: z.string().trim().min(1).max(200),
        month: month.nullable().describe('an audit request names months; the others null'),
      }),
    )
    .min(1)
    .max(500),
  reason,
  days: z.int().min(1).max(90).describe('how long it holds'),
})
export type NewGrant = z.output<typeof NewGrant>

export const GrantAddress = z.strictObject({ grant: handle })
export const GrantRevocation = z.strictObject({ reason })
export type GrantRevocation = z.output<typeof GrantRevocation>
export const GrantReview = z.strictObject({ note: reason })
export type GrantReview = z.output<typeof GrantReview>

/** The record number and the birth date, both: nobody is found by half of what is known. */
export const Emergency = z.strictObject({
  mrn: z.string().trim().min(1).max(200),
  birth_date: day,
  reason: z.string().trim().min(10).max(2000).describe('what makes it an emergency'),
})
export type Emergency = z.output<typeof Emergency>
export const EmergencyView = z.strictObject({
  patient: handle,
  expires_at: moment.nullable().describe('null: the patient is theirs to see anyway'),
})
export type EmergencyView = z.output<typeof EmergencyView>
