/** What a use-case answered other than "done", as the problem that a person is told. */
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { CellFault } from '../domain/bundle/fault.ts'
import type { Written } from '../use-cases/deciding.ts'
import { type PolicyParts, refuseRole, refuseSight } from './policy.ts'
import { notFound, Problem } from './problem.ts'

/** A body that only its record's own shape can check. @throws Problem naming each field at fault */
export function fitting<T>(shape: z.ZodType<T>, body: unknown): T {
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: `/${key}`, says: 'is no column that may be sent' }))
      : [{ field: `/${issue.path.join('/')}`, says: issue.message }],
  )
  throw new Problem('invalid-request', 'The body is not as agreed.', { faults })
}

/** Faults of a row by column, as fields: what is expected there, never what was sent. */
export const fieldsOf = (faults: readonly CellFault[], under = '') =>
  faults.map(({ column, expected }) => ({
    field: column === null ? under || '/' : `${under}/${column}`,
    says: `must be ${expected}`,
  }))

const staleSays = 'Somebody changed it after you read it. Look at both, then decide.'

/** The problem for whatever was not done; refusals of sight and role are in the log by then. */
export async function refusalOf(
  parts: PolicyParts,
  request: FastifyRequest,
  refused: Exclude<Written, { outcome: 'written' }>,
): Promise<Problem> {
  switch (refused.outcome) {
    case 'unseen':
      return refuseSight(parts, request, refused.patient_id)
    case 'absent':
      return notFound()
    case 'duplicate':
      return new Problem('already-recorded', 'The chart holds such a row already.')
    case 'stale':
      return new Problem('stale', staleSays, refused.current ? { current: refused.current } : {})
    case 'faulty':
      return new Problem('invalid-request', 'Some fields cannot be kept as they are.', {
        faults: fieldsOf(refused.faults),
      })
    case 'refused':
      return new Problem('not-possible', refused.shortfall.message, {
        remedy: refused.shortfall.remedy,
      })
    case 'forbidden': {
      await refuseRole(parts, request, refused.sight.dossier.patient.patient_id)
      const faults = fieldsOf(refused.faults)
      const says = 'This is not part of what your role may write.'
      return new Problem('forbidden', says, faults.length > 0 ? { faults } : {})
    }
  }
}
