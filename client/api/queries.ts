/** What the screens ask for, by name; each screen opens with at most three of these. */
import { queryOptions } from '@tanstack/react-query'
import type { CaseloadView, WorklistView } from '../../server/contract/caseload.ts'
import type { MonthRun, PatientMonth } from '../../server/contract/determinations.ts'
import type { PatientView } from '../../server/contract/patients.ts'
import type { SessionView } from '../../server/contract/session.ts'
import { ask, isSignedOut } from './request.ts'
import { type Asked, askedAt, thenKey } from './then.ts'

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

export const caseloadQueryAt = (then: Asked) =>
  queryOptions({
    queryKey: ['caseload', ...thenKey(then)],
    queryFn: () => ask<CaseloadView>(askedAt('/api/caseload', then)),
    retry,
  })
export const caseloadQuery = caseloadQueryAt(null)

/** One's own work; the rail counts the same answer. */
export const worklistQuery = queryOptions({
  queryKey: ['worklist'],
  queryFn: () => ask<WorklistView>('/api/worklist'),
})

export const monthRunQuery = (month: string, then: Asked = null) =>
  queryOptions({
    queryKey: ['months', month, ...thenKey(then)],
    queryFn: () => ask<MonthRun>(askedAt(`/api/months/${month}`, then)),
    retry,
  })

export const patientMonthQuery = (patient: string, month: string, then: Asked = null) =>
  queryOptions({
    queryKey: ['month', patient, month, ...thenKey(then)],
    queryFn: () => ask<PatientMonth>(askedAt(`/api/patients/${patient}/months/${month}`, then)),
    retry,
  })

export const patientQuery = (patient: string, then: Asked = null) =>
  queryOptions({
    queryKey: ['patient', patient, ...thenKey(then)],
    queryFn: () => ask<PatientView>(askedAt(`/api/patients/${patient}`, then)),
    retry,
  })
