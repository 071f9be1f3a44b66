/** Bundles in and out. Both ask for the password again first: a 403 of type `/problems/step-up`. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type { ImportsView, ImportView } from '../../server/contract/imports.ts'
import { ask } from './request.ts'
import { useRefresh } from './writing.ts'

const underWay: readonly string[] = ['waiting', 'running'] satisfies ImportView['state'][]
export const isUnderWay = ({ state }: ImportView): boolean => underWay.includes(state)

/** The last ones, the newest first; asked again while one is under way. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => ask<ImportsView>('/api/imports'),
  refetchInterval: ({ state }) => (state.data?.imports.some(isUnderWay) ? 1000 : false),
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => ask<ImportView>(`/api/imports/${id}`),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1000 : false),
  })

export interface ImportOrder {
  /** A .zip of a bundle. */
  readonly file: Blob
  readonly dryRun: boolean
  /** One for each order: sending it again hands in nothing twice. */
  readonly key: string
}

export function useImport() {
  const onSuccess = useRefresh('imports')
  return useMutation<ImportView, Error, ImportOrder>({
    mutationFn: ({ file, dryRun, key }) =>
      ask(`/api/imports?dry_run=${dryRun}`, {
        method: 'POST',
        headers: { 'content-type': 'application/zip', 'idempotency-key': key },
        body: file,
      }),
    onSuccess,
  })
}

/** A plain link: the browser streams it to the disk. */
export const exportAddress = '/api/export'
