/** The caseload list. */
import { z } from 'zod'
import { handle } from './words.ts'

export const CaseloadQuery = z.strictObject({
  care_manager: handle.optional().describe('only the patients of this care manager'),
})

export const CaseloadView = z.strictObject({
  rows: z.array(z.strictObject({ patient: handle, row: z.strictObject({ mrn: z.string() }) })),
})
