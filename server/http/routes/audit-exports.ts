/** Audit exports: for whoever bills, and for auditors of the months that a request names now. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  AuditExportAddress,
  AuditExportDetail,
  AuditExportOrder,
  AuditExportsView,
  AuditExportView,
} from '../../contract/audit-exports.ts'
import { NoQuery } from '../../contract/words.ts'
import type { OwnAccount } from '../../use-cases/account.ts'
import {
  type Ordered,
  type Ordering,
  type OrderingParts,
  ordering,
} from '../../use-cases/audit-export/ordering.ts'
import { asking } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { requireIdempotencyKey } from '../preconditions.ts'
import { Problem } from '../problem.ts'
import { requireFresh } from './account.ts'

type Given = PolicyParts & Omit<OrderingParts, 'newId'> & { readonly account: OwnAccount }
type Parts = Given & { readonly exports: Ordering }
type App = Parameters<FastifyPluginAsyncZod<Given>>[0]

const access = {
  roles: ['billing_staff', 'auditor'],
  what: 'audit exports',
  shows: 'nothing',
} as const

export const auditExportRoutes: FastifyPluginAsyncZod<Given> = async (app, given) => {
  const newId = () => randomBytes(16).toString('base64url')
  const parts = { ...given, exports: ordering({ ...given, newId }) }
  begun(app, parts)
  watched(app, parts)
  ended(app, parts)
}

const whyFresh = 'an audit export hands records of patients to somebody else.'

function begun(app: App, parts: Parts): void {
  const { exports, clock } = parts
  app.post(
    '/api/audit-exports',
    {
      config: { access },
      preHandler: [requireIdempotencyKey, requireFresh(parts, whyFresh)],
      schema: {
        summary: 'Order an audit export; then watch it, and fetch it when it is made',
        querystring: NoQuery,
        body: AuditExportOrder,
        response: { 202: AuditExportView },
      },
    },
    async (request, reply) => {
      const key = String(request.headers['idempotency-key'])
      const ordered = await exports.take(request.body, asking(request, clock), key)
      return reply.code(202).send(await takenOf(parts, request, ordered))
    },
  )
  app.post(
    '/api/audit-exports/:export/resumption',
    {
      config: { access },
      preHandler: requireFresh(parts, whyFresh),
      schema: {
        summary: 'Go on with an export that was cut off, or try again one that was refused',
        params: AuditExportAddress,
        querystring: NoQuery,
        response: { 202: AuditExportView },
      },
    },
    async (request, reply) => {
      const ordered = await exports.again(request.params.export, asking(request, clock))
      return reply.code(202).send(await takenOf(parts, request, ordered))
    },
  )
}

function watched(app: App, parts: Parts): void {
  const { exports, clock } = parts
  app.get(
    '/api/audit-exports',
    {
      config: { access },
      schema: {
        summary: 'One’s own exports of the last day, the newest first, and how far each is',
        querystring: NoQuery,
        response: { 200: AuditExportsView },
      },
    },
    async (request) => ({ exports: await exports.list(asking(request, clock)) }),
  )
  app.get(
    '/api/audit-exports/:export',
    {
      config: { access: { ...access, shows: 'patients' } },
      schema: {
        summary: 'One export, and whose consent is missing',
        params: AuditExportAddress,
        querystring: NoQuery,
        response: { 200: AuditExportDetail },
      },
    },
    async (request) => {
      const found = await exports.one(request.params.export, asking(request, clock))
      if (found.outcome === 'unseen') throw await refuseSight(parts, request, found.patient_id)
      const { seen, shortfalls, patients } = found
      request.shown = { action: 'list', patients, substance_use: patients.length > 0 }
      return {
        view: seen,
        shortfalls: shortfalls.map(({ message, remedy }) => ({ message, remedy })),
      }
    },
  )
}

function ended(app: App, parts: Parts): void {
  const { exports, clock } = parts
  app.get(
    '/api/audit-exports/:export/file',
    {
      config: { access: { ...access, shows: 'patients' } },
      schema: {
        summary: 'The export as a zip: each time it is fetched is a disclosure',
        params: AuditExportAddress,
        querystring: NoQuery,
      },
    },
    async (request, reply) => {
      const found = await exports.release(request.params.export, asking(request, clock))
      if (found.outcome === 'unseen') throw await refuseSight(parts, request, found.patient_id)
      const { path, order, disclosed } = found
      const { patients, substance_use } = disclosed
      const what = `audit export disclosed to ${order.recipient}`
      request.shown = { action: 'export', patients, substance_use, what, reason: order.purpose }
      const file = createReadStream(path)
      reply.raw.once('close', () => file.destroy())
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="audit-export.zip"')
        .send(file)
    },
  )
  app.delete(
    '/api/audit-exports/:export',
    {
      config: { access },
      schema: {
        summary: 'Remove an export that is not under way, and its file',
        params: AuditExportAddress,
        querystring: NoQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const done = await exports.remove(request.params.export, asking(request, clock))
      if (done.outcome === 'unseen') throw await refuseSight(parts, request, done.patient_id)
      return reply.code(204).send()
    },
  )
}

/** @throws Problem where it is not taken */
async function takenOf(parts: Parts, request: FastifyRequest, ordered: Ordered) {
  switch (ordered.outcome) {
    case 'taken':
      return ordered.seen
    case 'unseen':
      throw await refuseSight(parts, request, ordered.patient_id)
    case 'refused': {
      const { message, remedy } = ordered.shortfall
      throw new Problem('not-possible', message, { remedy })
    }
    case 'busy':
      throw new Problem('overloaded', 'Other exports are under way.', { retryAfter: 30 })
    case 'key_reused':
      throw new Problem(
        'key-reused',
        'This Idempotency-Key was sent before with a different order.',
      )
  }
}
