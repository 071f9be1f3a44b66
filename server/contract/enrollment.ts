/** Finding patients, and taking a new one in: everything of an enrollment in one request. */
import { z } from 'zod'
import type { Patient } from '../domain/records/index.ts'
import type { NewRow } from '../domain/writing-defaults.ts'
import { columnShapes } from './records.ts'
import { day, handle } from './words.ts'
import { newShapes } from './writing.ts'

/** Terms travel in the body: an address is kept in logs and histories. */
export const SearchBody = z.strictObject({
  text: z.string().trim().min(1).max(100).describe('a part of a name, an MRN, or a birth date'),
})

const Named = { family_name: z.string(), given_name: z.string(), birth_date: day, mrn: z.string() }

/** At most 20 patients within reach. */
export const SearchView = z.strictObject({
  rows: z.array(
    z.strictObject({ patient: handle, ...Named, open: z.boolean().describe('in care now') }),
  ),
  more: z.boolean().describe('there are others: say more of the name'),
})
export type SearchView = z.output<typeof SearchView>

export const DuplicatesBody = z.strictObject({
  mrn: z.string().max(200),
  family_name: z.string().max(200),
  given_name: z.string().max(200),
  birth_date: day.nullable(),
})
export type DuplicatesBody = z.output<typeof DuplicatesBody>

/** Patients anywhere who may be the same person; opened only where they are within reach. */
export const DuplicatesView = z.strictObject({
  rows: z.array(
    z.strictObject({
      patient: handle.nullable(),
      ...Named,
      open: z.boolean().nullable().describe('in care now; null: not within reach'),
    }),
  ),
})
export type DuplicatesView = z.output<typeof DuplicatesView>

const { patient_id: _, ...patientColumns } = columnShapes('patients')
const optionalWhereAbsent = (shapes: Readonly<Record<string, z.ZodType>>) =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      shape.safeParse(null).success ? shape.optional() : shape,
    ]),
  )
const listOf = (record: keyof typeof newShapes) => z.array(newShapes[record]).max(50)
const { episode_id: _id, ...teamColumns } = columnShapes('care_team')

const ofEpisode = {
  coverages: listOf('coverages'),
  episode: newShapes.episodes,
  care_team: z
    .array(z.strictObject(optionalWhereAbsent(teamColumns)))
    .min(1)
    .max(20),
  diagnoses: listOf('diagnoses'),
  visits: listOf('visits'),
  consents: listOf('consents'),
  scores: listOf('scores'),
}

/** One patient, with everything that is known on the first day. */
export const EnrollmentBody = z.strictObject({
  patient: z.strictObject(optionalWhereAbsent(patientColumns)),
  ...ofEpisode,
}) as unknown as z.ZodType<Enrollment> // the columns that make the shapes make the types as well

/** A new episode of a patient who comes back, with what is new on its first day. */
export const EpisodeBody = z.strictObject(ofEpisode) as unknown as z.ZodType<NewEpisode> // likewise

type MayLack<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: T[K]
}
export interface Enrollment {
  readonly patient: MayLack<Omit<Patient, 'patient_id'>>
  readonly coverages: readonly NewRow<'coverages'>[]
  readonly episode: NewRow<'episodes'>
  readonly care_team: readonly Omit<NewRow<'care_team'>, 'episode_id'>[]
  readonly diagnoses: readonly NewRow<'diagnoses'>[]
  readonly visits: readonly NewRow<'visits'>[]
  readonly consents: readonly NewRow<'consents'>[]
  readonly scores: readonly NewRow<'scores'>[]
}

export type NewEpisode = Omit<Enrollment, 'patient'>

export const Enrolled = z.strictObject({ patient: handle })
export type Enrolled = z.output<typeof Enrolled>
