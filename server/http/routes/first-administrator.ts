/** The one thing that can be done without an account, once, with the code of the first start. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { FirstAdministrator } from '../../contract/session.ts'
import type { FirstAdministratorUseCase } from '../../use-cases/first-administrator.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { signInFlood } from './session.ts'

export const firstAdministratorRoutes: FastifyPluginAsyncZod<{
  firstAdministrator: FirstAdministratorUseCase
  clock: Clock
}> = async (app, { firstAdministrator, clock }) => {
  app.post(
    '/api/first-administrator',
    {
      config: {
        access: { roles: 'anyone', what: 'first administrator', shows: 'nothing' },
        rateLimit: { ...signInFlood, max: 10 },
      },
      schema: {
        summary: 'Make the first administrator, with the code printed at the first start',
        body: FirstAdministrator,
        response: { 204: z.undefined() },
      },
    },
    async ({ body }, reply) => {
      const made = await firstAdministrator(body, clock.now())
      if (made.outcome === 'made') return reply.code(204).send()
      if (made.outcome === 'wrong_code')
        throw new Problem('forbidden', 'The code is wrong, was used, or is not needed any more.')
      const { message, remedy } = made.shortfall
      const faults = [{ field: '/password', says: message }]
      throw new Problem('not-possible', message, { remedy, faults })
    },
  )
}
