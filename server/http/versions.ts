/** `If-Match: "v3"`: the version of a row that a change was decided on. */
import type { FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

const oneVersion = /^"v([1-9]\d{0,8})"$/

/**
 * A preHandler of every change of a row that has a version.
 * @throws Problem `precondition-required` (428) without; `stale` (412) for what is no version
 */
export async function requireVersion(request: FastifyRequest): Promise<void> {
  const tag = request.headers['if-match']
  if (tag === undefined)
    throw new Problem('precondition-required', 'Send If-Match with the version that you have read.')
  if (!oneVersion.test(tag)) throw new Problem('stale', 'If-Match names no version of this.')
}

/** The version that the request names. Only behind `requireVersion`. */
export const versionNamed = ({ headers }: FastifyRequest): number =>
  Number(oneVersion.exec(headers['if-match'] ?? '')?.[1])
