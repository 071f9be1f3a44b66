/** What the screens ask for, by name; each screen opens with at most three of these. */
import { queryOptions } from '@tanstack/react-query'
import type { CaseloadView, WorklistView } from '../../server/contract/caseload.ts'
import type { MonthRun } from '../../server/contract/determinations.ts'
import type { PatientView } from '../../server/contract/patients.ts'
import type { SessionView } from '../../server/contract/session.ts'
import type { Determination } from '../../server/domain/billing/determined.ts'
import { ask, isSignedOut } from './request.ts'

const retry = (count: number, error: unknown) => count < 1 && !isSignedOut(error)

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () =>
    ask<SessionView>('/api/session').catch((error: unknown) => {
      if (isSignedOut(error)) return null
      throw error
    }),
  retry: false,
})

/** Whether everybody in this registry is invented. It does not change while a page is open. */
export const healthQuery = queryOptions({
  queryKey: ['session', 'health'],
  queryFn: () => ask<{ readonly demo: boolean; readonly single_sign_on?: boolean }>('/ready'),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

export const caseloadQuery = queryOptions({
  queryKey: ['caseload'],
  queryFn: () => ask<CaseloadView>('/api/caseload'),
  retry,
})

/** One's own work; the rail counts the same answer. */
export const worklistQuery = queryOptions({
  queryKey: ['worklist'],
  queryFn: () => ask<WorklistView>('/api/worklist'),
})

export const monthRunQuery = (month: string) =>
  queryOptions({
    queryKey: ['months', month],
    queryFn: () => ask<MonthRun>(`/api/months/${month}`),
    retry,
  })

export const patientMonthQuery = (patient: string, month: string) =>
  queryOptions({
    queryKey: ['month', patient, month],
    queryFn: () => ask<Determination>(`/api/patients/${patient}/months/${month}`),
    retry,
  })

export const patientQuery = (patient: string) =>
  queryOptions({
    queryKey: ['patient', patient],
    queryFn: () => ask<PatientView>(`/api/patients/${patient}`),
    retry,
  })
