/** Counts beside the screens' names: what is in memory anyway, never asked for by themselves. */
import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { CaseloadView, WorklistView } from '../../../server/contract/caseload.ts'

/** By the screen's path. */
export function useCounts(queries: QueryClient): Readonly<Record<string, number | undefined>> {
  const listen = useCallback(
    (told: () => void) => queries.getQueryCache().subscribe(told),
    [queries],
  )
  const caseload = useSyncExternalStore(
    listen,
    () => queries.getQueryData<CaseloadView>(['caseload'])?.rows?.length,
  )
  const worklist = useSyncExternalStore(
    listen,
    () => queries.getQueryData<WorklistView>(['worklist'])?.items?.length,
  )
  return { '/caseload': caseload, '/worklist': worklist }
}
