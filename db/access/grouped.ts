/**
 * Group commit: whatever arrives close together is written, and made durable, at once.
 *
 * A durable entry for every read is affordable only so (trust.md: one commit a request saturates
 * near 120 requests a second on a busy disk; grouped, 400 a second hold).
 */
import { channel } from 'node:diagnostics_channel'
import { type GroupWritten, groupsWritten } from '../../server/domain/vitals.ts'

const vitals = channel(groupsWritten)

export interface Grouped<T> {
  /** Resolves when the group that holds this item has been written. */
  add(item: T): Promise<void>
  /** Resolves when everything added so far has been written or has failed. */
  drained(): Promise<void>
}

interface Waiting<T> {
  readonly item: T
  readonly done: () => void
  readonly failed: (why: unknown) => void
}

/** After a crowd was written, the next one is gathered for this long. Alone, nobody waits. */
const gatheringMilliseconds = 5

/** How many are written at once: a bound on the time that one group takes. */
const groupSize = 500

/**
 * @param write writes a group whole or not at all. Where a group fails, its items are tried one by
 *   one, so that one of them spoils nothing for the others.
 * @param mayJoin whether an item may be in one group with the first of it
 */
export function grouped<T>(
  write: (group: readonly T[]) => Promise<void>,
  mayJoin: (first: T, next: T) => boolean = () => true,
): Grouped<T> {
  const waiting: Waiting<T>[] = []
  let working: Promise<void> | undefined

  async function work(): Promise<void> {
    await turnOfTheLoop()
    while (waiting.length > 0) {
      const group = waiting.splice(0, sizeOfGroup(waiting, mayJoin))
      await settle(write, group)
      await (group.length > 1 ? pause(gatheringMilliseconds) : turnOfTheLoop())
    }
    working = undefined
  }

  return {
    add: (item) =>
      new Promise((done, failed) => {
        waiting.push({ item, done, failed })
        working ??= work()
      }),
    drained: async () => {
      while (working) await working
    },
  }
}

function sizeOfGroup<T>(
  waiting: readonly Waiting<T>[],
  mayJoin: (first: T, next: T) => boolean,
): number {
  const first = waiting[0]!.item // there is one: the caller looked
  const stranger = waiting.findIndex(({ item }) => !mayJoin(first, item))
  return Math.min(stranger === -1 ? waiting.length : stranger, groupSize)
}

async function settle<T>(
  write: (group: readonly T[]) => Promise<void>,
  group: readonly Waiting<T>[],
): Promise<void> {
  try {
    const began = performance.now()
    await write(group.map(({ item }) => item))
    if (vitals.hasSubscribers) vitals.publish(groupOf(group.length, began))
    for (const { done } of group) done()
  } catch (why) {
    const [alone, ...others] = group
    if (others.length === 0) alone?.failed(why)
    else for (const one of group) await settle(write, [one])
  }
}

const groupOf = (size: number, began: number): GroupWritten => ({
  log: 'access',
  size,
  seconds: (performance.now() - began) / 1000,
})

/** Lets whoever is about to speak in this turn of the event loop join the group. */
const turnOfTheLoop = (): Promise<void> => new Promise((resume) => setImmediate(resume))
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, milliseconds))
