/** The second step of signing in: answered while it is wanted, and then never again. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  PasskeyOptions,
  PasskeyResponse,
  SecondFactorCode,
  SessionView,
} from '../../contract/session.ts'
import { NoQuery } from '../../contract/words.ts'
import type { Second, SecondOutcome, SecondStep } from '../../use-cases/second-step.ts'
import type { SignedIn } from '../../use-cases/sign-in.ts'
import { present } from '../present.ts'
import { Problem } from '../problem.ts'
import { giveCookie } from '../session.ts'
import { hashOfToken, newToken } from '../tokens.ts'
import { clientOf, siteOf } from '../visitor.ts'
import { type SessionRouteParts, sessionView } from './session.ts'

type Parts = SessionRouteParts & { readonly secondStep: SecondStep }

const access = {
  roles: 'signed-in',
  what: 'session',
  shows: 'nothing',
  during: ['second-factor'],
} as const

export const secondFactorRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { secondStep, clock } = parts
  app.post(
    '/api/session/code',
    {
      config: { access },
      schema: {
        summary: 'The second factor: an authenticator’s code, or a recovery code',
        querystring: NoQuery,
        body: SecondFactorCode,
        response: { 200: SessionView },
      },
    },
    async (request, reply) =>
      finished(parts, request, reply, { by: 'code', code: request.body.code }),
  )
  app.post(
    '/api/session/passkey/options',
    {
      config: { access },
      schema: {
        summary: 'What the browser asks a passkey',
        querystring: NoQuery,
        response: { 200: PasskeyOptions },
      },
    },
    async (request) => ({
      ...(await secondStep.passkeyOptions(waiting(request), siteOf(request), clock.now())),
    }),
  )
  app.post(
    '/api/session/passkey',
    {
      config: { access },
      schema: {
        summary: 'The second factor: a passkey',
        querystring: NoQuery,
        body: PasskeyResponse,
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const passkey = { by: 'passkey', response: request.body, site: siteOf(request) } as const
      return finished(parts, request, reply, passkey)
    },
  )
}

/** @throws Problem where the second step has been taken */
function waiting(request: FastifyRequest): SignedIn {
  const signedIn = present(request)
  if (signedIn.unfinished === 'second-factor') return signedIn
  throw new Problem('not-possible', 'The second factor is not wanted now.')
}

/** A new token in the place of the old one. */
async function finished(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  second: Second,
): Promise<SessionView> {
  const { secondStep, clock, secureCookie } = parts
  const pending = waiting(request)
  const token = newToken()
  const outcome = await secondStep.finish(pending, second, {
    address: request.ip,
    client: clientOf(request),
    at: clock.now(),
    token_hash: hashOfToken(token),
  })
  if (outcome.outcome !== 'signed_in') throw refusal(outcome)
  giveCookie(reply, token, secureCookie)
  return sessionView(parts, outcome.signedIn)
}

function refusal(outcome: Exclude<SecondOutcome, { outcome: 'signed_in' }>): Problem {
  switch (outcome.outcome) {
    case 'wrong':
      return new Problem('not-possible', 'That is not it, or it has been used before.', {
        remedy: 'Wait for the next code, or use another way.',
      })
    case 'over':
      return new Problem('not-signed-in', 'Too many wrong answers. Sign in from the beginning.')
    case 'wait':
      return new Problem(
        'too-many-tries',
        `Please wait ${outcome.seconds} seconds, then try again.`,
        { retryAfter: outcome.seconds },
      )
  }
}
