/** The privacy officer's reports: what is asked travels in the body, patients by their handles. */
import { z } from 'zod'
import { accessActions } from '../domain/access.ts'
import { categories } from '../domain/audit/category.ts'
import { patternIds } from '../domain/audit/patterns.ts'
import { type Instant, isInstant } from '../domain/zone.ts'
import { list } from './lists.ts'
import { handle } from './words.ts'

/** The cast says what the check has shown. */
const moment = z
  .string()
  .max(30)
  .refine(isInstant, 'must be an instant in UTC') as unknown as z.ZodType<Instant>

const span = {
  from: moment.describe('included'),
  to: moment.describe('not included'),
}
const place = z.strictObject({ at: moment, seq: z.int().nonnegative() }).nullable()
const Places = z.strictObject({ access: place, changes: place })

/** How many lines come at once. */
export const linesAtOnce = 500

export const AuditQuestion = z.strictObject({
  ...span,
  patient: handle.nullable().describe('null: whoever it was about'),
  user: handle.nullable().describe('null: whoever did it'),
  before: Places.nullable().describe('`next` of the page before; null: from the newest'),
})
export type AuditQuestion = z.output<typeof AuditQuestion>

const LineShape = z.strictObject({
  log: z.enum(['access', 'changes']),
  seq: z.int(),
  at: moment,
  user: handle.nullable().describe('null: nobody on staff, such as a command or a stranger'),
  who: z.string().describe('their name, or what stands for them'),
  role: z.string(),
  action: z.enum([...accessActions, 'added', 'amended']),
  what: z.string(),
  category: z.enum(categories),
  substance_use: z.boolean(),
  patients: list(handle).describe('the first of them'),
  patient_count: z.int(),
  outcome: z.enum(['done', 'refused']),
  reason: z.string().nullable(),
  version_before: z.int().nullable(),
  version_after: z.int().nullable(),
})
export type AuditLine = z.output<typeof LineShape>

const Named = {
  patient: handle,
  family_name: z.string(),
  given_name: z.string(),
  birth_date: z.string(),
  mrn: z.string(),
}
const NamedShape = z.strictObject(Named)
export type AuditPatient = z.output<typeof NamedShape>

export const AuditReport = z.strictObject({
  lines: list(LineShape).describe('the newest first'),
  patients: list(NamedShape).describe('everybody named in them'),
  next: Places.nullable().describe('null: that was all'),
})
export type AuditReport = z.output<typeof AuditReport>

export const AuditSearch = z.strictObject({
  text: z.string().trim().min(1).max(100).describe('a part of a name, an MRN, or a birth date'),
})
export const AuditFound = z.strictObject({ rows: list(NamedShape), more: z.boolean() })
export type AuditFound = z.output<typeof AuditFound>

export const AccountingQuestion = z.strictObject({ ...span, patient: handle })
export type AccountingQuestion = z.output<typeof AccountingQuestion>

export const Accounting = z.strictObject({
  ...span,
  patient: NamedShape,
  lines: list(LineShape),
  complete: z.boolean().describe('false: there are more than can be shown at once'),
  notice: z
    .strictObject({ says: z.string(), statement: z.string() })
    .nullable()
    .describe('42 CFR 2.32: where any of it concerned substance use'),
})
export type Accounting = z.output<typeof Accounting>

export const PatternsQuestion = z.strictObject(span)

const FindingShape = z.strictObject({
  pattern: z.enum(patternIds),
  user: handle.nullable(),
  who: z.string(),
  role: z.string(),
  patients: list(handle).describe('the first of them'),
  patient_count: z.int(),
  events: z.int(),
  ...span,
  note: z.string().nullable(),
})
export type AuditFinding = z.output<typeof FindingShape>

export const Patterns = z.strictObject({
  rules: list(z.strictObject({ pattern: z.enum(patternIds), says: z.string() })),
  findings: list(FindingShape),
  patients: list(NamedShape),
  looked: z.int().describe('how many accesses were looked at'),
  complete: z.boolean().describe('false: the period holds more than one look can take'),
})
export type Patterns = z.output<typeof Patterns>

export const AuditPeople = z.strictObject({
  people: list(z.strictObject({ user: handle, name: z.string(), role: z.string() })),
})
export type AuditPeople = z.output<typeof AuditPeople>
