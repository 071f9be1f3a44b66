/** How the care goes, month by month. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { MeasuresQuery, MeasuresView, NysQuery, NysView } from '../../contract/measures.ts'
import { type MeasuresParts, measures } from '../../use-cases/measures.ts'
import { nysMonths } from '../../use-cases/measures-nys.ts'
import { asking, whatThen } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'

const access = {
  roles: ['care_manager', 'psychiatric_consultant', 'billing_practitioner', 'clinical_staff'],
  what: 'measures',
  shows: 'patients',
} as const

export const measureRoutes: FastifyPluginAsyncZod<PolicyParts & MeasuresParts> = async (
  app,
  parts,
) => {
  const list = measures(parts)
  app.get(
    '/api/measures',
    {
      config: { access },
      schema: {
        summary: 'The fidelity set of a month: each number with the patients behind it',
        querystring: MeasuresQuery,
        response: { 200: MeasuresView },
      },
    },
    async (request) => {
      const shown = await list(asking(request, parts.clock), request.query)
      if (!shown) throw await refuseSight(parts, request, null)
      const { patients, substance_use } = shown
      const what = whatThen(`measures ${request.query.month}`, request)
      request.shown = { action: 'list', patients, substance_use, what }
      return shown.seen
    },
  )
  const nys = nysMonths(parts)
  app.get(
    '/api/measures/nys',
    {
      config: { access },
      schema: {
        summary: 'The state’s report of a month, m1 to m8: each number with its patients',
        querystring: NysQuery,
        response: { 200: NysView },
      },
    },
    async (request) => {
      const { month } = request.query
      const { seen, patients, substance_use } = await nys(asking(request, parts.clock), month)
      const what = whatThen(`measures nys ${month}`, request)
      request.shown = { action: 'list', patients, substance_use, what }
      return seen
    },
  )
}
