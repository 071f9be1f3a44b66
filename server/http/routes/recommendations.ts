/** What the weekly review recommended, and what became of it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { RecommendationsView } from '../../contract/recommendations.ts'
import { NoQuery } from '../../contract/words.ts'
import { type RecommendationParts, recommendations } from '../../use-cases/recommendations.ts'
import { asking } from '../asking.ts'
import type { PolicyParts } from '../policy.ts'

const access = {
  roles: ['care_manager', 'psychiatric_consultant', 'billing_practitioner'],
  what: 'recommendations',
  shows: 'patients',
} as const

export const recommendationRoutes: FastifyPluginAsyncZod<
  PolicyParts & RecommendationParts
> = async (app, parts) => {
  const list = recommendations(parts)
  app.get(
    '/api/recommendations',
    {
      config: { access },
      schema: {
        summary: 'Recommendations of one’s patients, open ones first, with the score afterwards',
        querystring: NoQuery,
        response: { 200: RecommendationsView },
      },
    },
    async (request) => {
      const seen = await list(asking(request, parts.clock))
      const { patients, substance_use } = seen
      request.shown = { action: 'list', patients, substance_use }
      return { recommendations: seen.recommendations }
    },
  )
}
