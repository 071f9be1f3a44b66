/** The caseload list and the day's worklist. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { CaseloadQuery, CaseloadView, WorklistView } from '../../contract/caseload.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import type { Caseload, Caseloads } from '../../use-cases/caseload.ts'
import { asking, whatThen } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'

type Parts = PolicyParts & { readonly caseloads: Caseloads }

export const caseloadRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { caseloads, clock } = parts
  app.get(
    '/api/caseload',
    {
      config: { access: { roles: treatingRoles, what: 'caseload', shows: 'patients' } },
      schema: {
        summary: 'Open episodes: a care manager’s own, or of whom one treats',
        querystring: CaseloadQuery,
        response: { 200: CaseloadView },
      },
    },
    async (request) => {
      const found = await caseloads.list(asking(request, clock), request.query.care_manager)
      const { rows } = await shownBy(parts, request, found)
      return { rows: [...rows] }
    },
  )
  app.get(
    '/api/worklist',
    {
      config: { access: { roles: treatingRoles, what: 'worklist', shows: 'patients' } },
      schema: {
        summary: 'What is due today for the same patients, by kind of work',
        querystring: CaseloadQuery,
        response: { 200: WorklistView },
      },
    },
    async (request) => {
      const found = await caseloads.work(asking(request, clock), request.query.care_manager)
      const { items, rows } = await shownBy(parts, request, found)
      return { items: [...items], rows: [...rows] }
    },
  )
}

/** Notes whom the list shows. @throws Problem the one 404 where nobody has that handle */
async function shownBy<Found extends Caseload>(
  parts: PolicyParts,
  request: FastifyRequest,
  found: Found | undefined,
): Promise<Found> {
  if (!found) throw await refuseSight(parts, request, null)
  const { patients, substance_use } = found
  const what = whatThen(request.routeOptions.config.access?.what ?? 'caseload', request)
  request.shown = { action: 'list', patients, substance_use, what }
  return found
}
