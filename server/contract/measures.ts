/** How the care goes: the fidelity set of a month, each number with the patients behind it. */
import { z } from 'zod'
import { measureIds, units } from '../domain/measures/number.ts'
import { nysIds } from '../domain/measures/nys/measures.ts'
import { EvidenceShape } from './determinations.ts'
import { list } from './lists.ts'
import { day, handle, month, retrospect } from './words.ts'

export const MeasuresQuery = z.strictObject({
  month,
  care_manager: handle.optional().describe('only the patients of this care manager'),
  clinic: handle.optional().describe('only the patients of this clinic'),
  ...retrospect,
})

/** A number and what it is made of; `value` null: nothing to divide by. */
const NumberShape = z.strictObject({
  id: z.enum(measureIds),
  numerator: z.number(),
  denominator: z.number(),
  value: z.number().nullable(),
})

const MemberShape = z.strictObject({
  patient: handle,
  episode_id: z.string(),
  counts: z.boolean().describe('in the numerator'),
  value: z.number().nullable().describe('what the patient adds to a mean'),
  because: z.string(),
  evidence: list(EvidenceShape),
})

const MeasureShape = NumberShape.extend({
  says: z.string(),
  definition: z.string(),
  unit: z.enum(units),
  target: z.string().nullable(),
  members: list(MemberShape).describe('the denominator'),
})
export type Measure = z.output<typeof MeasureShape>

const GroupShape = z.strictObject({
  group: handle,
  name: z.string(),
  numbers: list(NumberShape),
})

export const MeasuresView = z.strictObject({
  month,
  as_of: day.describe("the month's last day, or today where that is earlier"),
  version: z.string().describe('of the definitions'),
  measures: list(MeasureShape),
  patients: list(
    z.strictObject({
      patient: handle,
      mrn: z.string(),
      family_name: z.string(),
      given_name: z.string(),
    }),
  ),
  care_managers: list(GroupShape),
  clinics: list(GroupShape),
})
export type MeasuresView = z.output<typeof MeasuresView>

export const NysQuery = z.strictObject({ month, ...retrospect })

const NysMember = z.strictObject({
  patient: handle,
  in: z.enum(['numerator', 'denominator', 'excluded']),
  because: z.string(),
  evidence: list(EvidenceShape),
  days: z.number().optional().describe('in treatment, for m4'),
})

export const NysView = z.strictObject({
  month,
  as_of: day,
  version: z.string(),
  measures: list(
    z.strictObject({
      id: z.enum(nysIds),
      says: z.string(),
      definition: z.string(),
      unit: z.enum(['patients', 'weeks', 'percent']),
      target: z.string().nullable(),
      benchmark: z.string().nullable(),
      numerator: z.number(),
      denominator: z.number().nullable().describe('null: a plain count'),
      value: z.number().nullable(),
      members: list(NysMember),
    }),
  ),
  patients: list(
    z.strictObject({
      patient: handle,
      mrn: z.string(),
      family_name: z.string(),
      given_name: z.string(),
    }),
  ),
})
export type NysView = z.output<typeof NysView>
