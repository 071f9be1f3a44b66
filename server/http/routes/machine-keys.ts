/** Keys for machines: listed, made and revoked by administrators. */
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  MachineKeyAddress,
  MachineKeyMade,
  MachineKeyRevocation,
  MachineKeysView,
  NewMachineKey,
} from '../../contract/machine-keys.ts'
import { NoQuery } from '../../contract/words.ts'
import type { Role } from '../../domain/records/index.ts'
import type { KeyOutcome, MachineKeeping } from '../../use-cases/machine-keys.ts'
import type { PolicyParts } from '../policy.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireVersion,
  versionOf,
} from '../preconditions.ts'
import { notFound, Problem } from '../problem.ts'
import { type AccountRouteParts, requireFresh } from './account.ts'

type Parts = PolicyParts & AccountRouteParts & { readonly machineKeeping: MachineKeeping }

const access = { roles: ['administrator'], what: 'machine keys', shows: 'nothing' } as const

export const machineKeyRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { machineKeeping, clock } = parts
  app.get(
    '/api/machine-keys',
    {
      config: { access },
      schema: {
        summary: 'Every key that was made for a machine, never the keys themselves',
        querystring: NoQuery,
        response: { 200: MachineKeysView },
      },
    },
    async () => ({ keys: await machineKeeping.list(clock.now()) }),
  )
  app.post(
    '/api/machine-keys',
    {
      config: { access },
      preHandler: [requireIdempotencyKey, requireFresh(parts, 'a key opens what it names.')],
      schema: {
        summary: 'A key for a machine; it is told this once',
        querystring: NoQuery,
        body: NewMachineKey,
        response: { 201: MachineKeyMade },
      },
    },
    async (request, reply) => {
      const open = routesOf(app, request.body.role)
      const by = circumstanceOf(request, clock, null)
      const outcome = await machineKeeping.make(request.body, open, by)
      if (outcome.outcome !== 'made') throw refusal(outcome)
      return reply.code(201).send({ key: outcome.key })
    },
  )
  app.post(
    '/api/machine-keys/:machine_key/revocation',
    {
      config: { access },
      preHandler: [requireVersion],
      schema: {
        summary: 'From now on the key opens nothing',
        params: MachineKeyAddress,
        querystring: NoQuery,
        body: MachineKeyRevocation,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const by = circumstanceOf(request, clock, null)
      const { reason } = request.body
      const wish = { ...request.params, version: versionOf(request), reason }
      const outcome = await machineKeeping.revoke(wish, by)
      if (outcome.outcome !== 'done') throw refusal(outcome)
      return reply.code(204).send()
    },
  )
}

/** What a role may use, and a person's own things aside: those no machine has. */
const routesOf = (app: FastifyInstance, role: Role): ReadonlySet<string> =>
  new Set(
    app.routesDeclared.flatMap(({ method, url, config }) => {
      const roles = config?.access?.roles
      return Array.isArray(roles) && roles.includes(role) ? [`${method} ${url}`] : []
    }),
  )

function refusal(outcome: KeyOutcome): Problem {
  if (outcome.outcome === 'refused') {
    const { message, remedy } = outcome.shortfall
    return new Problem('not-possible', message, { remedy })
  }
  return outcome.outcome === 'absent'
    ? notFound()
    : new Problem('stale', 'Somebody changed it after you read it. Read it again.')
}
