/** A month of billing: its first look, its closing, and the compliance officer's signals. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { BillingMonthView, ClosingBody, SignalsView } from '../../contract/claims.ts'
import { WhatIfBody, WhatIfView } from '../../contract/what-if.ts'
import { MonthAddress, NoQuery } from '../../contract/words.ts'
import { readTerms } from '../../domain/bundle/policy-terms-check.ts'
import {
  close,
  firstLook,
  type KeptMonth,
  type MonthOutcome,
  type MonthParts,
  monthNow,
  signals,
} from '../../use-cases/claims/months.ts'
import type { WhatIfRow } from '../../use-cases/claims/what-if.ts'
import { asking } from '../asking.ts'
import { fieldsOf } from '../outcomes.ts'
import type { PolicyParts } from '../policy.ts'
import { requireIdempotencyKey } from '../preconditions.ts'
import { Problem } from '../problem.ts'
import { byOf } from './claims.ts'

type Parts = PolicyParts & MonthParts
type App = Parameters<FastifyPluginAsyncZod<Parts>>[0]

const access = { roles: ['billing_staff'], what: 'month of billing', shows: 'nothing' } as const

export const billingRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  reading(app, parts)
  deciding(app, parts)
  trying(app, parts)
}

function reading(app: App, parts: Parts): void {
  app.get(
    '/api/billing/:month',
    {
      config: { access },
      schema: {
        summary: 'Whether a month was looked at for billing, and whether it is closed',
        params: MonthAddress,
        querystring: NoQuery,
        response: { 200: BillingMonthView },
      },
    },
    async (request) => viewOf(request.params.month, await monthNow(parts, request.params.month)),
  )
  app.get(
    '/api/billing/:month/signals',
    {
      config: { access: { roles: ['privacy_officer'], what: 'signals', shows: 'patients' } },
      schema: {
        summary: 'Totals that cluster above a threshold, minutes added after a first look',
        params: MonthAddress,
        querystring: NoQuery,
        response: { 200: SignalsView },
      },
    },
    async (request) => {
      const found = await signals(parts, request.params.month, byOf(parts, request))
      if (!found) throw busy()
      const { patients, ...view } = found
      request.shown = { action: 'list', patients, substance_use: false }
      return view
    },
  )
}

function deciding(app: App, parts: Parts): void {
  app.post(
    '/api/billing/:month/first-look',
    {
      config: { access },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'The first look at a month after its last day: a later one changes nothing',
        params: MonthAddress,
        querystring: NoQuery,
        response: { 201: BillingMonthView },
      },
    },
    async (request, reply) => {
      const { month } = request.params
      const kept = keptIn(await firstLook(parts, month, byOf(parts, request)))
      return reply.code(201).send(viewOf(month, kept))
    },
  )
  app.post(
    '/api/billing/:month/closing',
    {
      config: { access },
      preHandler: requireIdempotencyKey,
      schema: {
        summary: 'Close a month: what is entered for it later is shown as such',
        params: MonthAddress,
        querystring: NoQuery,
        body: ClosingBody,
        response: { 201: BillingMonthView },
      },
    },
    async (request, reply) => {
      const { month } = request.params
      const kept = keptIn(await close(parts, month, request.body.note, byOf(parts, request)))
      return reply.code(201).send(viewOf(month, kept))
    },
  )
}

function trying(app: App, parts: Parts): void {
  app.post(
    '/api/billing/:month/what-if',
    {
      config: { access: { ...access, what: 'what-if', shows: 'patients' } },
      schema: {
        summary: 'Which months would say something else under a drafted version of a policy',
        description: 'The draft stands on the built-in or stored policy of that name.',
        params: MonthAddress,
        querystring: NoQuery,
        body: WhatIfBody,
        response: { 200: WhatIfView },
      },
    },
    async (request) => {
      const { month } = request.params
      const { policy, terms: given } = request.body
      const { terms, faults } = readTerms(given)
      if (faults.length > 0)
        throw new Problem('invalid-request', 'Some terms are none that a policy has.', {
          faults: fieldsOf(faults, '/terms'),
        })
      const based_on = policy === 'full_time' ? 'full_time' : 'cms'
      const draft = { policy, based_on, terms }
      const run = await parts.monthRuns.run({ month, ...asking(request, parts.clock), draft })
      if (!run) throw busy()
      const { patients, substance_use } = run
      request.shown = { action: 'determine', patients, substance_use, what: `what-if ${month}` }
      // as the run wrote them
      const rows = run.parts.map((part) => JSON.parse(new TextDecoder().decode(part)) as WhatIfRow)
      return { month, rows: rows as unknown as WhatIfView['rows'] } // a wire carries no proof
    },
  )
}

const viewOf = (month: BillingMonthView['month'], kept: KeptMonth | null): BillingMonthView => ({
  month,
  kept: kept && {
    first_look_at: kept.row.first_look_at,
    just_short: (JSON.parse(kept.row.just_short) as unknown[]).length,
    closed_at: kept.row.closed_at,
    close_note: kept.row.close_note,
    version: kept.version,
  },
})

/** @throws Problem where it was refused */
function keptIn(done: MonthOutcome): KeptMonth {
  if (done.outcome === 'kept') return done.kept
  if (done.outcome === 'busy') throw busy()
  throw new Problem('not-possible', done.shortfall.message, { remedy: done.shortfall.remedy })
}

const busy = (): Problem =>
  new Problem('overloaded', 'Other month runs are going on. Please try again.', { retryAfter: 10 })
