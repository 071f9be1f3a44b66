/** Audit exports: ordered, watched, and fetched as a file that the browser streams to the disk. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type {
  AuditExportDetail,
  AuditExportOrder,
  AuditExportsView,
  AuditExportView,
} from '../../server/contract/audit-exports.ts'
import { ask } from './request.ts'
import { sent, useRefresh } from './writing.ts'

const address = '/api/audit-exports'
const underWay: readonly string[] = ['waiting', 'running'] satisfies AuditExportView['state'][]
export const isUnderWay = ({ state }: AuditExportView): boolean => underWay.includes(state)

/** One's own, the newest first; asked again while one is under way. */
export const auditExportsQuery = queryOptions({
  queryKey: ['audit-exports'],
  queryFn: () => ask<AuditExportsView>(address),
  refetchInterval: ({ state }) => (state.data?.exports.some(isUnderWay) ? 1000 : false),
})

/** Whose consent is missing, by name. */
export const auditExportQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit-exports', id],
    queryFn: () => ask<AuditExportDetail>(`${address}/${id}`),
  })

export interface SentOrder {
  readonly order: AuditExportOrder
  /** One for each order: sending it again orders nothing twice. */
  readonly key: string
}

export function useAuditExportOrder() {
  const onSuccess = useRefresh('audit-exports')
  return useMutation<AuditExportView, Error, SentOrder>({
    mutationFn: ({ order, key }) => sent('POST', address, order, { 'idempotency-key': key }),
    onSuccess,
  })
}

/** Takes one up again, or removes it. */
export function useAuditExportDeed() {
  const onSuccess = useRefresh('audit-exports')
  return useMutation<unknown, Error, { readonly id: string; readonly does: 'again' | 'remove' }>({
    mutationFn: ({ id, does }) =>
      does === 'again'
        ? sent('POST', `${address}/${id}/resumption`)
        : sent('DELETE', `${address}/${id}`),
    onSuccess,
  })
}

export const auditExportFile = (id: string): string => `${address}/${id}/file`
