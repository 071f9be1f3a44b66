/** The server's clock without asking it again: the browser's own may be wrong by hours. */
import { useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '../../server/contract/session.ts'
import { idleLimit } from '../../server/domain/sessions.ts'
import { sessionQuery } from '../api/queries.ts'

/**
 * An idle limit is counted from the moment of asking, so the session's answer tells that moment;
 * what has passed since is the stopwatch's.
 * @returns milliseconds since 1970 at the server, each time it is called
 */
export function useServerNow(): () => number {
  const queries = useQueryClient()
  return () => {
    const here = performance.timeOrigin + performance.now()
    const { data, dataUpdatedAt } = queries.getQueryState<SessionView | null>(
      sessionQuery.queryKey,
    ) ?? { data: null, dataUpdatedAt: here }
    return data ? Date.parse(data.idle_until) - idleLimit + here - dataUpdatedAt : here
  }
}
