/** Claims: listed, emitted from proven months, looked at; never a second one. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  ClaimAddress,
  ClaimsQuery,
  ClaimsView,
  ClaimView,
  EmissionBody,
  EmissionView,
  OverpaymentsView,
} from '../../contract/claims.ts'
import { NoQuery } from '../../contract/words.ts'
import type { KeptClaim } from '../../domain/claims/port.ts'
import { emit } from '../../use-cases/claims/emission.ts'
import { lookAtClaim, overpayments } from '../../use-cases/claims/looking.ts'
import type { ClaimBy, ClaimParts } from '../../use-cases/claims/parts.ts'
import { asking } from '../asking.ts'
import { claimView, emissionOf, listedView } from '../claim-views.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { circumstanceOf, requireIdempotencyKey, versioned } from '../preconditions.ts'

type Parts = PolicyParts & ClaimParts
type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]

const access = { roles: ['billing_staff'], what: 'claims', shows: 'patients' } as const

export const claimRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  lists(app, parts)
  emitting(app, parts)
  looking(app, parts)
}

export const byOf = (parts: PolicyParts, request: FastifyRequest): ClaimBy => ({
  asking: asking(request, parts.clock),
  commit: circumstanceOf(request, parts.clock, null),
})

function lists(app: App, parts: Parts): void {
  app.get(
    '/api/claims',
    {
      config: { access },
      schema: {
        summary: 'All claims of a month, replaced and voided ones too',
        querystring: ClaimsQuery,
        response: { 200: ClaimsView },
      },
    },
    async (request) => {
      const { month } = request.query
      const claims = await parts.claims.ofMonth(month)
      const patients = claims.map(({ claim }) => claim.patient_id)
      const what = `claims ${month}`
      request.shown = { action: 'list', patients, substance_use: namesSubstances(claims), what }
      // their clock runs whether or not anybody opens their list
      const owed = await overpayments(parts)
      return { month, claims: claims.map(listedView), overpayments: owed.length }
    },
  )
  app.get(
    '/api/overpayments',
    {
      config: { access: { ...access, what: 'overpayments' } },
      schema: {
        summary: 'Paid claims whose months no longer prove what was paid, with the last day',
        querystring: NoQuery,
        response: { 200: OverpaymentsView },
      },
    },
    async (request) => {
      const found = await overpayments(parts)
      const listed = found.map((one) => one.listed)
      const patients = listed.map(({ claim }) => claim.patient_id)
      request.shown = { action: 'list', patients, substance_use: namesSubstances(listed) }
      return { overpayments: found.map((one) => ({ ...one, listed: listedView(one.listed) })) }
    },
  )
}

export const namesSubstances = (claims: readonly { claim: { lines: string } }[]): boolean =>
  claims.some(({ claim }) => /"F1\d/.test(claim.lines))

function emitting(app: App, parts: Parts): void {
  app.post(
    '/api/claims',
    {
      config: { access: { ...access, what: 'claims emitted' } },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'Emit proven months, each once: each is determined again as it is stored',
        body: EmissionBody,
        querystring: NoQuery,
        response: { 201: EmissionView },
      },
    },
    async (request, reply) => {
      const { month, patients } = request.body
      const by = byOf(parts, request)
      const results: EmissionView['results'][number][] = []
      const seen: KeptClaim[] = []
      for (const patient of new Set(patients)) {
        const done = await emit(parts, { patient, month }, by)
        if (done.outcome === 'kept' || done.outcome === 'already') seen.push(done.kept)
        results.push(emissionOf(patient, done))
      }
      request.shown = {
        action: 'determine',
        patients: seen.map(({ claim }) => claim.patient_id),
        substance_use: namesSubstances(seen),
      }
      return reply.code(201).send({ results })
    },
  )
}

function looking(app: App, parts: Parts): void {
  app.get(
    '/api/claims/:claim',
    {
      config: { access: { ...access, what: 'claim' } },
      schema: {
        summary: 'A claim with its frozen proof, what has changed since, and its history',
        params: ClaimAddress,
        querystring: NoQuery,
        response: { 200: ClaimView },
      },
    },
    async (request, reply) => {
      const seen = await lookAtClaim(parts, request.params.claim, asking(request, parts.clock))
      if (seen.outcome === 'unseen') throw await refuseSight(parts, request, seen.patient_id)
      const { looked, sight } = seen
      const patients = [sight.dossier.patient.patient_id]
      request.shown = { action: 'read', patients, substance_use: sight.substance_use }
      return versioned(reply, looked.version).send(claimView(looked))
    },
  )
}
