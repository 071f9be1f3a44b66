/** What the registry proves about a month: the determination, in the domain's own words. */
import { z } from 'zod'
import {
  type Determination,
  exclusionReasons,
  type Line,
  reasonSlugs,
} from '../domain/billing/determined.ts'
import type { Evidence } from '../domain/evidence.ts'
import { claimStates } from '../domain/records/claims.ts'
import { recordNames } from '../domain/records/index.ts'
import { day, handle, month } from './words.ts'

export const EvidenceShape: z.ZodType<Evidence> = z.strictObject({
  record: z.enum(recordNames),
  id: z.string(),
  on: day,
})

export const LineShape: z.ZodType<Line> = z.strictObject({
  code: z.string(),
  units: z.int(),
  service_on: day,
  diagnoses: z.array(z.string()),
  practitioner_npi: z.string().nullable(),
  place_of_service: z.string(),
  modifiers: z.array(z.string()),
})

const outcomeOfElement = z.enum(['met', 'unmet', 'not_applicable'])
const ElementShape = z.strictObject({
  element: z.string(),
  outcome: outcomeOfElement,
  met: z.boolean().nullable(),
  says: z.string(),
  source: z.string(),
  because: z.string(),
  evidence: z.array(EvidenceShape),
  remedy: z.string().nullable(),
})

export const ReasonShape = z.strictObject({
  reason: z.enum(reasonSlugs),
  message: z.string(),
  remedy: z.string(),
})

const NextShape = z.strictObject({ code: z.string(), minutes_to_go: z.number() }).nullable()
const bands = z.array(z.strictObject({ code: z.string(), units: z.int(), minutes: z.int() }))
const CountedShape = z.strictObject({ activity: z.string(), seconds: z.number() })

/** Both outcomes' common ground and their lines. */
const determination = z.strictObject({
  outcome: z.enum(['bill', 'hold', 'no_bill']),
  mrn: z.string(),
  month,
  minutes: z.int(),
  judged_as: z.string().nullable(),
  lines: z.array(LineShape),
  proposed: z.array(LineShape),
  elements: z.array(ElementShape),
  reasons: z.array(ReasonShape),
  counted: z.array(CountedShape),
  excluded: z.array(CountedShape.extend({ reason: z.enum(exclusionReasons) })),
  policy: z.string().nullable(),
  time_rule: z.enum(['midpoint', 'full']),
  next: NextShape,
  bands,
  suggestions: z.array(z.string()),
  rules_version: z.string(),
})

/** Only `determine` makes a proven line: a wire cannot carry the proof, only what was proven. */
export const DeterminationShape = determination as unknown as z.ZodType<Determination>

const reachedSince = z
  .strictObject({ first_look_at: z.string(), minutes_then: z.int(), code: z.string() })
  .nullable()
  .describe('the month was just short at its first look, and has reached this code since')

/** One patient's month as it is looked at. */
export type PatientMonth = Determination & {
  readonly reached_since: z.output<typeof reachedSince>
}
export const PatientMonth = determination.extend({
  reached_since: reachedSince,
}) as unknown as z.ZodType<PatientMonth> // as above

/** One patient's line in the month run: enough for the list; the rest is one click away. */
export const MonthRunRow = z.strictObject({
  patient: handle,
  mrn: z.string(),
  family_name: z.string(),
  given_name: z.string(),
  clinic: z.strictObject({ clinic_id: z.string(), name: z.string() }).nullable(),
  care_manager: z.strictObject({ staff_id: z.string(), name: z.string() }).nullable(),
  outcome: z.enum(['bill', 'hold', 'no_bill']),
  minutes: z.int(),
  judged_as: z.string().nullable(),
  lines: z.array(LineShape),
  proposed: z.array(LineShape),
  elements: z.array(z.strictObject({ element: z.string(), outcome: outcomeOfElement })),
  reasons: z.array(ReasonShape),
  next: NextShape,
  bands,
  claim: z
    .strictObject({
      claim: z.string(),
      state: z.enum(claimStates),
      changed: z.boolean().describe('the evidence is not what it was when the claim was emitted'),
      says_less: z.boolean().describe('something that was billed is no longer proven'),
    })
    .nullable(),
  expected_cents: z.int().nullable().describe('null where a fee is not known'),
  after_close: z
    .strictObject({ entries: z.int(), minutes_before: z.int() })
    .nullable()
    .describe('entries recorded after the month was closed, and the minutes without them'),
})
export type MonthRunRow = z.output<typeof MonthRunRow>

/** Everybody's month, in the order of their record numbers. */
export const MonthRun = z.strictObject({ month, rows: z.array(MonthRunRow) })
export type MonthRun = z.output<typeof MonthRun>
