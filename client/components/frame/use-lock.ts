/** The lock: ends the session on the server, and covers the screen whenever there is none. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { sessionQuery } from '../../api/queries.ts'
import { RequestProblem, send } from '../../api/request.ts'
import { useIdle } from './idle.ts'

/** @returns locks now */
export function useLock(covered: boolean): () => void {
  const queries = useQueryClient()
  const lock = useCallback(() => {
    cover(queries)
    // a cover alone would be gone with a reload: the session ends as well
    send<void>('DELETE', '/api/session').catch(() => undefined)
  }, [queries])
  useIdle(!covered, lock, () => queries.refetchQueries(sessionQuery))
  useEffect(() => onRefused(queries, () => cover(queries)), [queries])
  return lock
}

function cover(queries: QueryClient): void {
  queries.cancelQueries()
  queries.setQueryData(sessionQuery.queryKey, null)
}

/** Whatever was asked, the answer that nobody is signed in any more covers the screen. */
function onRefused(queries: QueryClient, covers: () => void): () => void {
  const look = (action: { readonly type: string; readonly error?: unknown } | undefined): void => {
    if (action?.type === 'error' && isSessionOver(action.error)) covers()
  }
  const stops = [
    queries.getQueryCache().subscribe((event) => event.type === 'updated' && look(event.action)),
    queries.getMutationCache().subscribe((event) => event.type === 'updated' && look(event.action)),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** A wrong password is refused as well, but takes nobody's session. */
const isSessionOver = (error: unknown): boolean =>
  error instanceof RequestProblem && error.status === 401 && error.type.endsWith('not-signed-in')
