/** The weekly review and what became of its recommendations. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecommendationsView } from '../../server/contract/recommendations.ts'
import type {
  MeetingConfirmation,
  MeetingEnd,
  MeetingView,
  NewMeeting,
  ReviewView,
} from '../../server/contract/review.ts'
import type { Written } from '../../server/contract/writing.ts'
import type { NewRow } from '../../server/domain/writing-defaults.ts'
import { ask, RequestProblem } from './request.ts'
import { match, sent, useRefresh, useSending } from './writing.ts'

/** @param careManager a handle; null: one's own, or the first of those one consults */
export const reviewQuery = (careManager: string | null = null, minutes: number | null = null) =>
  queryOptions({
    queryKey: ['review', careManager, minutes],
    queryFn: () => {
      const query = new URLSearchParams()
      if (careManager !== null) query.set('care_manager', careManager)
      if (minutes !== null) query.set('minutes', String(minutes))
      return ask<ReviewView>(`/api/review?${query}`)
    },
  })

/** Starts a meeting now, or notes a missed week with its reason. */
export const useNewMeeting = () => useSending<MeetingView, NewMeeting>('/api/meetings', 'review')

/** The meeting as it was on the screen: what a change names. */
export type SeenMeeting = Pick<MeetingView, 'meeting' | 'version'>

function useMeetingStep<Body>(step: 'end' | 'confirmation') {
  const onSuccess = useRefresh('review', 'caseload', 'worklist')
  return useMutation<MeetingView, Error, SeenMeeting & { readonly body: Body }>({
    mutationFn: ({ meeting, version, body }) =>
      sent('POST', `/api/meetings/${meeting}/${step}`, body, match(version)),
    onSuccess,
  })
}

export const useEndMeeting = () => useMeetingStep<MeetingEnd>('end')
/** The consultant's own act, with the versions of the reviews that were on the screen. */
export const useConfirmMeeting = () => useMeetingStep<MeetingConfirmation>('confirmation')

/** Adds a review and goes on at once: the next case does not wait for the lists to be read anew. */
export function useAddReview(patient: string) {
  const [key] = useState(() => crypto.randomUUID())
  const refresh = useRefresh('review', 'patient', 'caseload', 'worklist', 'recommendations')
  return useMutation<Written<'case_reviews'>, Error, NewRow<'case_reviews'>>({
    mutationFn: (row) =>
      sent('POST', `/api/patients/${patient}/records/case_reviews`, row, {
        'idempotency-key': key,
      }),
    // under its key it is written once, however often it is sent
    retry: (count, error) => count < 3 && error instanceof RequestProblem && error.status === 503,
    onSuccess: () => {
      refresh().catch(() => undefined) // each list says for itself that it could not be read
    },
  })
}

/** Decisions and carrying out are amendments of `case_reviews`: useAmendRecord with key, version. */
export const recommendationsQuery = queryOptions({
  queryKey: ['recommendations'],
  queryFn: () => ask<RecommendationsView>('/api/recommendations'),
})
