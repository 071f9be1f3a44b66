/**
 * The one writer. Commits that wait share a transaction, each in a savepoint of its own, and are
 * answered when that transaction is on the disk: one fsync for a crowd.
 */

import { channel } from 'node:diagnostics_channel'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { type GroupWritten, groupsWritten } from '../../../server/domain/vitals.ts'
import { patiently } from './connection.ts'
import { diskFailed, isBroken, isFull, isSpent, makeRoom, NoRoom } from './room.ts'
import { type Session, sessionOn } from './statement.ts'

const vitals = channel(groupsWritten)

/** How many commits share a transaction at most. */
const crowd = 128

export type Work<T> = (session: Session) => Promise<T>
export interface Writer {
  write<T>(work: Work<T>, alone?: boolean): Promise<T>
  /** Resolves when whatever waits is done. */
  idle(): Promise<void>
}

interface Task {
  readonly alone: boolean
  readonly work: Work<unknown>
  readonly settle: (outcome: Outcome) => void
}
type Outcome = { readonly value: unknown } | { readonly error: unknown }

/** @param mayUseReserve whether it may write what the reserve was kept for */
export function writerOn(client: Database.Database, mayUseReserve: boolean): Writer {
  const session = sessionOn(client)
  const waiting: Task[] = []
  let pumping: Promise<void> | undefined
  let broken: unknown

  /** On a full disk, what may use the reserve is tried once more in the room that it leaves. */
  const attempt = async (done: [Task, Outcome][]): Promise<unknown> => {
    if (!mayUseReserve && isSpent()) return new NoRoom()
    const outcome = await transaction(client, session, waiting, done)
    if (!isFull(outcome) || !makeRoom() || !mayUseReserve) return outcome
    waiting.unshift(...done.splice(0).map(([task]) => task))
    return transaction(client, session, waiting, done)
  }
  const group = async (): Promise<void> => {
    await nextTurn() // whoever arrived in the same turn of the event loop comes along
    const done: [Task, Outcome][] = []
    const began = performance.now()
    const outcome = broken ?? (await attempt(done))
    if (isBroken(outcome)) {
      broken = outcome
      diskFailed(outcome)
    }
    if (!outcome && vitals.hasSubscribers) vitals.publish(groupOf(done.length, began))
    for (const [task, own] of done) task.settle(outcome ? { error: outcome } : own)
    // The transaction could not even begin: nobody's can.
    if (done.length === 0) for (const task of waiting.splice(0)) task.settle({ error: outcome })
  }
  const pump = async (): Promise<void> => {
    while (waiting.length > 0) await group()
    pumping = undefined
  }
  return {
    write: <T>(work: Work<T>, alone = false) =>
      new Promise<T>((resolve, reject) => {
        const settle = (outcome: Outcome) =>
          'error' in outcome ? reject(outcome.error) : resolve(outcome.value as T) // this work's own
        waiting.push({ alone, work, settle })
        pumping ??= pump()
      }),
    idle: async () => {
      await pumping
    },
  }
}

const groupOf = (size: number, began: number): GroupWritten => ({
  log: 'registry',
  size,
  seconds: (performance.now() - began) / 1000,
})

/** Carries out as many tasks as may share a transaction. Returns what broke all of them, if any. */
async function transaction(
  client: Database.Database,
  session: Session,
  waiting: Task[],
  done: [Task, Outcome][],
): Promise<unknown> {
  try {
    await patiently(() => client.exec('begin immediate'))
    do {
      const mine: [Task, Outcome] = [waiting.shift()!, { error: new Error('not carried out') }]
      done.push(mine)
      mine[1] = await inSavepoint(client, session, mine[0])
    } while (client.inTransaction && mayJoin(waiting[0], done))
    if (!client.inTransaction) return lastError(done)
    client.exec('commit')
    return undefined
  } catch (error) {
    if (client.inTransaction) client.exec('rollback')
    return error
  }
}

const mayJoin = (next: Task | undefined, done: readonly [Task, Outcome][]): boolean =>
  next !== undefined && !next.alone && !done[0]![0].alone && done.length < crowd

/** A full disk ends the whole transaction, whatever savepoint it was met in. */
const lastError = (done: readonly [Task, Outcome][]): unknown => {
  const [, outcome] = done.at(-1)!
  return 'error' in outcome ? outcome.error : new Error('the transaction ended by itself')
}

async function inSavepoint(
  client: Database.Database,
  session: Session,
  task: Task,
): Promise<Outcome> {
  client.exec('savepoint own')
  try {
    const value = await task.work(session)
    client.exec('release own')
    return { value }
  } catch (error) {
    if (client.inTransaction) client.exec('rollback to own; release own')
    return { error }
  }
}
