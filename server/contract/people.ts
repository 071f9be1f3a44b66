/** Who and what there is to choose from: people, clinics, payers. */
import { z } from 'zod'
import { roles } from '../domain/records/people.ts'
import { shapeOf } from './records.ts'
import { handle } from './words.ts'

/** Somebody on staff, for names and pickers. */
export const StaffMember = z.strictObject({
  staff: handle,
  staff_id: z.string(),
  name: z.string(),
  role: z.enum(roles),
})
export type StaffMember = z.output<typeof StaffMember>

export const PeopleView = z.strictObject({
  staff: z.array(StaffMember),
  clinics: z.array(shapeOf('clinics')),
  payers: z.array(shapeOf('payers')),
})
export type PeopleView = z.output<typeof PeopleView>
