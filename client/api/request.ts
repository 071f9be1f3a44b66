/** Asking the server: JSON in, JSON out, and every "no" as a problem in plain words. */

import type { ProblemShape } from '../../server/contract/problems.ts'

/** RFC 9457, as the server says it: `type` is for programs, `detail` for people. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem'
  readonly status: number
  readonly type: string
  /** What else the server said: `faults` by field, a `remedy`, the `current` row of a stale edit. */
  readonly said: Partial<ProblemShape>
  constructor(status: number, type: string, detail: string, said: Partial<ProblemShape> = {}) {
    super(detail)
    this.status = status
    this.type = type
    this.said = said
  }
}

/** True where the answer was that nobody is signed in any more. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof RequestProblem && error.status === 401

const unreachable =
  'The registry does not answer. Nothing was lost; check the connection and try again.'

/** @throws RequestProblem whatever went wrong, also where no answer came. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(path, { credentials: 'same-origin', ...init }).catch(() => {
    throw new RequestProblem(0, 'unreachable', unreachable)
  })
  if (answer.status === 204) return undefined as T // the caller asked for no content
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) return body as T // the server's contract is tested on the server
  const said = (body ?? {}) as Partial<ProblemShape> // every refusal of the server is a problem
  const { type = 'unexpected', detail = unreachable } = said
  throw new RequestProblem(answer.status, type, detail, said)
}

export const send = <T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  ask<T>(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
