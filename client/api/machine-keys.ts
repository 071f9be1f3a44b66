/** Keys for machines: told once, ended by whoever administers. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type {
  MachineKeyMade,
  MachineKeysView,
  MachineKeyView,
  NewMachineKey,
} from '../../server/contract/machine-keys.ts'
import { ask } from './request.ts'
import { match, sent, useRefresh, useSending } from './writing.ts'

export const machineKeysQuery = queryOptions({
  queryKey: ['machine-keys'],
  queryFn: () => ask<MachineKeysView>('/api/machine-keys'),
})

/** The answer holds the key: it is shown this once. */
export const useNewMachineKey = () =>
  useSending<MachineKeyMade, NewMachineKey>('/api/machine-keys', 'machine-keys')

/** From then on it opens nothing. Whoever was too late sees what it has become. */
export function useEndMachineKey() {
  const onSettled = useRefresh('machine-keys')
  return useMutation<
    void,
    Error,
    Pick<MachineKeyView, 'machine_key' | 'version'> & { readonly reason: string }
  >({
    mutationFn: ({ machine_key, version, reason }) =>
      sent('POST', `/api/machine-keys/${machine_key}/revocation`, { reason }, match(version)),
    onSettled,
  })
}
