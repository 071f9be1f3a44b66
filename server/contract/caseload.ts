/** The caseload list and the day's worklist: rows of open episodes, with their flags. */
import { z } from 'zod'
import { type Flag, type SnoozedFlag, severities } from '../domain/caseload/flag.ts'
import type { InstrumentView } from '../domain/caseload/instrument-view.ts'
import type { CaseloadRow, Person } from '../domain/caseload/row.ts'
import { workKinds } from '../domain/caseload/work.ts'
import { models, phases, teamRoles } from '../domain/records/enrollment.ts'
import { EvidenceShape } from './determinations.ts'
import { shapeOf } from './records.ts'
import { day, handle, retrospect } from './words.ts'

export const CaseloadQuery = z.strictObject({
  care_manager: handle.optional().describe('only the patients of this care manager'),
  ...retrospect,
})

const flag = {
  id: z.string(),
  says: z.string(),
  severity: z.enum(severities),
  owner: z.enum(teamRoles),
  clears: z.string(),
  safety: z.boolean(),
  points: z.number(),
  since: day,
  because: z.string(),
  inputs: z.array(EvidenceShape),
}
// Ids are the rules' own; the wire does not list them again.
const FlagShape = z.strictObject(flag) as unknown as z.ZodType<Flag>
const SnoozedFlagShape = z.strictObject({
  ...flag,
  until_on: day,
  reason: z.string(),
}) as unknown as z.ZodType<SnoozedFlag>

const InstrumentViewShape: z.ZodType<InstrumentView> = z.strictObject({
  first: z.number().nullable(),
  first_on: day.nullable(),
  last: z.number().nullable(),
  status: z.enum(['complete', 'prorated', 'unscorable', 'total_only']).nullable(),
  last_on: day.nullable(),
  change: z.number().nullable(),
  percent: z.union([z.number(), z.literal('n/a')]).nullable(),
  at_target: z.boolean(),
})

const PersonShape: z.ZodType<Person | null> = z
  .strictObject({ staff_id: z.string(), name: z.string() })
  .nullable()

export const CaseloadRowShape: z.ZodType<CaseloadRow> = z.strictObject({
  patient_id: z.string(),
  mrn: z.string(),
  family_name: z.string(),
  given_name: z.string(),
  birth_date: day,
  episode_id: z.string(),
  model: z.enum(models),
  status: z.enum([...phases, 'closed']),
  clinic: shapeOf('clinics').nullable(),
  team: z.strictObject({
    care_manager: PersonShape,
    psychiatric_consultant: PersonShape,
    billing_practitioner: PersonShape,
    clinical_staff: PersonShape,
  }),
  enrolled_on: day,
  weeks: z.int(),
  target_instrument: z.string(),
  target_score: z.number().nullable(),
  instruments: z.record(z.string(), InstrumentViewShape),
  target_trail: z.array(z.strictObject({ on: day, total: z.number(), proves: z.boolean() })),
  item9: z.enum(['negative', 'positive', 'not_asked']).nullable(),
  contacts: z.int(),
  last_contact_on: day.nullable(),
  attempts_since: z.int(),
  next_contact_from: day.nullable(),
  next_contact_due: day.nullable(),
  last_review_on: day.nullable(),
  minutes_this_month: z.int(),
  next_band: z.strictObject({ code: z.string(), minutes_to_go: z.number() }).nullable(),
  flags: z.array(FlagShape),
  snoozed: z.array(SnoozedFlagShape),
  question: z.strictObject({ asked_on: day, question: z.string() }).nullable(),
  agenda_points: z.number(),
})

/** A row with the name by which its patient is opened, and the day that it is at their clinic. */
const ListedShape = z.strictObject({ patient: handle, today: day, row: CaseloadRowShape })

export const CaseloadView = z.strictObject({ rows: z.array(ListedShape) })
export type CaseloadView = z.output<typeof CaseloadView>

/** Things to do, gravest first within their kind; each names the episode of one of the rows. */
export const WorklistView = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.enum(workKinds),
      because: z.string(),
      since: day,
      severity: z.enum(severities),
      episode_id: z.string(),
      raised_at: z.string().nullable().describe('a UTC instant, of what waits by the minute: S1'),
      acknowledged: z.boolean().describe('somebody has acted on it since'),
    }),
  ),
  rows: z.array(ListedShape),
})
export type WorklistView = z.output<typeof WorklistView>
