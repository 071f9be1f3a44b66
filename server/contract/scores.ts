/** One patient's scores over time, each with what it stands for. */
import { z } from 'zod'
import { shapeOf } from './records.ts'
import { day, handle } from './words.ts'

const asked = z.enum(['negative', 'positive', 'not_asked'])

/** Keys that an instrument lacks are absent; null is "cannot be said". */
const StandingShape = z.strictObject({
  status: z.enum(['complete', 'prorated', 'unscorable', 'total_only']),
  total: z.number().nullable(),
  answered: z.int().nullable(),
  missing: z.int().nullable(),
  band: z.string().nullable().exactOptional(),
  positive: z.boolean().nullable().exactOptional(),
  item9: asked.exactOptional(),
  safety: asked.exactOptional(),
  algorithm: z.enum(['none', 'other', 'major']).nullable().exactOptional(),
})

export const ScoreHistory = z.strictObject({
  patient: handle,
  today: day,
  scores: z.array(z.strictObject({ score: shapeOf('scores'), standing: StandingShape })),
})
export type ScoreHistory = z.output<typeof ScoreHistory>
