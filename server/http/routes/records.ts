/** Writing a patient's records: added, amended, taken back, and everything that a row ever was. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { NoQuery } from '../../contract/words.ts'
import {
  AmendmentBody,
  AnyBody,
  changedShapes,
  newShapes,
  RecordAddress,
  RowAddress,
  RowHistory,
  WithdrawalBody,
  WithdrawnShape,
  WrittenShape,
} from '../../contract/writing.ts'
import { isSubstanceUse, treatingRoles } from '../../domain/permissions.ts'
import type { AmendedRecord } from '../../domain/writing-defaults.ts'
import type { Writing, Written } from '../../use-cases/deciding.ts'
import type { RecordHistory, Told } from '../../use-cases/record-history.ts'
import type { Records } from '../../use-cases/records.ts'
import { asking } from '../asking.ts'
import { fitting, refusalOf } from '../outcomes.ts'
import type { PolicyParts } from '../policy.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireVersion,
  versioned,
  versionOf,
} from '../preconditions.ts'

type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]
type Parts = PolicyParts & { readonly records: Records; readonly recordHistory: RecordHistory }

const access = { roles: treatingRoles, what: 'record', shows: 'patients' } as const
const place = '/api/patients/:patient/records/:record'

export const recordRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  adding(app, parts)
  amending(app, parts)
  withdrawing(app, parts)
  telling(app, parts)
}

function adding(app: App, parts: Parts): void {
  app.post(
    place,
    {
      config: { access },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'Add a row to a record of the patient',
        description: 'The body has the columns of the record; its id, patient and stamps are made.',
        params: RecordAddress,
        querystring: NoQuery,
        body: AnyBody,
        response: { 201: WrittenShape },
      },
    },
    async (request, reply) => {
      const { patient, record } = request.params
      const row = fitting(newShapes[record], request.body)
      const written = await parts.records.add(patient, record, row, writingOf(parts, request))
      return answer(parts, request, reply.code(201), record, written)
    },
  )
}

function amending(app: App, parts: Parts): void {
  app.put(
    `${place}/:key`,
    {
      config: { access },
      preHandler: requireVersion,
      schema: {
        summary: 'Amend a row: its next version, with the reason',
        description: 'If-Match names the version that was seen, as "v3".',
        params: RowAddress,
        querystring: NoQuery,
        body: AmendmentBody,
        response: { 200: WrittenShape },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const changes = fitting(changedShapes[params.record], body.changes)
      const wish = { ...params, changes, reason: body.reason, version: versionOf(request) }
      const written = await parts.records.amend(params.patient, wish, writingOf(parts, request))
      return answer(parts, request, reply, params.record, written)
    },
  )
}

function withdrawing(app: App, parts: Parts): void {
  app.post(
    `${place}/:key/withdrawal`,
    {
      config: { access },
      preHandler: requireVersion,
      schema: {
        summary: 'Take a row back that was entered in error; its history stays',
        params: RowAddress,
        querystring: NoQuery,
        body: WithdrawalBody,
        response: { 201: WithdrawnShape },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const wish = { ...params, reason: body.reason, version: versionOf(request) }
      const done = await parts.recordHistory.withdraw(
        params.patient,
        wish,
        writingOf(parts, request),
      )
      const { row } = await writtenIn(parts, request, params.record, done)
      const { record, key } = params
      return reply.code(201).send({ record, key, reason: String(row['reason']) })
    },
  )
}

function telling(app: App, parts: Parts): void {
  app.get(
    `${place}/:key/history`,
    {
      config: { access: { ...access, what: 'record history' } },
      schema: {
        summary: 'Every version of a row: who, when and why',
        params: RowAddress,
        querystring: NoQuery,
        response: { 200: RowHistory },
      },
    },
    async (request) => {
      const { params } = request
      const who = asking(request, parts.clock)
      const found = await parts.recordHistory.history(params.patient, params, who)
      if (found.outcome !== 'told') throw await refusalOf(parts, request, found)
      const { versions } = found.told
      const substance_use = versions.some(({ row }) => isSubstanceUse(params.record, row))
      const patients = [found.sight.dossier.patient.patient_id]
      request.shown = { action: 'read', patients, substance_use }
      return historyOf(found.told)
    },
  )
}

const historyOf = ({ versions, withdrawal, nameOf }: Told): RowHistory => ({
  versions: versions.map(({ version, row, at, by, reason }) => ({
    version,
    row: { ...row },
    at,
    by: nameOf(by.who) ?? by.role,
    role: by.role,
    reason,
  })),
  withdrawn: withdrawal && {
    reason: withdrawal.reason,
    by: nameOf(withdrawal.withdrawn_by) ?? '',
    on: withdrawal.withdrawn_on,
  },
})

const writingOf = ({ clock }: Parts, request: FastifyRequest): Writing => ({
  asking: asking(request, clock),
  commit: circumstanceOf(request, clock, null),
})

/** Notes whom the answer shows. @throws Problem where nothing was written */
async function writtenIn(
  parts: Parts,
  request: FastifyRequest,
  record: AmendedRecord,
  done: Written,
) {
  if (done.outcome !== 'written') throw await refusalOf(parts, request, done)
  const { row } = done.written
  const patients = [done.sight.dossier.patient.patient_id]
  const substance_use = isSubstanceUse(record, row)
  const seen = { action: 'read', patients, substance_use, what: `written ${record}` } as const
  request.shown = done.now ? 'committed' : seen
  return done.written
}

async function answer(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  record: AmendedRecord,
  done: Written,
) {
  const { key, version, row } = await writtenIn(parts, request, record, done)
  return versioned(reply, version).send({ record, key, version, row })
}
