/** Drafts, the timer and saved views: everybody's own desk, and nobody else's. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  AllViews,
  Draft,
  DraftAddress,
  DraftsView,
  draftBytes,
  ScreenAddress,
  Views,
  viewsBytes,
} from '../../contract/desk.ts'
import { NoQuery } from '../../contract/words.ts'
import {
  type DeskParts,
  drafts,
  keepDraft,
  type OnDesk,
  type Sitter,
} from '../../use-cases/desk.ts'
import { asking } from '../asking.ts'
import type { Clock } from '../clock.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { present } from '../present.ts'
import { Problem } from '../problem.ts'

type Parts = PolicyParts & DeskParts

export const sitter = (request: FastifyRequest, clock: Clock): Sitter => ({
  ...asking(request, clock),
  account_id: present(request).session.account_id,
})

/** Notes whom the answer shows. */
export function onDesk<T>(
  request: FastifyRequest,
  { found, patients, substance_use }: OnDesk<T>,
  what?: string,
): T {
  request.shown = { action: 'read', patients, substance_use, ...(what && { what }) }
  return found
}

const drafting = { roles: 'signed-in', what: 'drafts', shows: 'nothing' } as const

export const draftRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { clock, desk } = parts
  app.get(
    '/api/drafts',
    {
      config: { access: { ...drafting, shows: 'patients' } },
      schema: {
        summary: 'One’s own unfinished forms',
        querystring: NoQuery,
        response: { 200: DraftsView },
      },
    },
    async (request) => ({ drafts: onDesk(request, await drafts(parts, sitter(request, clock))) }),
  )
  app.put(
    '/api/drafts/:name',
    {
      config: { access: drafting },
      schema: {
        summary: 'Keep an unfinished form; the last one kept wins',
        params: DraftAddress,
        querystring: NoQuery,
        body: Draft,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { patient, content } = request.body
      const draft = { name: request.params.name, patient, content: within(content, draftBytes) }
      const kept = await keepDraft(parts, sitter(request, clock), draft)
      if (kept === 'too_many')
        throw new Problem('not-possible', 'There are a hundred unfinished forms already.', {
          remedy: 'Finish or drop some of them.',
        })
      if ('unseen' in kept) throw await refuseSight(parts, request, kept.unseen)
      if (kept.patients.length > 0) onDesk(request, kept, 'draft kept')
      return reply.code(204).send()
    },
  )
  app.delete(
    '/api/drafts/:name',
    {
      config: { access: drafting },
      schema: {
        summary: 'Drop a form: it is finished, or not wanted',
        params: DraftAddress,
        querystring: NoQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await desk.dropDraft(sitter(request, clock).account_id, request.params.name)
      return reply.code(204).send()
    },
  )
}

const viewing = { roles: 'signed-in', what: 'saved views', shows: 'nothing' } as const

export const viewRoutes: FastifyPluginAsyncZod<Parts> = async (app, { clock, desk }) => {
  app.get(
    '/api/views',
    {
      config: { access: viewing },
      schema: {
        summary: 'What one has kept for each screen: views, preferences; at once, and once a page',
        querystring: NoQuery,
        response: { 200: AllViews },
      },
    },
    async (request) => {
      const { account_id, at } = sitter(request, clock)
      const kept = await desk.views(account_id, at)
      return { screens: Object.fromEntries(kept.map((one) => [one.screen, JSON.parse(one.views)])) }
    },
  )
  app.put(
    '/api/views/:screen',
    {
      config: { access: viewing },
      schema: {
        summary: 'Keep the saved views of a screen',
        params: ScreenAddress,
        querystring: NoQuery,
        body: Views,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { account_id, at } = sitter(request, clock)
      const views = within(request.body.views, viewsBytes)
      await desk.keepViews(account_id, request.params.screen, views, at)
      return reply.code(204).send()
    },
  )
}

/** JSON as text. @throws Problem where it takes more bytes than it may */
function within(json: unknown, bytes: number): string {
  const text = JSON.stringify(json)
  if (Buffer.byteLength(text) > bytes)
    throw new Problem('too-large', `More than ${bytes / 1024} KB is not kept.`)
  return text
}
