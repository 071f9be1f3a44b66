/** One's own second factors and sessions. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  FactorAdded,
  FactorAddress,
  NewPasskey,
  OwnSessionAddress,
  TotpBegun,
  TotpConfirmation,
} from '../../contract/account.ts'
import { PasskeyOptions } from '../../contract/session.ts'
import { NoQuery } from '../../contract/words.ts'
import type { OwnAccount } from '../../use-cases/account.ts'
import type { FactorOutcome, OwnFactors } from '../../use-cases/own-factors.ts'
import type { Clock } from '../clock.ts'
import { present } from '../present.ts'
import { notFound, Problem } from '../problem.ts'
import { siteOf } from '../visitor.ts'
import { requireFresh } from './account.ts'

interface Parts {
  readonly account: OwnAccount
  readonly ownFactors: OwnFactors
  readonly clock: Clock
}

const access = { roles: 'signed-in', what: 'own account', shows: 'nothing' } as const
/** Somebody who must set one up can do that, and nothing else. */
const enrolling = { ...access, what: 'second factor', during: ['enrollment'] } as const

export const ownFactorRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { ownFactors, clock } = parts
  /** A screen that was left open for a while adds and takes away nothing. */
  const preHandler = [requireFresh(parts, 'this changes how you sign in.')]
  app.post(
    '/api/account/totp',
    {
      config: { access: enrolling },
      preHandler,
      schema: {
        summary: 'A new key for an authenticator; its first code makes it count',
        querystring: NoQuery,
        response: { 200: TotpBegun },
      },
    },
    async (request) => ownFactors.beginTotp(present(request), clock.now()),
  )
  app.post(
    '/api/account/totp/confirmation',
    {
      config: { access: enrolling },
      preHandler,
      schema: {
        summary: 'The first code of an authenticator: from now on it is a second factor',
        querystring: NoQuery,
        body: TotpConfirmation,
        response: { 200: FactorAdded },
      },
    },
    async (request) => {
      const { name, code } = request.body
      return added(await ownFactors.confirmTotp(present(request), name, code, clock.now()))
    },
  )
  app.post(
    '/api/account/passkeys/options',
    {
      config: { access: enrolling },
      preHandler,
      schema: {
        summary: 'What the browser asks for a new passkey',
        querystring: NoQuery,
        response: { 200: PasskeyOptions },
      },
    },
    async (request) => ({
      ...(await ownFactors.passkeyOptions(present(request), siteOf(request), clock.now())),
    }),
  )
  app.post(
    '/api/account/passkeys',
    {
      config: { access: enrolling },
      preHandler,
      schema: {
        summary: 'A new passkey',
        querystring: NoQuery,
        body: NewPasskey,
        response: { 200: FactorAdded },
      },
    },
    async (request) => {
      const wanted = { ...request.body, site: siteOf(request) }
      return added(await ownFactors.addPasskey(present(request), wanted, clock.now()))
    },
  )
  app.post(
    '/api/account/recovery-codes',
    {
      config: { access: enrolling },
      preHandler,
      schema: {
        summary: 'New recovery codes in the place of the old ones',
        querystring: NoQuery,
        response: { 200: FactorAdded },
      },
    },
    async (request) => added(await ownFactors.renewCodes(present(request), clock.now())),
  )
  app.delete(
    '/api/account/factors/:factor',
    {
      config: { access },
      preHandler,
      schema: {
        summary: 'Take a second factor away',
        params: FactorAddress,
        querystring: NoQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      done(await ownFactors.remove(present(request), request.params.factor, clock.now()))
      return reply.code(204).send()
    },
  )
}

export const ownSessionRoutes: FastifyPluginAsyncZod<Parts> = async (app, { account, clock }) => {
  app.delete(
    '/api/account/sessions/:session',
    {
      config: { access },
      schema: {
        summary: 'End one of one’s own sessions',
        params: OwnSessionAddress,
        querystring: NoQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { session } = request.params
      if (!(await account.end(present(request), session, clock.now()))) throw notFound()
      return reply.code(204).send()
    },
  )
  app.delete(
    '/api/account/sessions',
    {
      config: { access },
      schema: {
        summary: 'End all of one’s own sessions but this one',
        querystring: NoQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await account.endOthers(present(request))
      return reply.code(204).send()
    },
  )
}

/** @throws Problem for whatever was not done */
function done(outcome: FactorOutcome): void {
  if (outcome.outcome === 'absent') throw notFound()
  if (outcome.outcome !== 'refused') return
  const { message, remedy } = outcome.shortfall
  throw new Problem('not-possible', message, { remedy })
}

function added(outcome: FactorOutcome): FactorAdded {
  done(outcome)
  const codes = outcome.outcome === 'added' ? outcome.recovery_codes : null
  return { recovery_codes: codes && [...codes] }
}
