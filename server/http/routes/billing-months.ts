/** What the registry proves about a month: of one patient, or of everybody within reach. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { MonthRun, PatientMonth } from '../../contract/determinations.ts'
import { MonthAddress, PatientMonthAddress, RetrospectQuery } from '../../contract/words.ts'
import { determiningRoles } from '../../domain/permissions.ts'
import type { MonthRunResult, MonthRuns } from '../../use-cases/billing-months.ts'
import type { Charts } from '../../use-cases/charts.ts'
import { asking, whatThen } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'
import { tagged } from '../preconditions.ts'
import { Problem } from '../problem.ts'

type Parts = PolicyParts & { readonly charts: Charts; readonly monthRuns: MonthRuns }

const access = { roles: determiningRoles, what: 'billing month', shows: 'patients' } as const

export const billingMonthRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { charts, monthRuns, clock } = parts
  app.get(
    '/api/patients/:patient/months/:month',
    {
      // auditors: the months of a request that was granted to them, and only until it expires
      config: { access: { ...access, roles: [...determiningRoles, 'auditor'] } },
      schema: {
        summary: 'What the registry proves about one month of one patient',
        params: PatientMonthAddress,
        querystring: RetrospectQuery,
        response: { 200: PatientMonth },
      },
    },
    async (request, reply) => {
      const { patient, month } = request.params
      const looked = await charts.month(patient, month, asking(request, clock))
      if (looked.outcome === 'unseen') throw await refuseSight(parts, request, looked.patient_id)
      const { patient_id, substance_use, digest } = looked.shown
      const what = whatThen(`billing month ${month}`, request)
      request.shown = { action: 'determine', patients: [patient_id], substance_use, what }
      const { determination, reached_since } = looked.found
      return tagged(reply, digest).send({ ...determination, reached_since })
    },
  )
  app.get(
    '/api/months/:month',
    {
      config: { access: { ...access, what: 'month run' } },
      schema: {
        summary: 'The month of everybody within reach, in the order of their record numbers',
        params: MonthAddress,
        querystring: RetrospectQuery,
        response: { 200: MonthRun },
      },
    },
    async (request, reply) => {
      const { month } = request.params
      const run = await monthRuns.run({ month, ...asking(request, clock) })
      if (!run) throw tooManyRuns()
      const { patients, substance_use } = run
      const what = whatThen(`month run ${month}`, request)
      request.shown = { action: 'determine', patients, substance_use, what }
      // bytes written in the run's thread: nothing of a long list is serialized here
      return reply.type('application/json; charset=utf-8').send(written(month, run) as never)
    },
  )
}

const tooManyRuns = (): Problem =>
  new Problem('overloaded', 'Other month runs are going on. Please try again.', { retryAfter: 10 })

function written(month: string, { parts }: MonthRunResult): Buffer {
  const comma = Buffer.from(',')
  const rows = parts.flatMap((part, i) => (i === 0 ? [part] : [comma, part]))
  return Buffer.concat([Buffer.from(`{"month":"${month}","rows":[`), ...rows, Buffer.from(']}')])
}
