/** A backup, and a restore: one and the same conversation in two directions. */
import type { AccessLog } from '../domain/access.ts'
import type { Copying } from '../domain/copying.ts'
import type { Actor } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import { type Tell, verify } from './verify.ts'

export type Copied =
  | {
      readonly outcome: 'kept'
      /** The number of the last audit event in the copy. */
      readonly holds: number
      /** How far the registry before had come, where that is further; else null. */
      readonly givenUp: number | null
    }
  | { readonly outcome: 'in-the-way'; readonly what: string }
  | { readonly outcome: 'damaged'; readonly place: string; readonly says: string }

/** Copies, looks the copy through, and names it only where it is whole. Nothing is overwritten. */
export async function copyWhole(copying: Copying, tell?: Tell): Promise<Copied> {
  const what = copying.inTheWay()
  if (what !== undefined) return { outcome: 'in-the-way', what }
  const copy = await copying.make()
  try {
    const verified = await verify(await copy.examine(), tell)
    if (!verified.whole) return { outcome: 'damaged', place: verified.place, says: verified.says }
    if (!copy.keep()) return { outcome: 'in-the-way', what: 'a file of that name' }
    const { holds, givenUp } = copy
    return { outcome: 'kept', holds, givenUp: (givenUp ?? 0) > holds ? givenUp : null }
  } finally {
    copy.discard()
  }
}

/** Notes in the access log that a copy was made, or was refused, and what a restore gave up. */
export const noteCopied = (
  accessLog: AccessLog,
  who: { readonly actor: Actor; readonly at: Instant; readonly action: 'backup' | 'restore' },
  copied: Copied,
): Promise<void> =>
  accessLog.record({
    ...who,
    what: copied.outcome === 'kept' ? `registry up to change ${copied.holds}` : 'registry',
    patients: [],
    substance_use: true,
    outcome: copied.outcome === 'kept' ? 'done' : 'refused',
    reason: reasonOf(copied),
  })

function reasonOf(copied: Copied): string | null {
  if (copied.outcome === 'in-the-way') return 'something is there already'
  if (copied.outcome === 'damaged') return `damaged: ${copied.place}: ${copied.says}`
  return copied.givenUp === null
    ? null
    : `given up: changes ${copied.holds + 1} to ${copied.givenUp}`
}
