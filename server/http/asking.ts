/** Who asks, and when: read once at the edge, handed down as a value. */
import type { FastifyRequest } from 'fastify'
import type { Asking } from '../use-cases/sight.ts'
import type { Clock } from './clock.ts'
import { present } from './present.ts'

export function asking(request: FastifyRequest, clock: Clock): Asking {
  const { staff, grants } = present(request)
  const { staff_id, role } = staff
  return { person: { staff_id, role }, at: clock.now(), grants }
}
