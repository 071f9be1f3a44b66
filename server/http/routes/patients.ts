/** The page of one patient, and their scores over time. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { PatientView } from '../../contract/patients.ts'
import { ScoreHistory } from '../../contract/scores.ts'
import { PatientAddress, RetrospectQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import type { Charts, Found } from '../../use-cases/charts.ts'
import { asking, whatThen } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { tagged } from '../preconditions.ts'

type Parts = PolicyParts & { readonly charts: Charts }

const access = { roles: treatingRoles, what: 'patient', shows: 'patients' } as const

export const patientRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { charts, clock } = parts
  app.get(
    '/api/patients/:patient',
    {
      config: { access },
      schema: {
        summary: 'Everything that the registry holds on one patient',
        description: 'Its ETag names this evidence: send it back as If-Match with a change.',
        params: PatientAddress,
        querystring: RetrospectQuery,
        response: { 200: PatientView },
      },
    },
    async (request, reply) => {
      const page = await charts.page(request.params.patient, asking(request, clock))
      const { shown, found } = await seenBy(parts, request, page)
      const { handle, today, digest } = shown
      const view = { handle, today, ...found, people: [...found.people] }
      return tagged(reply, digest).send(view)
    },
  )
  app.get(
    '/api/patients/:patient/scores',
    {
      config: { access: { ...access, what: 'score history' } },
      schema: {
        summary: 'Scores over time, each with what it stands for',
        params: PatientAddress,
        querystring: RetrospectQuery,
        response: { 200: ScoreHistory },
      },
    },
    async (request) => {
      const scores = await charts.scores(request.params.patient, asking(request, clock))
      const { shown, found } = await seenBy(parts, request, scores)
      return { patient: shown.handle, today: shown.today, scores: [...found] }
    },
  )
}

/** Notes whom the answer shows. @throws Problem the one 404, once the refusal is logged */
async function seenBy<T>(
  parts: PolicyParts,
  request: FastifyRequest,
  found: Found<T>,
): Promise<Extract<Found<T>, { outcome: 'seen' }>> {
  if (found.outcome === 'unseen') throw await refuseSight(parts, request, found.patient_id)
  const { patient_id, substance_use } = found.shown
  const what = whatThen(request.routeOptions.config.access?.what ?? 'patient', request)
  request.shown = { action: 'read', patients: [patient_id], substance_use, what }
  return found
}
