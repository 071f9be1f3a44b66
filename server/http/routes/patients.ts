/** The page of one patient, and their scores over time. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { PatientView } from '../../contract/patients.ts'
import { ScoreHistory } from '../../contract/scores.ts'
import { PatientAddress, RetrospectQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import { type Patients, scoreHistory } from '../../use-cases/patient.ts'
import type { Looked, Sight } from '../../use-cases/sight.ts'
import { asking, whatThen } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { tagged } from '../preconditions.ts'
import { notFound } from '../problem.ts'

type Parts = PolicyParts & { readonly patients: Patients }

const access = { roles: treatingRoles, what: 'patient', shows: 'patients' } as const

export const patientRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { patients, clock } = parts
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
      const page = await patients.page(request.params.patient, asking(request, clock))
      const { handle, today, dossier, digest } = await seenBy(parts, request, page)
      if (page.outcome === 'unseen') throw notFound() // seenBy has thrown already
      const { elsewhere: _, site_numbers: __, ...chart } = dossier
      const { marks, row, countdowns, people } = page
      const view = { handle, today, chart, marks, row, countdowns, people: [...people] }
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
      const looked = await patients.look(request.params.patient, asking(request, clock))
      const { handle, today, dossier } = await seenBy(parts, request, looked)
      return { patient: handle, today, scores: [...scoreHistory(dossier)] }
    },
  )
}

/** Notes whom the answer shows. @throws Problem the one 404, once the refusal is logged */
export async function seenBy(
  parts: PolicyParts,
  request: FastifyRequest,
  looked: Looked,
): Promise<Sight> {
  if (looked.outcome === 'unseen') throw await refuseSight(parts, request, looked.patient_id)
  const { sight } = looked
  const patients = [sight.dossier.patient.patient_id]
  const what = whatThen(request.routeOptions.config.access?.what ?? 'patient', request)
  request.shown = { action: 'read', patients, substance_use: sight.substance_use, what }
  return sight
}
