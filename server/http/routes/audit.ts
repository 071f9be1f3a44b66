/** Reports for the privacy officer. Each is asked for in a body, and is itself in the trail. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  Accounting,
  AccountingQuestion,
  AuditFound,
  AuditPeople,
  AuditQuestion,
  AuditReport,
  AuditSearch,
  Patterns,
  PatternsQuestion,
} from '../../contract/audit.ts'
import { NoQuery } from '../../contract/words.ts'
import { type PatternParts, patterns } from '../../use-cases/audit/patterns.ts'
import { auditReports, type Told } from '../../use-cases/audit/reports.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'

type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]
type Parts = PolicyParts & PatternParts

const access = { roles: ['privacy_officer'], shows: 'patients' } as const
const reading = (what: string) => ({ access: { ...access, what: `audit ${what}` } })

export const auditRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  reporting(app, parts)
  accounting(app, parts)
  looking(app, parts)
  const reports = auditReports(parts)
  app.get(
    '/api/audit/people',
    {
      config: { access: { ...access, what: 'audit people', shows: 'nothing' } },
      schema: {
        summary: 'Everybody on staff, to ask about',
        querystring: NoQuery,
        response: { 200: AuditPeople },
      },
    },
    async () => ({ people: await reports.people() }),
  )
}

/** Notes whom the report shows. @throws Problem the one 404 where it is about nobody */
async function shown<View>(
  parts: Parts,
  request: FastifyRequest,
  told: Told<View> | undefined,
): Promise<View> {
  if (!told) throw await refuseSight(parts, request, null)
  const { patients, substance_use } = told
  request.shown = { action: 'list', patients, substance_use }
  return told.view
}

function reporting(app: App, parts: Parts): void {
  const reports = auditReports(parts)
  app.post(
    '/api/audit/events',
    {
      config: reading('events'),
      schema: {
        summary: 'The trail of a time, of a patient, of a user: the newest first, page by page',
        querystring: NoQuery,
        body: AuditQuestion,
        response: { 200: AuditReport },
      },
    },
    async (request) => shown(parts, request, await reports.lines(request.body)),
  )
  app.post(
    '/api/audit/search',
    {
      config: reading('search'),
      schema: {
        summary: 'Any patient by name, MRN or birth date, to ask who looked at them',
        querystring: NoQuery,
        body: AuditSearch,
        response: { 200: AuditFound },
      },
    },
    async (request) => shown(parts, request, await reports.find(request.body.text)),
  )
}

function accounting(app: App, parts: Parts): void {
  const reports = auditReports(parts)
  app.post(
    '/api/audit/accounting',
    {
      config: reading('accounting of disclosures'),
      schema: {
        summary: 'What of one patient was printed or exported, for whom they ask it',
        querystring: NoQuery,
        body: AccountingQuestion,
        response: { 200: Accounting },
      },
    },
    async (request) => shown(parts, request, await reports.accounting(request.body)),
  )
}

function looking(app: App, parts: Parts): void {
  app.post(
    '/api/audit/patterns',
    {
      config: reading('patterns'),
      schema: {
        summary: 'Patterns worth a look, each with its rule and where its events are',
        querystring: NoQuery,
        body: PatternsQuestion,
        response: { 200: Patterns },
      },
    },
    async (request) =>
      shown(parts, request, await patterns(parts, request.body, parts.clock.now())),
  )
}
