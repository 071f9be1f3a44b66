/** Rights for a time, and one patient in an emergency. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type {
  Emergency,
  EmergencyView,
  GrantsView,
  GrantView,
  NewGrant,
  OwnGrants,
} from '../../server/contract/grants.ts'
import { ask } from './request.ts'
import { match, sent, useRefresh, useSending } from './writing.ts'

export const grantsQuery = queryOptions({
  queryKey: ['grants'],
  queryFn: () => ask<GrantsView>('/api/grants'),
})

export const ownGrantsQuery = queryOptions({
  queryKey: ['grants', 'own'],
  queryFn: () => ask<OwnGrants>('/api/grants/own'),
})

export const useGrant = () => useSending<null, NewGrant>('/api/grants', 'grants')

/** Takes a grant back, or says what was found when an emergency was looked at. */
export function useGrantDeed(deed: 'revocation' | 'review') {
  const onSuccess = useRefresh('grants')
  return useMutation<void, Error, { readonly of: GrantView; readonly text: string }>({
    mutationFn: ({ of: { grant, version }, text }) => {
      const body = deed === 'review' ? { note: text } : { reason: text }
      return sent('POST', `/api/grants/${grant}/${deed}`, body, match(version))
    },
    onSuccess,
  })
}

export const useEmergency = () => useSending<EmergencyView, Emergency>('/api/break-glass')
