/**
 * Answers remembered for as long as nothing was written. The audit chain has an event for every
 * change and no holes: where no event follows the last one known, nothing that an answer was made
 * of has changed, whichever program wrote it.
 */
import type { Registry } from '../domain/registry.ts'

type Trail = Pick<Registry, 'auditTrail'>

/** Asks whether any event comes after a number. */
const isPassed = async ({ auditTrail }: Trail, seq: number): Promise<boolean> =>
  (await auditTrail({ after: seq, limit: 1 })).length > 0

/** The number of the last event, looked for from one that is known: by doubling, then by halving. */
export async function lastEvent(trail: Trail, known: number): Promise<number> {
  let low = known
  let step = 1
  while (await isPassed(trail, low + step - 1)) {
    low += step
    step *= 2
  }
  let high = low + step - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await isPassed(trail, middle)) low = middle + 1
    else high = middle
  }
  return low
}

interface Remembered<T> {
  readonly seq: number
  readonly answer: Promise<T>
}

export type Memo<T> = (key: string, make: () => Promise<T>) => Promise<T>

/**
 * @param most answers kept; the one that was longest not asked for goes first
 * @returns the remembered answer, or a new one; who asks at the same time shares it
 */
export function memoOver<T>(trail: Trail, most: number): Memo<T> {
  const kept = new Map<string, Remembered<T>>()
  let known = 0
  return async (key, make) => {
    const seq = await lastEvent(trail, known)
    known = Math.max(known, seq)
    const found = kept.get(key)
    kept.delete(key)
    const current = found?.seq === seq ? found : { seq, answer: make() }
    kept.set(key, current)
    if (kept.size > most) forgetOldest(kept)
    try {
      return await current.answer
    } catch (error) {
      if (kept.get(key) === current) kept.delete(key)
      throw error
    }
  }
}

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys()
  if (oldest !== undefined) kept.delete(oldest)
}
