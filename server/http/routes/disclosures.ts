/** Before anything of a patient is printed or saved as a file: the event is durable, then it leaves. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Disclosure, DisclosureNoted } from '../../contract/disclosures.ts'
import { NoQuery } from '../../contract/words.ts'
import { prohibitionNotice } from '../../domain/disclosing.ts'
import { type DisclosureParts, leaving } from '../../use-cases/disclosures.ts'
import { asking } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'

const access = { roles: 'signed-in', what: 'disclosure', shows: 'patients' } as const

export const disclosureRoutes: FastifyPluginAsyncZod<PolicyParts & DisclosureParts> = async (
  app,
  parts,
) => {
  app.post(
    '/api/disclosures',
    {
      config: { access },
      schema: {
        summary: 'Say that what a screen shows is about to be printed or saved',
        description: 'Answered once the trail has it; where it is refused, nothing may leave.',
        querystring: NoQuery,
        body: Disclosure,
        response: { 200: DisclosureNoted },
      },
    },
    async (request) => {
      const { action, screen, patients } = request.body
      const outcome = await leaving(parts, patients, asking(request, parts.clock))
      if (outcome.outcome === 'unseen') throw await refuseSight(parts, request, outcome.patient_id)
      const { substance_use } = outcome
      request.shown = { action, what: screen, patients: outcome.patients, substance_use }
      return { notice: substance_use ? prohibitionNotice : null }
    },
  )
}
