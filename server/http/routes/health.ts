/** Whether the process lives, and whether it can answer for the registry. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Health } from '../../contract/health.ts'
import { ProblemShape } from '../../contract/problems.ts'
import type { Registry } from '../../domain/registry.ts'
import { Problem } from '../problem.ts'

const access = { roles: 'anyone', what: 'health', shows: 'nothing' } as const

export const healthRoutes: FastifyPluginAsyncZod<{
  registry: Pick<Registry, 'auditTrail'>
  demo: boolean
  single_sign_on: boolean
}> = async (app, { registry, demo, single_sign_on }) => {
  let draining = false
  app.addHook('preClose', async () => {
    draining = true
  })
  app.get(
    '/health',
    {
      config: { access },
      schema: { summary: 'Whether the server lives', response: { 200: Health } },
    },
    async () => ({ status: 'ok' as const, demo }),
  )
  app.get(
    '/ready',
    {
      config: { access },
      schema: {
        summary: 'Whether the registry can be read, and the server is not going down',
        response: { 200: Health, 503: ProblemShape },
      },
    },
    async () => {
      if (draining) throw new Problem('not-ready', 'The server is going down.', { retryAfter: 5 })
      await registry.auditTrail({ limit: 1 }).catch((error: unknown) => {
        throw new Problem('not-ready', 'The registry cannot be read.', { retryAfter: 5 }, error)
      })
      return { status: 'ok' as const, demo, ...(single_sign_on ? { single_sign_on } : {}) }
    },
  )
}
