/** The audit sheet of one patient-month, as it stands on paper, with what its verification found. */
import { z } from 'zod'
import { list } from './lists.ts'
import { day } from './words.ts'

const SectionShape = z.strictObject({
  title: z.string(),
  columns: list(z.string()),
  widths: list(z.number()),
  rows: list(list(z.string())),
  note: z.string().nullable(),
})

export const AuditSheetView = z.strictObject({
  sheet: z.strictObject({
    heading: z.string(),
    facts: list(list(z.string())).describe('label and value'),
    sections: list(SectionShape),
    course: z
      .strictObject({
        title: z.string(),
        highest: z.number(),
        points: list(z.strictObject({ on: day, total: z.number() })),
        marks: list(z.strictObject({ at: z.number(), says: z.string() })),
      })
      .nullable(),
    notice: z.string().nullable().describe('42 CFR 2.32'),
  }),
  rows: z.number().describe('held against their audit events'),
  faults: list(z.strictObject({ place: z.string(), says: z.string() })),
})
export type AuditSheetView = z.output<typeof AuditSheetView>
