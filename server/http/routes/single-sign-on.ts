/** Signing in through the organization's own provider: out to it, and back. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { NoQuery } from '../../contract/words.ts'
import type { SingleSignOn } from '../../use-cases/single-sign-on.ts'
import type { Clock } from '../clock.ts'
import { cookieName, giveCookie } from '../session.ts'
import { hashOfToken, isToken, newToken } from '../tokens.ts'
import { clientOf } from '../visitor.ts'
import { signInFlood } from './session.ts'

interface Parts {
  readonly singleSignOn: SingleSignOn
  readonly clock: Clock
  readonly secureCookie: boolean
  readonly origins: readonly string[]
}

const access = { roles: 'anyone', what: 'session', shows: 'nothing' } as const
const callback = '/api/session/single-sign-on/callback'

export const singleSignOnRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { singleSignOn, clock, secureCookie } = parts
  const flowCookie = `${cookieName(secureCookie)}-flow`
  // the browser comes back from another site: a strict cookie would stay behind
  const flow = { path: '/', httpOnly: true, secure: secureCookie, sameSite: 'lax' } as const
  const ours = ({ protocol, host }: FastifyRequest) => parts.origins[0] ?? `${protocol}://${host}`
  app.get(
    '/api/session/single-sign-on',
    {
      config: { access, rateLimit: signInFlood },
      schema: { summary: 'To the organization’s own sign-in', querystring: NoQuery },
    },
    async (request, reply) => {
      const id = newToken()
      const redirect = `${ours(request)}${callback}`
      const url = await singleSignOn.begin(hashOfToken(id), redirect, clock.now())
      return reply.setCookie(flowCookie, id, { ...flow, maxAge: 600 }).redirect(url)
    },
  )
  app.get(
    callback,
    {
      config: { access, rateLimit: signInFlood },
      schema: {
        summary: 'Back from the organization’s own sign-in',
        querystring: z.record(z.string().max(64), z.string().max(4096)),
      },
    },
    async (request, reply) => {
      const id = request.cookies[flowCookie]
      const token = newToken()
      const signedIn = isToken(id)
        ? await singleSignOn.finish(hashOfToken(id), `${ours(request)}${request.url}`, {
            address: request.ip,
            client: clientOf(request),
            at: clock.now(),
            token_hash: hashOfToken(token),
          })
        : null
      reply.clearCookie(flowCookie, flow)
      if (!signedIn) return reply.redirect('/?single-sign-on=refused')
      giveCookie(reply, token, secureCookie)
      return reply.redirect('/')
    },
  )
}
