/** Every error becomes an RFC 9457 problem, here and nowhere else. No stack ever leaves. */
import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type ProblemKind, type ProblemShape, problems } from '../contract/problems.ts'
import { CommitRefused, type RefusalReason } from '../domain/registry.ts'

interface Members {
  readonly remedy?: string
  readonly faults?: ProblemShape['faults']
  /** The row as it is now, for whoever edited an older version of it. */
  readonly current?: ProblemShape['current']
  /** Seconds after which it is worth trying again; sent as Retry-After. */
  readonly retryAfter?: number
}

/** Thrown by whatever refuses; its message is a sentence for a person. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly kind: ProblemKind
  readonly members: Members
  constructor(kind: ProblemKind, detail: string, members: Members = {}, cause?: unknown) {
    super(detail, { cause })
    this.kind = kind
    this.members = members
  }
  /** Fastify and its plugins read the status here. */
  get statusCode(): number {
    return problems[this.kind].status
  }
}

/** The one answer for what is not there and for what is not yours. */
export const notFound = (): Problem =>
  new Problem('not-found', 'There is nothing at this address that you can see.')

const byRefusal: Readonly<Record<RefusalReason, ProblemKind>> = {
  'stale-version': 'stale',
  duplicate: 'already-recorded',
  'dangling-reference': 'invalid-request',
  'broken-constraint': 'invalid-request',
  'key-reused': 'key-reused',
  'recheck-failed': 'not-possible',
  'read-only': 'read-only',
}

/** In our words, not the engine's: its detail may quote a row. */
const refusalSays: Readonly<Record<RefusalReason, string>> = {
  'stale-version': 'Somebody changed it after you read it. Read it again, then decide.',
  duplicate: 'A record with this identity exists already.',
  'dangling-reference': 'The request names a record that does not exist.',
  'broken-constraint': 'The values contradict each other.',
  'key-reused': 'This Idempotency-Key was sent before with a different request.',
  'recheck-failed': 'What the registry holds now does not allow it.',
  'read-only':
    'Something was wrong when the registry was started: it is open for reading only. Please tell its operator.',
}

const byFastifyCode: Readonly<Record<string, readonly [ProblemKind, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'The body is larger than this address accepts.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['wrong-content-type', 'Send the body as application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid-request', 'The body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid-request', 'The body is not JSON.'],
  FST_ERR_BAD_URL: ['invalid-request', 'The address is malformed.'],
  FST_ERR_ASYNC_CONSTRAINT: ['invalid-request', 'The request is malformed.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'There is nothing at this address.'],
  SQLITE_IOERR_WRITE: ['storage-full', 'The disk takes nothing more. Reading goes on.'],
  SQLITE_FULL: ['storage-full', 'There is no room to write. Reading goes on.'],
}

/** @returns the problem that a person is told; anything unforeseen is `unexpected`, said plainly */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof CommitRefused) return problemOfRefusal(error)
  if (hasZodFastifySchemaValidationErrors(error)) return problemOfContract(error)
  const { code = '', statusCode = 500 } = error as Partial<FastifyError> // read with defaults
  const known = byFastifyCode[code]
  if (known) return new Problem(known[0], known[1], {}, error)
  if (statusCode >= 400 && statusCode < 500)
    return new Problem('invalid-request', 'The request could not be read.', {}, error)
  return new Problem('unexpected', 'The fault has been logged. Nothing was changed.', {}, error)
}

/** Who only reads waits until what they do can be written down again, and sends nothing anew. */
export function toldOn(method: string, problem: Problem): Problem {
  if (problem.kind !== 'storage-full' || method !== 'GET') return problem
  const detail = 'The disk is full: nothing is shown, as it could not be written down.'
  return new Problem('not-logged', detail, { retryAfter: 30 }, problem)
}

const problemOfRefusal = (error: CommitRefused): Problem =>
  new Problem(
    byRefusal[error.reason],
    error.shortfall?.message ?? refusalSays[error.reason],
    error.shortfall ? { remedy: error.shortfall.remedy } : {},
    error,
  )

const unknownField = (under: string, key: string) => ({
  field: `${under.replace(/\/$/, '')}/${key}`,
  says: 'is nothing that may be sent here',
})

/** Names each place at fault and what belongs there; never the value that was sent. */
function problemOfContract(error: FastifyError): Problem {
  const faults = (error.validation ?? []).flatMap(({ instancePath, message, keyword, params }) =>
    keyword === 'unrecognized_keys' && Array.isArray(params['keys'])
      ? params['keys'].map((key) => unknownField(instancePath, String(key)))
      : [{ field: instancePath || '/', says: message ?? 'does not fit' }],
  )
  const where = error.validationContext === 'params' ? 'address' : error.validationContext
  return new Problem('invalid-request', `The ${where ?? 'body'} is not as agreed.`, { faults })
}

/** The body of a problem, in the order in which a person reads it. */
export const bodyOf = ({ kind, message, members }: Problem): ProblemShape => ({
  type: `/problems/${kind}`,
  ...problems[kind],
  detail: message,
  ...(members.remedy === undefined ? {} : { remedy: members.remedy }),
  ...(members.faults === undefined ? {} : { faults: members.faults }),
  ...(members.current === undefined ? {} : { current: members.current }),
})
