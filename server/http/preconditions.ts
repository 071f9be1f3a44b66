/** What a write must bring: the version that it was decided on, and a key that names it once. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Commit } from '../domain/registry.ts'
import type { Clock } from './clock.ts'
import { actorOf } from './policy.ts'
import { Problem } from './problem.ts'

/** Same evidence, same tag: the digest of the dossier as it was read. */
export const etagOf = (digest: string): string => `"${digest}"`

const oneStrongTag = /^"([0-9a-f]{64})"$/
const keyShape = /^[\w.:-]{8,128}$/

/**
 * A preHandler of every change of a record: `If-Match` must name one version.
 * @throws Problem `precondition-required` (428) without; `stale` (412) for what is no tag of ours
 */
export async function requireIfMatch(request: FastifyRequest): Promise<void> {
  const tag = request.headers['if-match']
  if (tag === undefined)
    throw new Problem('precondition-required', 'Send If-Match with the ETag that you have read.')
  if (!oneStrongTag.test(tag)) throw new Problem('stale', 'If-Match names no version of this.')
}

/** `v0`: there is none yet. */
const versionTag = /^"v(0|[1-9]\d{0,8})"$/

/** The version of a row as an If-Match names it: `"v3"`. */
export const versionOf = (request: FastifyRequest): number =>
  Number(versionTag.exec(request.headers['if-match'] ?? '')?.[1])

/**
 * A preHandler of every change of one row: `If-Match` must name the version that was seen.
 * @throws Problem `precondition-required` (428) without; `stale` (412) for what is no version
 */
export async function requireVersion(request: FastifyRequest): Promise<void> {
  const tag = request.headers['if-match']
  if (tag === undefined)
    throw new Problem('precondition-required', 'Send If-Match with the version seen, as "v3".')
  if (!versionTag.test(tag)) throw new Problem('stale', 'If-Match names no version of this.')
}

/** Says which version of a row the answer shows. */
export const versioned = (reply: FastifyReply, version: number): FastifyReply =>
  reply.header('etag', `"v${version}"`)

/**
 * A preHandler of everything that adds: `Idempotency-Key` makes sending it again harmless.
 * @throws Problem `precondition-required` without; `invalid-request` where it is no key
 */
export async function requireIdempotencyKey(request: FastifyRequest): Promise<void> {
  const key = request.headers['idempotency-key']
  if (key === undefined)
    throw new Problem('precondition-required', 'Send an Idempotency-Key, new for each thing added.')
  if (typeof key !== 'string' || !keyShape.test(key))
    throw new Problem('invalid-request', 'An Idempotency-Key has 8 to 128 letters, digits . : _ -')
}

/** Who, when, on which evidence, and under which key: everything of a commit that the wire says. */
export function circumstanceOf(
  request: FastifyRequest,
  clock: Clock,
  patientId: string | null,
): Omit<Commit, 'changes' | 'reason' | 'recheck'> {
  const actor = actorOf(request)
  const digest = oneStrongTag.exec(request.headers['if-match'] ?? '')?.[1]
  const key = request.headers['idempotency-key']
  return {
    actor,
    at: clock.now(),
    ...(digest && patientId ? { decidedOn: { patient_id: patientId, digest } } : {}),
    ...(typeof key === 'string'
      ? { idempotency: { key, fingerprint: fingerprintOf(request) } }
      : {}),
  }
}

/** The same person sending the same body to the same address. */
const fingerprintOf = ({ method, url, body }: FastifyRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex')

/** Tells which version the answer shows. */
export const tagged = (reply: FastifyReply, digest: string): FastifyReply =>
  reply.header('etag', etagOf(digest))
