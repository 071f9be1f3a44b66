/** The running timer: one a person, kept by the server, so that no closed window loses it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { TimerEnded, TimerStart, TimerStarted, TimerView } from '../../contract/desk.ts'
import { NoQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import { type DeskParts, endTimer, startTimer, timer } from '../../use-cases/desk.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { requireIdempotencyKey } from '../preconditions.ts'
import { onDesk, sitter } from './desk.ts'

const access = { roles: treatingRoles, what: 'timer', shows: 'patients' } as const

export const timerRoutes: FastifyPluginAsyncZod<PolicyParts & DeskParts> = async (app, parts) => {
  const { clock } = parts
  app.get(
    '/api/timer',
    {
      config: { access },
      schema: {
        summary: 'The timer that runs, if any',
        querystring: NoQuery,
        response: { 200: TimerView },
      },
    },
    async (request) => ({ running: onDesk(request, await timer(parts, sitter(request, clock))) }),
  )
  app.post(
    '/api/timer',
    {
      config: { access },
      preHandler: [requireIdempotencyKey],
      schema: {
        summary: 'Start a timer now; one that runs is ended, and told',
        querystring: NoQuery,
        body: TimerStart,
        response: { 201: TimerStarted },
      },
    },
    async (request, reply) => {
      const start = { ...request.body, key: String(request.headers['idempotency-key']) }
      const started = await startTimer(parts, sitter(request, clock), start)
      if ('unseen' in started) throw await refuseSight(parts, request, started.unseen)
      return reply.code(201).send(onDesk(request, started))
    },
  )
  app.delete(
    '/api/timer',
    {
      config: { access },
      schema: {
        summary: 'End the timer; the answer is what there is to record',
        querystring: NoQuery,
        response: { 200: TimerEnded },
      },
    },
    async (request) => ({ ended: onDesk(request, await endTimer(parts, sitter(request, clock))) }),
  )
}
