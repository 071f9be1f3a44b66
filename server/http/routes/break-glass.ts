/** One patient in an emergency. Every try is in the access log, the privacy officer is told of each. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Emergency, EmergencyView } from '../../contract/grants.ts'
import { NoQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import type { OwnAccount } from '../../use-cases/account.ts'
import type { BreakGlass } from '../../use-cases/break-glass.ts'
import { asking } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { requireIdempotencyKey } from '../preconditions.ts'
import { requireStepUp } from './account.ts'
import { signInFlood } from './session.ts'

type Parts = PolicyParts & { readonly account: OwnAccount; readonly breakGlass: BreakGlass }

export const breakGlassRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { breakGlass, clock } = parts
  app.post(
    '/api/break-glass',
    {
      config: {
        access: { roles: treatingRoles, what: 'break-glass', shows: 'patients' },
        rateLimit: { ...signInFlood, max: 10 },
      },
      preHandler: [requireIdempotencyKey, requireStepUp(parts)],
      schema: {
        summary: 'See one patient for 60 minutes, in an emergency, by record number and birth date',
        querystring: NoQuery,
        body: Emergency,
        response: { 201: EmergencyView },
      },
    },
    async (request, reply) => {
      const key = String(request.headers['idempotency-key'])
      const broken = await breakGlass(request.body, asking(request, clock), key)
      if (broken.outcome === 'unknown') throw await refuseSight(parts, request, null)
      const isOpen = broken.outcome === 'open'
      const patientId = isOpen ? broken.grant.patient_id : broken.patient_id
      request.shown = {
        action: 'read',
        patients: patientId === null ? [] : [patientId],
        substance_use: false,
        ...(isOpen ? { reason: 'break-glass' } : {}),
      }
      const expires_at = isOpen ? broken.grant.expires_at : null
      return reply.code(201).send({ patient: broken.patient, expires_at })
    },
  )
}
