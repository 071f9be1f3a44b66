/** State that is still there when one comes back to the screen: memory only, gone with the person. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/**
 * Typed text must change in the same breath as its field, and outlive the screen: so it is state,
 * with a copy beside the answers that nothing asks for again.
 */
export function useRemembered<T>(name: string, initial: T): readonly [T, (next: T) => void] {
  const queries = useQueryClient()
  const queryKey = ['remembered', name]
  const [value, setValue] = useState<T>(() => queries.getQueryData<T>(queryKey) ?? initial)
  const set = (next: T): void => {
    queries.setQueryDefaults(queryKey, { gcTime: Number.POSITIVE_INFINITY })
    queries.setQueryData<T>(queryKey, next)
    setValue(next)
  }
  return [value, set]
}
