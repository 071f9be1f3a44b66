/** Audit sheets, one patient-month at a time. */
import { queryOptions } from '@tanstack/react-query'
import type { AuditSheetView } from '../../server/contract/audit-sheets.ts'
import { ask } from './request.ts'

export const auditSheetQuery = (patient: string, month: string) =>
  queryOptions({
    queryKey: ['audit-sheet', patient, month],
    queryFn: () => ask<AuditSheetView>(`/api/patients/${patient}/months/${month}/audit-sheet`),
    retry: false,
  })

/** The same on paper: each time it is opened is noted as printed. */
export const auditSheetPaper = (patient: string, month: string): string =>
  `/api/patients/${patient}/months/${month}/audit-sheet.pdf`
