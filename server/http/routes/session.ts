/** Signing in, who is signed in, signing out. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { SessionView, SignIn } from '../../contract/session.ts'
import { unfinishedKinds } from '../../domain/second-factor.ts'
import { limitsOf } from '../../domain/sessions.ts'
import type { Handles } from '../../use-cases/people.ts'
import type { SecondStep } from '../../use-cases/second-step.ts'
import type { SignedIn, SignInUseCase } from '../../use-cases/sign-in.ts'
import type { Clock } from '../clock.ts'
import { present } from '../present.ts'
import { Problem } from '../problem.ts'
import { giveCookie, takeCookie } from '../session.ts'
import { hashOfToken, newToken } from '../tokens.ts'
import { clientOf } from '../visitor.ts'

export interface SessionRouteParts {
  readonly secondStep: Pick<SecondStep, 'kinds'>
  readonly handles: Handles
  readonly clock: Clock
  readonly secureCookie: boolean
}
type Parts = SessionRouteParts & { readonly signIn: SignInUseCase }

const access = {
  roles: 'signed-in',
  what: 'session',
  shows: 'nothing',
  during: unfinishedKinds,
} as const
/** A flood is turned away before anything is read; guessing is slowed down by the use-case. */
export const signInFlood = {
  max: 60,
  timeWindow: 60_000,
  errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }): Error =>
    new Problem('too-many-tries', 'Too many requests from this address.', {
      retryAfter: Math.ceil(ttl / 1000),
    }),
}

export const sessionRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { signIn, clock, secureCookie } = parts
  app.post(
    '/api/session',
    {
      config: { access: { ...access, roles: 'anyone' }, rateLimit: signInFlood },
      schema: { summary: 'Sign in', body: SignIn, response: { 201: SessionView } },
    },
    async (request, reply) => {
      const token = newToken()
      const where = { address: request.ip, client: clientOf(request) }
      const circumstance = { ...where, at: clock.now(), token_hash: hashOfToken(token) }
      const entered = await signIn.enter({ ...request.body, ...circumstance })
      if (entered.outcome !== 'signed_in') throw refusal(entered)
      giveCookie(reply, token, secureCookie)
      return reply.code(201).send(await sessionView(parts, entered.signedIn))
    },
  )
  app.get(
    '/api/session',
    {
      config: { access },
      schema: { summary: 'Who is signed in', response: { 200: SessionView } },
    },
    async (request) => sessionView(parts, present(request)),
  )
  app.delete(
    '/api/session',
    { config: { access }, schema: { summary: 'Sign out', response: { 204: z.undefined() } } },
    async (request, reply) => {
      await signIn.leave(present(request), clock.now())
      takeCookie(reply, secureCookie)
      return reply.code(204).send()
    },
  )
}

const refusal = (entered: { outcome: 'wrong' } | { outcome: 'wait'; seconds: number }): Problem =>
  entered.outcome === 'wrong'
    ? new Problem('sign-in-failed', 'No account has this name and this password.')
    : new Problem('too-many-tries', `Please wait ${entered.seconds} seconds, then try again.`, {
        retryAfter: entered.seconds,
      })

export const sessionView = async (
  { handles, secondStep }: SessionRouteParts,
  signedIn: SignedIn,
): Promise<SessionView> => {
  const { session, staff, unfinished } = signedIn
  return {
    staff: (await handles.handleOf('staff', staff.staff_id)) ?? null,
    name: staff.name,
    role: staff.role,
    ...limitsOf(session),
    unfinished,
    factors: [...(await secondStep.kinds(signedIn))],
  }
}
