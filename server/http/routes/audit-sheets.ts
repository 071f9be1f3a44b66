/** Audit sheets: for whoever bills, and for auditors as far as a request that holds now goes. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AuditSheetView } from '../../contract/audit-sheets.ts'
import { NoQuery, PatientMonthAddress } from '../../contract/words.ts'
import { lookAtPaper, lookAtSheet, type SheetParts } from '../../use-cases/audit-export/looking.ts'
import type { AuditExportRuns } from '../../use-cases/audit-export/runs.ts'
import { asking } from '../asking.ts'
import { type PolicyParts, refuseSight } from '../policy.ts'

type Parts = PolicyParts & SheetParts & { readonly auditExportRuns: AuditExportRuns }

const access = {
  roles: ['billing_staff', 'auditor'],
  what: 'billing audit sheet',
  shows: 'patients',
} as const

export const auditSheetRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.get(
    '/api/patients/:patient/months/:month/audit-sheet',
    {
      config: { access },
      schema: {
        summary: 'The audit sheet of one patient-month, and whether its evidence verifies',
        params: PatientMonthAddress,
        querystring: NoQuery,
        response: { 200: AuditSheetView },
      },
    },
    async (request) => {
      const { patient, month } = request.params
      const looked = await lookAtSheet(parts, patient, month, asking(request, parts.clock))
      if (looked.outcome === 'unseen') throw await refuseSight(parts, request, looked.patient_id)
      const { patient_id, substance_use, seen } = looked
      const what = `billing audit sheet ${month}`
      request.shown = { action: 'determine', patients: [patient_id], substance_use, what }
      return seen
    },
  )
  const { paper } = parts.auditExportRuns
  app.get(
    '/api/patients/:patient/months/:month/audit-sheet.pdf',
    {
      config: { access: { ...access, what: 'billing audit sheet on paper' } },
      schema: {
        summary: 'The same as the pages of an export: PDF',
        params: PatientMonthAddress,
        querystring: NoQuery,
      },
    },
    async (request, reply) => {
      const { patient, month } = request.params
      const by = asking(request, parts.clock)
      const looked = await lookAtPaper({ ...parts, paper }, patient, month, by)
      if (looked.outcome === 'unseen') throw await refuseSight(parts, request, looked.patient_id)
      const { patient_id, substance_use, pdf } = looked
      const what = `billing audit sheet ${month}`
      // whoever has the pages may keep them
      request.shown = { action: 'print', patients: [patient_id], substance_use, what }
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="audit-sheet.pdf"')
        .send(Buffer.from(pdf))
    },
  )
}
