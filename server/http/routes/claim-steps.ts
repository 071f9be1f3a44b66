/** A claim's way: moved on, replaced, exported. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  ClaimAddress,
  ExportBody,
  ExportView,
  KeptClaimShape,
  ReplacementBody,
  StepBody,
} from '../../contract/claims.ts'
import { NoQuery } from '../../contract/words.ts'
import { replace } from '../../use-cases/claims/emission.ts'
import { exportClaims } from '../../use-cases/claims/exports.ts'
import type { ClaimOutcome, ClaimParts } from '../../use-cases/claims/parts.ts'
import { take } from '../../use-cases/claims/steps.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { requireIdempotencyKey, requireVersion, versioned, versionOf } from '../preconditions.ts'
import { Problem } from '../problem.ts'
import { byOf, namesSubstances } from './claims.ts'

type Parts = PolicyParts & ClaimParts
type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]

const access = { roles: ['billing_staff'], what: 'claims', shows: 'patients' } as const

export const claimStepRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  moving(app, parts)
  exporting(app, parts)
}

function moving(app: App, parts: Parts): void {
  app.post(
    '/api/claims/:claim/steps',
    {
      config: { access: { ...access, what: 'claim step' } },
      preHandler: requireVersion,
      schema: {
        summary: 'Submitted, paid, denied, voided or refunded: with the day and the reason',
        params: ClaimAddress,
        querystring: NoQuery,
        body: StepBody,
        response: { 200: KeptClaimShape },
      },
    },
    async (request, reply) => {
      const wish = { claim: request.params.claim, version: versionOf(request), step: request.body }
      const kept = await keptIn(parts, request, await take(parts, wish, byOf(parts, request)))
      return versioned(reply, kept.version).send(kept)
    },
  )
  app.post(
    '/api/claims/:claim/replacement',
    {
      config: { access: { ...access, what: 'claim replaced' } },
      preHandler: requireVersion,
      schema: {
        summary: 'Replace a claim by what its month proves now',
        params: ClaimAddress,
        querystring: NoQuery,
        body: ReplacementBody,
        response: { 201: KeptClaimShape },
      },
    },
    async (request, reply) => {
      const { reason } = request.body
      const wish = { claim: request.params.claim, version: versionOf(request), reason }
      const kept = await keptIn(parts, request, await replace(parts, wish, byOf(parts, request)))
      return versioned(reply.code(201), kept.version).send(kept)
    },
  )
}

function exporting(app: App, parts: Parts): void {
  app.post(
    '/api/claims/exports',
    {
      config: { access: { ...access, what: 'claim file' } },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'A file of claims; what lacks something is left out and named',
        querystring: NoQuery,
        body: ExportBody,
        response: { 201: ExportView },
      },
    },
    async (request, reply) => {
      const { commit } = byOf(parts, request)
      const made = await exportClaims(parts, request.body, commit)
      const { patients, substance_use, ...view } = made
      request.shown = { action: 'export', patients, substance_use, what: `claim file ${made.file}` }
      return reply.code(201).send(view)
    },
  )
}

/** @throws Problem where it was refused, has changed, or is not there */
async function keptIn(parts: Parts, request: FastifyRequest, done: ClaimOutcome) {
  switch (done.outcome) {
    case 'unseen':
      throw await refuseSight(parts, request, done.patient_id)
    case 'stale': {
      const says = 'The claim has changed since it was read. Look at it again, then decide.'
      throw new Problem('stale', says, done.current ? { current: done.current } : {})
    }
    case 'refused': {
      const { message, remedy } = done.shortfall
      throw new Problem('not-possible', message, { remedy })
    }
    case 'kept': {
      const patients = [done.kept.claim.patient_id]
      request.shown = { action: 'read', patients, substance_use: namesSubstances([done.kept]) }
      return done.kept
    }
  }
}
