/** One's own second factors and sessions, and the second step of signing in. */
import { useMutation } from '@tanstack/react-query'
import type {
  FactorAdded,
  NewPasskey,
  TotpBegun,
  TotpConfirmation,
} from '../../server/contract/account.ts'
import type { SecondFactorCode, SessionView } from '../../server/contract/session.ts'
import { sent, useRefresh } from './writing.ts'

/** The browser's dialogs for passkeys are loaded when somebody wants one. */
const passkeys = () => import('@simplewebauthn/browser')
type CreationOptions = Parameters<
  Awaited<ReturnType<typeof passkeys>>['startRegistration']
>[0]['optionsJSON']
type RequestOptions = Parameters<
  Awaited<ReturnType<typeof passkeys>>['startAuthentication']
>[0]['optionsJSON']

export const useBeginTotp = () =>
  useMutation<TotpBegun, Error, void>({ mutationFn: () => sent('POST', '/api/account/totp') })

export function useConfirmTotp() {
  const onSuccess = useRefresh('account', 'session')
  return useMutation<FactorAdded, Error, TotpConfirmation>({
    mutationFn: (body) => sent('POST', '/api/account/totp/confirmation', body),
    onSuccess,
  })
}

/** Asks the browser for a new passkey, and keeps it. */
export function useAddPasskey() {
  const onSuccess = useRefresh('account', 'session')
  return useMutation<FactorAdded, Error, string>({
    mutationFn: async (name) => {
      const optionsJSON = await sent<CreationOptions>('POST', '/api/account/passkeys/options')
      const { startRegistration } = await passkeys()
      const made = await startRegistration({ optionsJSON })
      const { id, rawId, response, type, clientExtensionResults } = made
      const body = { name, response: { id, rawId, response, type, clientExtensionResults } }
      return sent('POST', '/api/account/passkeys', body as unknown as NewPasskey) // as JSON
    },
    onSuccess,
  })
}

export function useRenewCodes() {
  const onSuccess = useRefresh('account')
  return useMutation<FactorAdded, Error, void>({
    mutationFn: () => sent('POST', '/api/account/recovery-codes'),
    onSuccess,
  })
}

export function useRemoveFactor() {
  const onSuccess = useRefresh('account')
  return useMutation<void, Error, string>({
    mutationFn: (factor) => sent('DELETE', `/api/account/factors/${factor}`),
    onSuccess,
  })
}

/** One of one's own sessions; null: all but this one. */
export function useEndOwnSession() {
  const onSuccess = useRefresh('account')
  return useMutation<void, Error, string | null>({
    mutationFn: (session) =>
      sent('DELETE', `/api/account/sessions${session === null ? '' : `/${session}`}`),
    onSuccess,
  })
}

export const useCode = (onDone: (session: SessionView) => void) =>
  useMutation<SessionView, Error, SecondFactorCode>({
    mutationFn: (body) => sent('POST', '/api/session/code', body),
    onSuccess: onDone,
  })

export const usePasskey = (onDone: (session: SessionView) => void) =>
  useMutation<SessionView, Error, void>({
    mutationFn: async () => {
      const optionsJSON = await sent<RequestOptions>('POST', '/api/session/passkey/options')
      const { startAuthentication } = await passkeys()
      const made = await startAuthentication({ optionsJSON })
      const { id, rawId, response, type, clientExtensionResults } = made
      return sent('POST', '/api/session/passkey', {
        id,
        rawId,
        response,
        type,
        clientExtensionResults,
      })
    },
    onSuccess: onDone,
  })

/** Browsers make passkeys for names, and only where nobody can listen. */
export const passkeysWork = (): boolean =>
  window.isSecureContext &&
  'PublicKeyCredential' in window &&
  !/^[\d.]+$|^\[/.test(window.location.hostname)

/** What a browser says where somebody closed its dialog is no sentence for people. */
export const saidOf = (error: Error | null): string =>
  error === null
    ? ''
    : error.name === 'RequestProblem'
      ? error.message
      : 'The browser gave no passkey. Try again, or use another way.'
