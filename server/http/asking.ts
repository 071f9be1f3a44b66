/** Who asks, and when: read once at the edge, handed down as a value. */
import type { FastifyRequest } from 'fastify'
import type { Asking, Retrospect } from '../use-cases/sight.ts'
import type { Clock } from './clock.ts'
import { present } from './present.ts'

export function asking(request: FastifyRequest, clock: Clock): Asking {
  const { staff, grants } = present(request)
  const { staff_id, role } = staff
  return { person: { staff_id, role }, at: clock.now(), grants, ...retrospectOf(request) }
}

/** Only routes whose contract names them are asked with these; the contract has judged them. */
function retrospectOf({ query }: FastifyRequest): Retrospect {
  const { as_of, known_on } = (query ?? {}) as Retrospect
  return { ...(as_of ? { as_of } : {}), ...(known_on ? { known_on } : {}) }
}

/** What was looked at, and as of when: for the log. */
export function whatThen(what: string, request: FastifyRequest): string {
  const { as_of, known_on } = retrospectOf(request)
  return `${what}${as_of ? `, as of ${as_of}` : ''}${known_on ? `, known on ${known_on}` : ''}`
}
