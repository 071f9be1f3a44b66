/** Staff, clinics, payers, policies, caseload rules and covering: what an administrator keeps. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AdministeredAddress,
  AdministeredRow,
  AdministeredRowAddress,
  AdministrationView,
  AmendedAdministered,
  changedAdministered,
  NewAdministered,
  newAdministered,
} from '../../contract/administration.ts'
import { NoQuery } from '../../contract/words.ts'
import type { AdministeredOutcome } from '../../use-cases/administration.ts'
import type { Administration } from '../../use-cases/administration-writes.ts'
import { fieldsOf, fitting } from '../outcomes.ts'
import type { PolicyParts } from '../policy.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireVersion,
  versioned,
  versionOf,
} from '../preconditions.ts'
import { notFound, Problem } from '../problem.ts'

type Parts = PolicyParts & { readonly administration: Administration }

const access = { roles: ['administrator'], what: 'administration', shows: 'nothing' } as const

export const administrationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { administration, clock } = parts
  app.get(
    '/api/administration',
    {
      config: { access },
      schema: {
        summary: 'Staff, clinics, payers, policies, caseload rules, covering and accounts',
        querystring: NoQuery,
        response: { 200: AdministrationView },
      },
    },
    async () => administration.view() as Promise<unknown> as Promise<AdministrationView>, // rows of those records
  )
  app.post(
    '/api/administration/:record',
    {
      config: { access },
      preHandler: [requireIdempotencyKey],
      schema: {
        summary: 'Add a row; a new version of a policy ends the open one before it',
        params: AdministeredAddress,
        querystring: NoQuery,
        body: NewAdministered,
        response: { 201: AdministeredRow },
      },
    },
    async (request, reply) => {
      const { record } = request.params
      const sent = fitting(newAdministered(record), request.body)
      const outcome = await administration.add(record, sent, circumstanceOf(request, clock, null))
      const kept = keptIn(outcome)
      return versioned(reply.code(201), kept.version).send(kept)
    },
  )
  app.put(
    '/api/administration/:record/:key',
    {
      config: { access },
      preHandler: [requireVersion],
      schema: {
        summary: 'Change columns of a row, and say why',
        params: AdministeredRowAddress,
        querystring: NoQuery,
        body: AmendedAdministered,
        response: { 200: AdministeredRow },
      },
    },
    async (request, reply) => {
      const { record, key } = request.params
      const { reason, columns: sent } = request.body
      const columns = fitting(changedAdministered(record), sent)
      const wish = { record, key, version: versionOf(request), columns, reason }
      const outcome = await administration.amend(wish, circumstanceOf(request, clock, null))
      const kept = keptIn(outcome)
      return versioned(reply, kept.version).send(kept)
    },
  )
}

/** @throws Problem for whatever was not kept */
function keptIn(outcome: AdministeredOutcome): AdministeredRow {
  switch (outcome.outcome) {
    case 'kept': {
      const { key, version, row } = outcome.kept
      return { key, version, row: { ...row } }
    }
    case 'absent':
      throw notFound()
    case 'stale': {
      const { version, row } = outcome.current
      const says = 'Somebody changed it after you read it. Look at both, then decide.'
      throw new Problem('stale', says, { current: { version, row } })
    }
    case 'faulty':
      throw new Problem('invalid-request', 'Some fields cannot be kept as they are.', {
        faults: fieldsOf(outcome.faults),
      })
    case 'refused': {
      const { message, remedy } = outcome.shortfall
      throw new Problem('not-possible', message, { remedy })
    }
  }
}
