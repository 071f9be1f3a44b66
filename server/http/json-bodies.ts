/** What no contract has to say for itself: how deep a body may be, and that its text can be kept. */
import type { FastifyInstance } from 'fastify'
import { isKeepable } from '../domain/plain-text.ts'
import { Problem } from './problem.ts'

/** Levels of lists and objects within each other. The deepest of the contracts has seven. */
export const deepestBody = 24

/** Looked at before any contract is: a body that is too deep is not walked to its end. */
export function boundJson(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body }) => {
    if (body === null || typeof body !== 'object' || Symbol.asyncIterator in body) return
    const fault = faultIn(body, '', 0)
    if (fault)
      throw new Problem('invalid-request', 'The body is not as agreed.', { faults: [fault] })
  })
}

interface FieldFault {
  readonly field: string
  readonly says: string
}

const noText = 'must be text without NUL and without half characters'

/**
 * A name that every object has anyway is of no contract. Whoever asks `length > 1` of an object with
 * a `toString` of its own is thrown at: validators do.
 *
 * @returns the first place that cannot be taken, as a JSON pointer; undefined: there is none
 */
function faultIn(value: unknown, at: string, depth: number): FieldFault | undefined {
  if (typeof value === 'string')
    return isKeepable(value) ? undefined : { field: at || '/', says: noText }
  if (value === null || typeof value !== 'object') return undefined
  if (depth >= deepestBody) return { field: at, says: `must be at most ${deepestBody} levels deep` }
  for (const [key, held] of Object.entries(value)) {
    if (!isKeepable(key)) return { field: at || '/', says: 'must have names that are text' }
    if (key in Object.prototype) return { field: at || '/', says: `must have no ${key} of its own` }
    const fault = faultIn(held, `${at}/${key}`, depth + 1)
    if (fault) return { ...fault, field: fault.field.slice(0, 200) }
  }
  return undefined
}
