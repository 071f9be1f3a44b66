/** Finding patients, and taking a new one in. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  DuplicatesBody,
  DuplicatesView,
  Enrolled,
  EnrollmentBody,
  EpisodeBody,
  SearchBody,
  SearchView,
} from '../../contract/enrollment.ts'
import { NoQuery, PatientAddress } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import { enrollers } from '../../domain/writing.ts'
import type { Writing } from '../../use-cases/deciding.ts'
import type {
  EnrolledPatient,
  EnrollmentUseCase,
  Enrolled as Outcome,
} from '../../use-cases/enrollment.ts'
import type { EnrolledAgain, EnrollmentAgain } from '../../use-cases/enrollment-again.ts'
import type { Finding } from '../../use-cases/finding.ts'
import type { Named } from '../../use-cases/lookups.ts'
import { asking } from '../asking.ts'
import { fieldsOf } from '../outcomes.ts'
import { type PolicyParts, refuseRole, refuseSight } from '../policy.ts'
import { circumstanceOf, requireIdempotencyKey } from '../preconditions.ts'
import { Problem } from '../problem.ts'

type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]
type Parts = PolicyParts & {
  readonly enroll: EnrollmentUseCase
  readonly enrollAgain: EnrollmentAgain
  readonly finding: Finding
}

export const enrollmentRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  searching(app, parts)
  comparing(app, parts)
  enrolling(app, parts)
  enrollingAgain(app, parts)
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
      const done = await parts.enroll(request.body, writingOf(parts, request))
      if (done.outcome !== 'enrolled') throw await refusalOf(parts, request, done)
      return reply.code(201).send(enrolledNow(request, done))
    },
  )
}

function enrollingAgain(app: App, parts: Parts): void {
  app.post(
    '/api/patients/:patient/episodes',
    {
      config: { access: { roles: enrollers, what: 'enrollment', shows: 'patients' } },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'Enroll a patient who comes back: a new episode on the same chart, in one commit',
        params: PatientAddress,
        querystring: NoQuery,
        body: EpisodeBody,
        response: { 201: Enrolled },
      },
    },
    async (request, reply) => {
      const { patient } = request.params
      const done = await parts.enrollAgain(patient, request.body, writingOf(parts, request))
      if (done.outcome !== 'enrolled') throw await refusalOf(parts, request, done)
      return reply.code(201).send(enrolledNow(request, done))
    },
  )
}

const writingOf = ({ clock }: Parts, request: FastifyRequest): Writing => ({
  asking: asking(request, clock),
  commit: circumstanceOf(request, clock, null),
})

/** Notes whom it was, and answers under which name they are opened. */
function enrolledNow(request: FastifyRequest, done: EnrolledPatient): Enrolled {
  const seen = { action: 'read', patients: [done.patient_id], substance_use: false } as const
  request.shown = done.now ? 'committed' : seen
  return { patient: done.patient }
}

function show(request: FastifyRequest, rows: readonly Named[]): void {
  const patients = rows.map(({ patient_id }) => patient_id)
  request.shown = { action: 'list', patients, substance_use: false }
}

async function refusalOf(
  parts: Parts,
  request: FastifyRequest,
  refused: Exclude<Outcome | EnrolledAgain, { outcome: 'enrolled' }>,
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
  if (refused.outcome === 'unseen') return refuseSight(parts, request, refused.patient_id)
  if (refused.outcome === 'refused')
    return new Problem('not-possible', refused.shortfall.message, {
      remedy: refused.shortfall.remedy,
    })
  if (refused.outcome === 'stale')
    return new Problem('stale', 'Others write the same chart just now. Please try again.')
  await refuseRole(parts, request, null)
  return new Problem('forbidden', 'Something in it is not part of what your role may write.')
}
