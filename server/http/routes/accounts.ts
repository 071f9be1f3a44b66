/** Who may sign in, and who is signed in: for administrators. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  AccountAddress,
  AccountChange,
  AccountMade,
  AccountReset,
  AccountView,
  NewAccount,
  SessionAddress,
  SessionsView,
} from '../../contract/administration.ts'
import { NoQuery } from '../../contract/words.ts'
import type { AccountKeeping, AccountOutcome, AccountWish } from '../../use-cases/accounts.ts'
import type { PolicyParts } from '../policy.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireVersion,
  versionOf,
} from '../preconditions.ts'
import { present } from '../present.ts'
import { notFound, Problem } from '../problem.ts'
import { type AccountRouteParts, requireFresh } from './account.ts'

export type AccountsParts = PolicyParts & { readonly accountKeeping: AccountKeeping }

const access = { roles: ['administrator'], what: 'accounts', shows: 'nothing' } as const

export const accountsRoutes: FastifyPluginAsyncZod<AccountsParts & AccountRouteParts> = async (
  app,
  parts,
) => {
  const { accountKeeping, clock } = parts
  /** A one-time password opens whatever its account may see: not for who finds a screen left open. */
  const fresh = requireFresh(parts, 'this lets somebody sign in.')
  app.post(
    '/api/accounts',
    {
      config: { access },
      preHandler: [requireIdempotencyKey, fresh],
      schema: {
        summary: 'Let somebody on staff sign in; their one-time password is told this once',
        querystring: NoQuery,
        body: NewAccount,
        response: { 201: AccountMade },
      },
    },
    async (request, reply) => {
      const { staff, sign_in_name } = request.body
      const by = circumstanceOf(request, clock, null)
      return reply.code(201).send(made(await accountKeeping.make(staff, sign_in_name, by)))
    },
  )
  app.put(
    '/api/accounts/:account',
    {
      config: { access },
      preHandler: [requireVersion],
      schema: {
        summary: 'Disable an account, or enable it again; disabling ends its sessions',
        params: AccountAddress,
        querystring: NoQuery,
        body: AccountChange,
        response: { 200: AccountView },
      },
    },
    async (request) => {
      const by = circumstanceOf(request, clock, null)
      const { disabled } = request.body
      return kept(await accountKeeping.change(wishOf(request), disabled, by)).account
    },
  )
  app.post(
    '/api/accounts/:account/password',
    {
      config: { access },
      preHandler: [requireVersion, fresh],
      schema: {
        summary: 'A new one-time password; the account’s sessions end',
        params: AccountAddress,
        querystring: NoQuery,
        body: AccountReset,
        response: { 200: AccountMade },
      },
    },
    async (request) => {
      const by = circumstanceOf(request, clock, null)
      return made(await accountKeeping.reset(wishOf(request), by))
    },
  )
}

/** Which account, as it was seen, and why. */
export const wishOf = (
  request: FastifyRequest<{ Params: { account: string }; Body: { reason: string } }>,
): AccountWish => ({
  account: request.params.account,
  version: versionOf(request),
  reason: request.body.reason,
})

export const sessionsRoutes: FastifyPluginAsyncZod<AccountsParts> = async (app, parts) => {
  const { accountKeeping, clock } = parts
  app.get(
    '/api/sessions',
    {
      config: { access: { ...access, what: 'sessions' } },
      schema: {
        summary: 'Everybody who is signed in',
        querystring: NoQuery,
        response: { 200: SessionsView },
      },
    },
    async (request) => accountKeeping.sessions(present(request), clock.now()),
  )
  app.delete(
    '/api/sessions/:session',
    {
      config: { access: { ...access, what: 'sessions' } },
      schema: {
        summary: 'End somebody’s session',
        params: SessionAddress,
        querystring: NoQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      if (!(await accountKeeping.end(request.params.session))) throw notFound()
      return reply.code(204).send()
    },
  )
}

type Done = Exclude<AccountOutcome, { outcome: 'absent' | 'stale' | 'refused' }>

/** @throws Problem for whatever was not done */
export function kept(outcome: AccountOutcome): Done {
  if (outcome.outcome === 'absent') throw notFound()
  if (outcome.outcome === 'stale')
    throw new Problem('stale', 'Somebody changed it after you read it. Read it again, then decide.')
  if (outcome.outcome !== 'refused') return outcome
  const { message, remedy } = outcome.shortfall
  throw new Problem('not-possible', message, { remedy })
}

function made(outcome: AccountOutcome): AccountMade {
  const done = kept(outcome)
  if (done.outcome !== 'made') throw new Error('an account was made without a password')
  return { account: done.account, one_time_password: done.one_time_password }
}
