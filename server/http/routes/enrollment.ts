/** Finding patients, and taking a new one in. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  DuplicatesBody,
  DuplicatesView,
  Enrolled,
  EnrollmentBody,
  SearchBody,
  SearchView,
} from '../../contract/enrollment.ts'
import { NoQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import { enrollers } from '../../domain/writing.ts'
import type { EnrollmentUseCase, Enrolled as Outcome } from '../../use-cases/enrollment.ts'
import type { Finding } from '../../use-cases/finding.ts'
import type { Named } from '../../use-cases/lookups.ts'
import { asking } from '../asking.ts'
import { fieldsOf } from '../outcomes.ts'
import { type PolicyParts, refuseRole } from '../policy.ts'
import { circumstanceOf, requireIdempotencyKey } from '../preconditions.ts'
import { Problem } from '../problem.ts'

type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]
type Parts = PolicyParts & { readonly enroll: EnrollmentUseCase; readonly finding: Finding }

export const enrollmentRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  searching(app, parts)
  comparing(app, parts)
  enrolling(app, parts)
}

function searching(app: App, { finding, clock }: Parts): void {
  app.post(
    '/api/patients/search',
    {
      config: { access: { roles: treatingRoles, what: 'search', shows: 'patients' } },
      schema: {
        summary: 'Patients within reach by name, MRN or birth date',
        description: 'Terms travel in the body: addresses are kept in logs and histories.',
        querystring: NoQuery,
        body: SearchBody,
        response: { 200: SearchView },
      },
    },
    async (request) => {
      const { rows, more } = await finding.search(request.body.text, asking(request, clock))
      show(request, rows)
      return { rows: rows.map(({ patient_id: _, ...row }) => row), more }
    },
  )
}

function comparing(app: App, { finding, clock }: Parts): void {
  app.post(
    '/api/patients/duplicates',
    {
      config: { access: { roles: enrollers, what: 'namesakes', shows: 'patients' } },
      schema: {
        summary: 'Patients anywhere who may be the one about to be enrolled',
        querystring: NoQuery,
        body: DuplicatesBody,
        response: { 200: DuplicatesView },
      },
    },
    async (request) => {
      const rows = await finding.namesakes(request.body, asking(request, clock))
      show(request, rows)
      return { rows: rows.map(({ patient_id: _, ...row }) => row) }
    },
  )
}

function enrolling(app: App, parts: Parts): void {
  app.post(
    '/api/patients',
    {
      config: { access: { roles: enrollers, what: 'enrollment', shows: 'patients' } },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'Enroll a patient: everything of the first day in one commit',
        querystring: NoQuery,
        body: EnrollmentBody,
        response: { 201: Enrolled },
      },
    },
    async (request, reply) => {
      const who = asking(request, parts.clock)
      const commit = circumstanceOf(request, parts.clock, null)
      const done = await parts.enroll(request.body, { asking: who, commit })
      if (done.outcome !== 'enrolled') throw await refusalOf(parts, request, done)
      const patients = [done.patient_id]
      const seen = { action: 'read', patients, substance_use: false } as const
      request.shown = done.now ? 'committed' : seen
      return reply.code(201).send({ patient: done.patient })
    },
  )
}

function show(request: FastifyRequest, rows: readonly Named[]): void {
  const patients = rows.map(({ patient_id }) => patient_id)
  request.shown = { action: 'list', patients, substance_use: false }
}

async function refusalOf(
  parts: Parts,
  request: FastifyRequest,
  refused: Exclude<Outcome, { outcome: 'enrolled' }>,
): Promise<Problem> {
  if (refused.outcome === 'duplicate_mrn')
    return new Problem('already-recorded', 'Another patient has this MRN.', {
      remedy: 'Look for the patient before enrolling them again.',
      faults: [{ field: '/patient/mrn', says: 'belongs to another patient' }],
    })
  if (refused.outcome === 'faulty')
    return new Problem('invalid-request', 'Some fields cannot be kept as they are.', {
      faults: refused.faults.flatMap((fault) => fieldsOf([fault], fault.under)),
    })
  await refuseRole(parts, request, null)
  return new Problem('forbidden', 'Something in it is not part of what your role may write.')
}
