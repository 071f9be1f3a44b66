/** Rights for a time: given, taken back and looked at by the privacy officer; seen by who holds them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  GrantAddress,
  GrantReview,
  GrantRevocation,
  GrantsView,
  NewGrant,
  OwnGrants,
} from '../../contract/grants.ts'
import { NoQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import type { Granted, Granting } from '../../use-cases/granting.ts'
import type { PolicyParts } from '../policy.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireVersion,
  versionOf,
} from '../preconditions.ts'
import { present } from '../present.ts'
import { notFound, Problem } from '../problem.ts'

type Parts = PolicyParts & { readonly granting: Granting }

const access = { roles: ['privacy_officer'], what: 'grants', shows: 'nothing' } as const
const showing = { ...access, shows: 'patients' } as const
const own = { ...showing, roles: [...treatingRoles, 'auditor'], what: 'own grants' } as const

export const grantRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { granting, clock } = parts
  app.get(
    '/api/grants',
    {
      config: { access: showing },
      schema: {
        summary: 'Everything that was granted for a time, and emergencies to be reviewed',
        querystring: NoQuery,
        response: { 200: GrantsView },
      },
    },
    async (request) => {
      const { rows, patients, people } = await granting.list(clock.now(), null)
      request.shown = { action: 'list', patients, substance_use: false }
      const fit = people.filter(({ role }) => role === 'auditor' || role === 'clinical_staff')
      return { grants: rows, people: fit.map(({ staff, name, role }) => ({ staff, name, role })) }
    },
  )
  app.get(
    '/api/grants/own',
    {
      config: { access: own },
      schema: {
        summary: 'What one holds oneself, as long as it holds',
        querystring: NoQuery,
        response: { 200: OwnGrants },
      },
    },
    async (request) => {
      const { staff_id } = present(request).staff
      const { rows } = await granting.list(clock.now(), staff_id)
      const grants = rows.filter(({ state }) => state === 'in_force')
      const patients = await granting.patientsHeld(staff_id, clock.now())
      request.shown = { action: 'list', patients, substance_use: false }
      return { grants }
    },
  )
  app.post(
    '/api/grants',
    {
      config: { access },
      preHandler: [requireIdempotencyKey],
      schema: {
        summary: 'Grant an audit request, or substance-use records, until a day',
        querystring: NoQuery,
        body: NewGrant,
        response: { 201: z.null() },
      },
    },
    async (request, reply) => {
      kept(await granting.grant(request.body, circumstanceOf(request, clock, null)))
      return reply.code(201).send(null)
    },
  )
  app.post(
    '/api/grants/:grant/revocation',
    {
      config: { access },
      preHandler: [requireVersion],
      schema: {
        summary: 'Take a grant back before it ends',
        params: GrantAddress,
        querystring: NoQuery,
        body: GrantRevocation,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { grant } = request.params
      const by = circumstanceOf(request, clock, null)
      kept(await granting.revoke(grant, versionOf(request), request.body.reason, by))
      return reply.code(204).send()
    },
  )
  app.post(
    '/api/grants/:grant/review',
    {
      config: { access },
      preHandler: [requireVersion],
      schema: {
        summary: 'What was found when an emergency was looked at',
        params: GrantAddress,
        querystring: NoQuery,
        body: GrantReview,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { grant } = request.params
      const by = circumstanceOf(request, clock, null)
      kept(await granting.review(grant, versionOf(request), request.body.note, by))
      return reply.code(204).send()
    },
  )
}

/** @throws Problem for whatever was not done */
function kept(outcome: Granted): void {
  switch (outcome.outcome) {
    case 'kept':
      return
    case 'absent':
      throw notFound()
    case 'stale':
      throw new Problem('stale', 'Somebody changed it after you read it. Read it again.')
    case 'faulty':
      throw new Problem('invalid-request', 'It cannot be granted like this.', {
        faults: [...outcome.faults],
      })
    case 'refused': {
      const { message, remedy } = outcome.shortfall
      throw new Problem('not-possible', message, { remedy })
    }
  }
}
