/** What can go wrong, said once: `type` is for programs, `title` and `detail` for people. */
import { z } from 'zod'

export const problems = {
  'invalid-request': { status: 400, title: 'The request does not fit the contract' },
  'not-signed-in': { status: 401, title: 'Please sign in' },
  'sign-in-failed': { status: 401, title: 'The name or the password is wrong' },
  forbidden: { status: 403, title: 'Your role may not do this' },
  'password-change': { status: 403, title: 'Please choose a password first' },
  'second-factor': { status: 403, title: 'Please show your second factor' },
  enrollment: { status: 403, title: 'Please set up a second factor first' },
  'step-up': { status: 403, title: 'Please enter your password again' },
  'wrong-origin': { status: 403, title: 'The request came from another site' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'already-recorded': { status: 409, title: 'The registry already holds this' },
  'key-reused': { status: 409, title: 'The Idempotency-Key belongs to a different request' },
  stale: { status: 412, title: 'It has changed since it was read' },
  'too-large': { status: 413, title: 'The request is too large' },
  'wrong-content-type': { status: 415, title: 'Only application/json is understood' },
  'not-possible': { status: 422, title: 'The registry refuses this' },
  'precondition-required': { status: 428, title: 'Say which version you have seen' },
  'too-many-tries': { status: 429, title: 'Too many tries' },
  unexpected: { status: 500, title: 'Something failed on our side' },
  overloaded: { status: 503, title: 'Too busy just now' },
  'read-only': { status: 503, title: 'Open for reading only' },
  'not-ready': { status: 503, title: 'Not ready' },
  'not-logged': { status: 503, title: 'The access log cannot be written' },
  'storage-full': { status: 507, title: 'The disk is full' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemKind = keyof typeof problems

/** An RFC 9457 problem. `faults` name the place and say what is expected there. */
export const ProblemShape = z.strictObject({
  type: z.string().describe('stable: /problems/KIND'),
  status: z.int(),
  title: z.string(),
  detail: z.string(),
  remedy: z.string().optional(),
  faults: z.array(z.strictObject({ field: z.string(), says: z.string() })).optional(),
  current: z
    .strictObject({ version: z.int(), row: z.record(z.string(), z.unknown()) })
    .optional()
    .describe('with /problems/stale: the row as it is now'),
})
export type ProblemShape = z.output<typeof ProblemShape>
