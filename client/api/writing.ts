/** Sending what is no row of a chart: one key for one opening of a form, the version that was seen. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from './request.ts'

type Sent = 'POST' | 'PUT' | 'DELETE'

/** JSON out, JSON in. @throws RequestProblem */
export const sent = <T>(
  method: Sent,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> =>
  ask<T>(path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

export const match = (version: number) => ({ 'if-match': `"v${version}"` })

/** Asks again for everything under these names. */
export function useRefresh(...names: readonly string[]): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
}

/** Adds something under a key that stays until `again`: a double click adds one. */
export function useSending<Answer, Body>(path: string, ...refreshed: readonly string[]) {
  const [key, setKey] = useState(() => crypto.randomUUID())
  const onSuccess = useRefresh(...refreshed)
  const mutation = useMutation<Answer, Error, Body>({
    mutationFn: (body) => sent<Answer>('POST', path, body, { 'idempotency-key': key }),
    onSuccess,
  })
  const again = (): void => {
    setKey(crypto.randomUUID())
    mutation.reset()
  }
  return { ...mutation, again }
}
