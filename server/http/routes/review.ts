/** The weekly review: its agenda and its meetings. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  MeetingAddress,
  MeetingConfirmation,
  MeetingEnd,
  MeetingView,
  NewMeeting,
  ReviewQuery,
  ReviewView,
} from '../../contract/review.ts'
import { NoQuery } from '../../contract/words.ts'
import { review } from '../../use-cases/review/index.ts'
import { confirmed } from '../../use-cases/review/meeting-confirmed.ts'
import {
  ended,
  type MeetingOutcome,
  meetingStarter,
} from '../../use-cases/review/meeting-writes.ts'
import type { ReviewParts } from '../../use-cases/review/panel.ts'
import { asking } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireVersion,
  versionOf,
} from '../preconditions.ts'
import { Problem } from '../problem.ts'

type Parts = PolicyParts & ReviewParts

const access = {
  roles: ['care_manager', 'psychiatric_consultant'],
  what: 'weekly review',
  shows: 'patients',
} as const

export const reviewRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { clock } = parts
  const start = meetingStarter(parts)
  app.get(
    '/api/review',
    {
      config: { access },
      schema: {
        summary: 'The agenda of a care manager’s weekly review, and how its meetings stand',
        querystring: ReviewQuery,
        response: { 200: ReviewView },
      },
    },
    async (request) => {
      const { care_manager, minutes } = request.query
      const length = minutes === undefined ? undefined : Number(minutes)
      const looked = await review(parts, asking(request, clock), care_manager, length)
      if (looked.outcome === 'unseen') throw await refuseSight(parts, request, null)
      const { patients, substance_use } = looked
      request.shown = { action: 'list', patients, substance_use }
      return looked.review
    },
  )
  app.post(
    '/api/meetings',
    {
      config: { access: { ...access, what: 'meeting' } },
      preHandler: [requireIdempotencyKey],
      schema: {
        summary: 'Start a meeting now, or note a week without one and why',
        querystring: NoQuery,
        body: NewMeeting,
        response: { 201: MeetingView },
      },
    },
    async (request, reply) => {
      const how = circumstanceOf(request, clock, null)
      const outcome = await start(request.body, asking(request, clock), how)
      return reply.code(201).send(await meetingOf(parts, request, outcome))
    },
  )
}

export const meetingRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { clock } = parts
  app.post(
    '/api/meetings/:meeting/end',
    {
      config: { access: { ...access, what: 'meeting' } },
      preHandler: [requireVersion],
      schema: {
        summary: 'End the meeting: now, or when it really ended',
        params: MeetingAddress,
        querystring: NoQuery,
        body: MeetingEnd,
        response: { 200: MeetingView },
      },
    },
    async (request) => {
      const step = { meeting: request.params.meeting, version: versionOf(request) }
      const how = circumstanceOf(request, clock, null)
      const { ended_at } = request.body
      const outcome = await ended(parts, step, ended_at, asking(request, clock), how)
      return meetingOf(parts, request, outcome)
    },
  )
  app.post(
    '/api/meetings/:meeting/confirmation',
    {
      config: {
        access: { ...access, roles: ['psychiatric_consultant'], what: 'meeting confirmation' },
      },
      preHandler: [requireVersion],
      schema: {
        summary: 'The consultant confirms the meeting and the reviews that they have seen',
        params: MeetingAddress,
        querystring: NoQuery,
        body: MeetingConfirmation,
        response: { 200: MeetingView },
      },
    },
    async (request) => {
      const step = { meeting: request.params.meeting, version: versionOf(request) }
      const how = circumstanceOf(request, clock, null)
      const { reviews } = request.body
      const outcome = await confirmed(parts, step, reviews, asking(request, clock), how)
      return meetingOf(parts, request, outcome)
    },
  )
}

/** @throws Problem where it was refused, or is not theirs */
async function meetingOf(
  parts: PolicyParts,
  request: FastifyRequest,
  outcome: MeetingOutcome,
): Promise<MeetingView> {
  if (outcome.outcome === 'unseen') throw await refuseSight(parts, request, null)
  if (outcome.outcome === 'refused') {
    const { message, remedy } = outcome.shortfall
    throw new Problem('not-possible', message, { remedy })
  }
  request.shown = { action: 'read', patients: outcome.patients, substance_use: false }
  return outcome.meeting
}
