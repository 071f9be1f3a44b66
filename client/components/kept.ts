/** How a screen was left: kept in memory with the answers, and gone with them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'

/** Like state, but still there when one comes back to the screen. */
export function useKept<T>(name: string, initial: T): readonly [T, (next: T) => void] {
  const queries = useQueryClient()
  const queryKey = ['kept', name]
  const { data } = useQuery({
    queryKey,
    queryFn: () => initial,
    initialData: initial,
    enabled: false, // there is nobody to ask: not even when everything else is asked for again
    gcTime: Number.POSITIVE_INFINITY,
  })
  return [data ?? initial, (next) => queries.setQueryData<T>(queryKey, next)]
}
