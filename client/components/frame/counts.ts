/** Counts beside the screens' names: what is in memory anyway, never asked for by themselves. */
import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { CaseloadView, WorklistView } from '../../../server/contract/caseload.ts'

import { narrowed } from './narrowed.ts'
import { placedIn, useScope } from './scope.ts'

/** By the screen's path. */
export function useCounts(queries: QueryClient): Readonly<Record<string, number | undefined>> {
  const listen = useCallback(
    (told: () => void) => queries.getQueryCache().subscribe(told),
    [queries],
  )
  const { within } = useScope()
  const caseload = useSyncExternalStore(
    listen,
    () =>
      queries
        .getQueryData<CaseloadView>(['caseload'])
        ?.rows?.filter(({ row }) => within(placedIn(row))).length,
  )
  const worklist = useSyncExternalStore(listen, () => {
    const found = queries.getQueryData<WorklistView>(['worklist'])
    return found && narrowed(found, within).items.length
  })
  return { '/caseload': caseload, '/worklist': worklist }
}
