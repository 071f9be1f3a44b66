/** Recommendations of the weekly review, what became of them, and the score afterwards. */
import { z } from 'zod'
import { list } from './lists.ts'
import { shapeOf } from './records.ts'
import { day, handle } from './words.ts'

/** Whose move it is: to send it, to decide, to carry it out, to see whether it helped; or none. */
export const recommendationSteps = ['sending', 'decision', 'action', 'outcome', 'done'] as const
export type RecommendationStep = (typeof recommendationSteps)[number]

const ScoreThen = z.strictObject({ on: day, total: z.number() }).nullable()

const Recommendation = z.strictObject({
  patient: handle,
  mrn: z.string(),
  family_name: z.string(),
  given_name: z.string(),
  birth_date: day,
  review: shapeOf('case_reviews'),
  key: z.string().describe('names the row in PUT …/records/case_reviews/:key'),
  version: z.int(),
  psychiatric_consultant: z.string().describe('the name'),
  step: z.enum(recommendationSteps),
  since: day.describe('since when it waits for that'),
  overdue: z.boolean(),
  mine: z.boolean().describe('whether it is the asking person who has to move'),
  instrument: z.string().describe('the target instrument'),
  before: ScoreThen.describe('the last score up to the review'),
  after: ScoreThen.describe('the last score four to eight weeks later'),
  after_from: day,
  after_to: day,
})
export type Recommendation = z.output<typeof Recommendation>

/** Open ones first, the longest waiting first; then those of the last half year. */
export const RecommendationsView = z.strictObject({ recommendations: list(Recommendation) })
export type RecommendationsView = z.output<typeof RecommendationsView>
