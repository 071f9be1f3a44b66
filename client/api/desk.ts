/** Unfinished forms, the running timer and saved views: kept by the server, per person. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AllViews,
  Draft,
  DraftsView,
  TimerEnded,
  TimerStart,
  TimerStarted,
  TimerView,
  Views,
} from '../../server/contract/desk.ts'
import { ask } from './request.ts'
import { sent } from './writing.ts'

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: () => ask<DraftsView>('/api/drafts'),
})

/** Keeps a form as it stands; the last one kept wins. */
export const keepDraft = (name: string, draft: Draft): Promise<void> =>
  sent('PUT', `/api/drafts/${name}`, draft)
export const dropDraft = (name: string): Promise<void> => sent('DELETE', `/api/drafts/${name}`)

export const timerQuery = queryOptions({
  queryKey: ['timer'],
  queryFn: () => ask<TimerView>('/api/timer'),
})

/** Starts a timer; the answer's `ended` is the one that ran until now: offer to record it. */
export function useStartTimer() {
  const client = useQueryClient()
  return useMutation<TimerStarted, Error, TimerStart>({
    // a key a start: pressing again ends what runs, whatever repeats a lost request does not
    mutationFn: (start) =>
      sent('POST', '/api/timer', start, { 'idempotency-key': crypto.randomUUID() }),
    onSuccess: ({ running }) => client.setQueryData(timerQuery.queryKey, { running }),
  })
}

export function useEndTimer() {
  const client = useQueryClient()
  return useMutation<TimerEnded>({
    mutationFn: () => sent('DELETE', '/api/timer'),
    onSuccess: () => client.setQueryData(timerQuery.queryKey, { running: null }),
  })
}

/** Of all screens at once: what somebody prefers, and how they like their lists. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: () => ask<AllViews>('/api/views'),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** What was kept for one screen; undefined: nothing yet, or not known yet. */
export const useKeptViews = (screen: string): unknown => useQuery(viewsQuery).data?.screens[screen]

export function useKeepViews(screen: string) {
  const client = useQueryClient()
  return useMutation<void, Error, Views>({
    mutationFn: (views) => sent('PUT', `/api/views/${screen}`, views),
    onMutate: ({ views }) => {
      client.setQueryData(viewsQuery.queryKey, (all) => ({
        screens: { ...all?.screens, [screen]: views },
      }))
    },
  })
}
