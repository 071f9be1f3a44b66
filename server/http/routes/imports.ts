/** Bundles in and out: for whoever keeps the data, with their password once more. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  ImportAddress,
  ImportQuery,
  ImportsView,
  ImportView,
  importBytes,
} from '../../contract/imports.ts'
import { NoQuery } from '../../contract/words.ts'
import type { OwnAccount } from '../../use-cases/account.ts'
import type { BundleRuns, HandedIn, Imports } from '../../use-cases/imports.ts'
import { actorOf, type PolicyParts } from '../policy.ts'
import { requireIdempotencyKey } from '../preconditions.ts'
import { notFound, Problem } from '../problem.ts'
import { requireStepUp } from './account.ts'

type Parts = PolicyParts & {
  readonly account: OwnAccount
  readonly imports: Imports
  readonly bundleRuns: BundleRuns
  /** Bytes; tests take less. */
  readonly most?: number
}

const access = { roles: ['data_manager'], what: 'imports', shows: 'nothing' } as const

export const importRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { imports, clock, most = importBytes } = parts
  // a zip is received as it comes, and here alone: no other type is read at this address
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/zip', (_request, payload, done) => done(null, payload))
  app.post(
    '/api/imports',
    {
      config: { access, slowBody: true },
      preHandler: [requireIdempotencyKey, requireStepUp(parts)],
      schema: {
        summary: 'Hand in a bundle, as application/zip; then watch it by its address',
        querystring: ImportQuery,
        response: { 202: ImportView },
      },
    },
    async (request, reply) => {
      if (!(request.body instanceof Readable))
        throw new Problem('wrong-content-type', 'Send the bundle as application/zip.')
      const said = Number(request.headers['content-length'] ?? 0)
      if (said > most) throw tooLarge(most)
      const handed = await imports.take({
        actor: actorOf(request),
        at: clock.now(),
        dry_run: request.query.dry_run === 'true',
        key: String(request.headers['idempotency-key']),
        bytes: request.body as AsyncIterable<Buffer>, // a stream of the request's own bytes
        most,
      })
      return reply.code(202).send(takenOf(handed, most))
    },
  )
  app.get(
    '/api/imports',
    {
      config: { access },
      schema: {
        summary: 'The last imports since the server started, the newest first',
        querystring: NoQuery,
        response: { 200: ImportsView },
      },
    },
    async () => ({ imports: imports.list() }),
  )
  app.get(
    '/api/imports/:import',
    {
      config: { access },
      schema: {
        summary: 'How far an import is, or what came of it',
        params: ImportAddress,
        querystring: NoQuery,
        response: { 200: ImportView },
      },
    },
    async (request) => {
      const found = imports.one(request.params.import)
      if (!found) throw notFound()
      return found
    },
  )
}

export const exportRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.get(
    '/api/export',
    {
      config: { access: { ...access, what: 'the whole registry as a bundle', shows: 'patients' } },
      preHandler: [requireStepUp(parts)],
      schema: { summary: 'The whole registry as a bundle, zipped', querystring: NoQuery },
    },
    async (request, reply) => {
      const { path, patients, remove } = await parts.bundleRuns.export()
      request.shown = { action: 'export', patients, substance_use: true } // whatever of it there is
      const file = createReadStream(path)
      file.once('close', () => void remove())
      reply.raw.once('close', () => file.destroy())
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="registry-bundle.zip"')
        .send(file)
    },
  )
}

const tooLarge = (most: number): Problem =>
  new Problem('too-large', `A bundle of more than ${Math.floor(most / 2 ** 20)} MB is not taken.`)

/** @throws Problem where it is not taken */
function takenOf(handed: HandedIn, most: number): ImportView {
  switch (handed.outcome) {
    case 'taken':
      return handed.seen
    case 'too_large':
      throw tooLarge(most)
    case 'busy':
      throw new Problem('overloaded', 'Other imports are under way.', { retryAfter: 30 })
    case 'key_reused':
      throw new Problem(
        'key-reused',
        'This Idempotency-Key was sent before with a different order.',
      )
  }
}
