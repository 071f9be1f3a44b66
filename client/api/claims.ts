/** Claims, months of billing, overpayments, exports and signals. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type {
  BillingMonthView,
  ClaimsView,
  ClaimView,
  EmissionView,
  ExportView,
  KeptClaimShape,
  OverpaymentsView,
  SignalsView,
  StepBody,
} from '../../server/contract/claims.ts'
import type { WhatIfView } from '../../server/contract/what-if.ts'
import { ask } from './request.ts'
import { match, sent, useRefresh, useSending } from './writing.ts'

export const claimsQuery = (month: string) =>
  queryOptions({
    queryKey: ['claims', month],
    queryFn: () => ask<ClaimsView>(`/api/claims?month=${month}`),
  })

export const claimQuery = (claim: string) =>
  queryOptions({
    queryKey: ['claim', claim],
    queryFn: () => ask<ClaimView>(`/api/claims/${claim}`),
  })

export const billingMonthQuery = (month: string) =>
  queryOptions({
    queryKey: ['billing-month', month],
    queryFn: () => ask<BillingMonthView>(`/api/billing/${month}`),
  })

export const overpaymentsQuery = queryOptions({
  queryKey: ['overpayments'],
  queryFn: () => ask<OverpaymentsView>('/api/overpayments'),
})

export const signalsQuery = (month: string) =>
  queryOptions({
    queryKey: ['signals', month],
    queryFn: () => ask<SignalsView>(`/api/billing/${month}/signals`),
  })

/** The first look, or the closing, of a month. */
export const useMonthStep = (month: string, step: 'first-look' | 'closing') =>
  useSending<BillingMonthView, { readonly note: string } | undefined>(
    `/api/billing/${month}/${step}`,
    'billing-month',
    'months',
  )

export const useEmission = () =>
  useSending<EmissionView, { readonly month: string; readonly patients: readonly string[] }>(
    '/api/claims',
    'claims',
    'months',
  )

export const useExport = () =>
  useSending<
    ExportView,
    { readonly month: string; readonly format: string; readonly claims: readonly string[] }
  >('/api/claims/exports', 'claims', 'claim')

/** Asks what a drafted policy would change; nothing is kept. */
export const useWhatIf = (month: string) =>
  useMutation<WhatIfView, Error, { readonly policy: string; readonly terms: object }>({
    mutationFn: (draft) => sent('POST', `/api/billing/${month}/what-if`, draft),
  })

interface Seen {
  readonly claim: string
  readonly version: number
}

export function useStep() {
  const onSuccess = useRefresh('claim', 'claims', 'months', 'overpayments')
  return useMutation<KeptClaimShape, Error, Seen & { readonly step: StepBody }>({
    mutationFn: ({ claim, version, step }) =>
      sent('POST', `/api/claims/${claim}/steps`, step, match(version)),
    onSuccess,
  })
}

export function useReplacement() {
  const onSuccess = useRefresh('claim', 'claims', 'months', 'overpayments')
  return useMutation<KeptClaimShape, Error, Seen & { readonly reason: string }>({
    mutationFn: ({ claim, version, reason }) =>
      sent('POST', `/api/claims/${claim}/replacement`, { reason }, match(version)),
    onSuccess,
  })
}
