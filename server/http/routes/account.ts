/** One's own account. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { OwnAccount, PasswordAgain, PasswordChange } from '../../contract/account.ts'
import { NoQuery } from '../../contract/words.ts'
import type { Attempt, OwnAccount as Own, PasswordOutcome } from '../../use-cases/account.ts'
import type { Clock } from '../clock.ts'
import { present } from '../present.ts'
import { Problem } from '../problem.ts'

export interface AccountRouteParts {
  readonly account: Own
  readonly clock: Clock
}

const access = {
  roles: 'signed-in',
  what: 'own account',
  shows: 'nothing',
  during: ['password', 'enrollment'],
} as const

const attemptOf = ({ ip }: FastifyRequest, clock: Clock): Attempt => ({
  address: ip,
  at: clock.now(),
})

export const accountRoutes: FastifyPluginAsyncZod<AccountRouteParts> = async (
  app,
  { account, clock },
) => {
  app.get(
    '/api/account',
    {
      config: { access },
      schema: { summary: 'One’s own account', querystring: NoQuery, response: { 200: OwnAccount } },
    },
    async (request) => account.view(present(request), clock.now()),
  )
  app.post(
    '/api/account/password',
    {
      config: { access },
      schema: {
        summary: 'Choose another password; every other session of the account ends',
        querystring: NoQuery,
        body: PasswordChange,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { body } = request
      allow(request, await account.change(present(request), body, attemptOf(request, clock)))
      return reply.code(204).send()
    },
  )
  app.post(
    '/api/account/step-up',
    {
      config: { access: { ...access, what: 'step-up' } },
      schema: {
        summary: 'The password once more: for five minutes, whole registries may be moved',
        querystring: NoQuery,
        body: PasswordAgain,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { password } = request.body
      allow(request, await account.stepUp(present(request), password, attemptOf(request, clock)))
      return reply.code(204).send()
    },
  )
}

/** @throws Problem for whatever is not done; a wrong password is in the access log as a refusal */
function allow(request: FastifyRequest, outcome: PasswordOutcome): void {
  switch (outcome.outcome) {
    case 'done':
      return
    case 'wrong':
      request.turnedAway = 'wrong-password'
      throw new Problem('not-possible', 'The password is wrong.', { remedy: 'Try again.' })
    case 'wait':
      throw new Problem(
        'too-many-tries',
        `Please wait ${outcome.seconds} seconds, then try again.`,
        { retryAfter: outcome.seconds },
      )
    case 'refused': {
      const { message, remedy } = outcome.shortfall
      throw new Problem('not-possible', message, { remedy })
    }
  }
}

/** A preHandler of what moves whole registries. @throws Problem `step-up` (403) */
export const requireStepUp =
  ({ account, clock }: AccountRouteParts) =>
  async (request: FastifyRequest): Promise<void> => {
    const signedIn = present(request)
    // a machine has no password: its key names this very route, and ends
    if (signedIn.machine || account.isSteppedUp(signedIn, clock.now())) return
    throw new Problem('step-up', 'Enter your password again: this concerns the whole registry.')
  }

/**
 * A preHandler of what changes how people and machines sign in: a screen that was left open for a
 * while changes nothing. @throws Problem `step-up` (403)
 */
export const requireFresh =
  ({ account, clock }: AccountRouteParts, why: string) =>
  async (request: FastifyRequest): Promise<void> => {
    if (account.isFresh(present(request), clock.now())) return
    throw new Problem('step-up', `Enter your password again: ${why}`)
  }
