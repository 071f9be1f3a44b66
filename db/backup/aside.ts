/** A copy that is made aside, and gets its name in one step when it was looked through. */
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  copyDatabase,
  type DatabaseKey,
  DatabaseRefused,
  type KeysOfCopy,
  nameToDisk,
  openForExamining,
  toDisk,
} from '#dialect'
import type { Copy } from '../../server/domain/copying.ts'
import type { Head, Marked } from '../mark.ts'
import { chainOf } from '../marked-store.ts'
import { chainEnd } from '../store/audit.ts'
import { examineRegistry } from '../verify/index.ts'

/** A copy, with the chain that it holds. */
export interface Aside extends Copy, Pick<Marked, 'chain'> {
  readonly head: Head
}

export interface Order {
  readonly keys: KeysOfCopy
  readonly prepare: (copy: string) => Promise<void>
}

/** @throws DatabaseRefused where there is nothing to copy, or no place for it */
export async function copyFrom(from: string, to: string, order: Order): Promise<Aside> {
  const { keys, prepare } = order
  if (!existsSync(from)) throw new DatabaseRefused(`there is no database at ${from}`)
  if (!existsSync(dirname(to))) throw new DatabaseRefused(`there is no folder ${dirname(to)}`)
  // until it has its own key, a copy stays where whoever can read it can read the original
  const near = keys.to === keys.from ? to : from
  const copy = `${near}.partial-${randomBytes(4).toString('hex')}`
  const discard = () => {
    for (const part of [copy, `${copy}-wal`, `${copy}-shm`, `${copy}-journal`])
      rmSync(part, { force: true })
  }
  try {
    await copyDatabase(from, copy, keys)
    await prepare(copy)
    const { chain, head } = await endOf(copy, keys.to)
    return {
      chain,
      head,
      holds: head.seq,
      givenUp: null,
      examine: () => examineRegistry(copy, keys.to),
      keep: () => named(copy, to),
      discard,
    }
  } catch (error) {
    discard()
    throw error
  }
}

async function endOf(file: string, key: DatabaseKey): Promise<{ chain: string; head: Head }> {
  const { session, close } = await openForExamining(file, key)
  try {
    return { chain: (await chainOf(session, file)).chain, head: await chainEnd(session) }
  } finally {
    close()
  }
}

/** Gives the copy its name in one step; false where something has that name by now. */
function named(copy: string, to: string): boolean {
  try {
    linkSync(copy, to)
    rmSync(copy)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return false
    if (code === 'EXDEV') return namedElsewhere(copy, to)
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    if (existsSync(to)) return false
    renameSync(copy, to) // a file system without links
  }
  nameToDisk(to)
  return true
}

/** To another file system: nobody has it open any more, so its bytes are all of it. */
function namedElsewhere(copy: string, to: string): boolean {
  const there = `${to}.partial-${randomBytes(4).toString('hex')}`
  copyFileSync(copy, there)
  toDisk(there)
  try {
    return named(there, to)
  } finally {
    rmSync(there, { force: true })
  }
}
