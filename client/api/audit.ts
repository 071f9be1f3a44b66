/** The privacy officer's reports. What is asked travels in the body; answers live in memory only. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  Accounting,
  AuditFound,
  AuditPeople,
  AuditQuestion,
  AuditReport,
  Patterns,
} from '../../server/contract/audit.ts'
import { ask, send } from './request.ts'

export interface AuditSpan {
  readonly from: string
  readonly to: string
}
export interface AuditScope extends AuditSpan {
  readonly patient: string | null
  readonly user: string | null
}

/** Reading the trail is in the trail: nothing is asked again behind one's back. */
const once = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: false }

export const auditEventsQuery = (scope: AuditScope) =>
  infiniteQueryOptions({
    ...once,
    queryKey: ['audit', 'events', scope],
    queryFn: ({ pageParam }) =>
      send<AuditReport>('POST', '/api/audit/events', { ...scope, before: pageParam }),
    initialPageParam: null as AuditQuestion['before'],
    getNextPageParam: ({ next }) => next,
  })

export const accountingQuery = (patient: string, span: AuditSpan) =>
  queryOptions({
    ...once,
    queryKey: ['audit', 'accounting', patient, span],
    queryFn: () => send<Accounting>('POST', '/api/audit/accounting', { ...span, patient }),
  })

export const patternsQuery = (span: AuditSpan) =>
  queryOptions({
    ...once,
    queryKey: ['audit', 'patterns', span],
    queryFn: () => send<Patterns>('POST', '/api/audit/patterns', span),
  })

export const auditPeopleQuery = queryOptions({
  ...once,
  queryKey: ['audit', 'people'],
  queryFn: () => ask<AuditPeople>('/api/audit/people'),
})

export const findPatients = (text: string): Promise<AuditFound> =>
  send('POST', '/api/audit/search', { text })
