/** Staff, clinics, payers, policies, covering, accounts, sessions; and one's own account. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type { OwnAccount, PasswordAgain, PasswordChange } from '../../server/contract/account.ts'
import type {
  AccountChange,
  AccountMade,
  AccountView,
  AdministeredRow,
  AdministrationView,
  AmendedAdministered,
  NewAccount,
  SessionsView,
  SignInRules,
  SignInRulesChange,
} from '../../server/contract/administration.ts'
import type { Administered } from '../../server/domain/administered-records.ts'
import { ask } from './request.ts'
import { match, sent, useRefresh, useSending } from './writing.ts'

export const administrationQuery = queryOptions({
  queryKey: ['administration'],
  queryFn: () => ask<AdministrationView>('/api/administration'),
})

/** Adds a row; the registry makes its id (policies are named by their policy and first day). */
export const useAddAdministered = (record: Administered) =>
  useSending<AdministeredRow, Readonly<Record<string, unknown>>>(
    `/api/administration/${record}`,
    'administration',
    'people',
  )

export function useAmendAdministered(record: Administered) {
  const onSuccess = useRefresh('administration', 'people')
  return useMutation<
    AdministeredRow,
    Error,
    AmendedAdministered & { readonly key: string; readonly version: number }
  >({
    mutationFn: ({ key, version, columns, reason }) =>
      sent('PUT', `/api/administration/${record}/${key}`, { columns, reason }, match(version)),
    onSuccess,
  })
}

/** The answer holds the one-time password: it is shown this once. */
export const useNewAccount = () =>
  useSending<AccountMade, NewAccount>('/api/accounts', 'administration')

interface AboutAccount {
  readonly account: string
  readonly version: number
  readonly reason: string
}

/** Disabling ends the account's sessions. */
export function useChangeAccount() {
  const onSuccess = useRefresh('administration', 'sessions')
  return useMutation<AccountView, Error, AccountChange & AboutAccount>({
    mutationFn: ({ account, version, disabled, reason }) =>
      sent('PUT', `/api/accounts/${account}`, { disabled, reason }, match(version)),
    onSuccess,
  })
}

/** Makes a new one-time password and ends the account's sessions. */
export function useResetPassword() {
  const onSuccess = useRefresh('administration', 'sessions')
  return useMutation<AccountMade, Error, AboutAccount>({
    mutationFn: ({ account, version, reason }) =>
      sent('POST', `/api/accounts/${account}/password`, { reason }, match(version)),
    onSuccess,
  })
}

/** Takes all second factors of an account away, and ends its sessions. */
export function useResetFactor() {
  const onSuccess = useRefresh('administration', 'sessions')
  return useMutation<AccountView, Error, AboutAccount>({
    mutationFn: ({ account, version, reason }) =>
      sent('POST', `/api/accounts/${account}/second-factor`, { reason }, match(version)),
    onSuccess,
  })
}

export const signInRulesQuery = queryOptions({
  queryKey: ['sign-in-rules'],
  queryFn: () => ask<SignInRules>('/api/sign-in-rules'),
})

export function useChangeRules() {
  const onSuccess = useRefresh('sign-in-rules', 'account')
  return useMutation<SignInRules, Error, SignInRulesChange & { readonly version: number }>({
    mutationFn: ({ version, ...body }) => sent('PUT', '/api/sign-in-rules', body, match(version)),
    onSuccess,
  })
}

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => ask<SessionsView>('/api/sessions'),
})

export function useEndSession() {
  const onSuccess = useRefresh('sessions')
  return useMutation<void, Error, string>({
    mutationFn: (session) => sent('DELETE', `/api/sessions/${session}`),
    onSuccess,
  })
}

export const ownAccountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => ask<OwnAccount>('/api/account'),
})

export function useChangePassword() {
  const onSuccess = useRefresh('account', 'session')
  return useMutation<void, Error, PasswordChange>({
    mutationFn: (change) => sent('POST', '/api/account/password', change),
    onSuccess,
  })
}

/** Step-up: before an import or an export, the password once more. Good for five minutes. */
export const usePasswordAgain = () =>
  useMutation<void, Error, PasswordAgain>({
    mutationFn: (again) => sent('POST', '/api/account/step-up', again),
  })
