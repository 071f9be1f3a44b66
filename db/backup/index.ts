/** Copies of a registry: a backup to a file, and back from one into an empty place. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { copyDatabase, DatabaseRefused, nameToDisk, openForExamining, openStore } from '#dialect'
import type { Copy, Copying } from '../../server/domain/copying.ts'
import { sessionsFile } from '../accounts/sessions.ts'
import { databaseFile } from '../database-file.ts'
import { type Head, type Marked, resetMark, seenMark } from '../mark.ts'
import { chainOf } from '../marked-store.ts'
import { chainEnd } from '../store/audit.ts'
import { guarded } from '../store/kept.ts'
import { examineRegistry } from '../verify/index.ts'

/**
 * From a registry, which may be at work, to a file. The copy holds the registry and nothing else:
 * sessions must not come back to life, and the access log's months are files that stay (README).
 */
export function backingUp(url: string, to: string): Copying {
  const from = databaseFile(url)
  return {
    inTheWay: () => (existsSync(to) ? to : undefined),
    make: () => copyFrom(from, to, async () => undefined),
  }
}

/** From a backup to where a registry shall be. Older backups are brought to today's form. */
export function restoring(from: string, url: string): Copying {
  const to = databaseFile(url)
  const parts = [to, `${to}-wal`, `${to}-shm`, `${to}-journal`]
  return {
    inTheWay: () => parts.find((part) => existsSync(part)),
    make: async () => {
      mkdirSync(dirname(to), { recursive: true })
      const copy = await copyFrom(from, to, modernized)
      const lost = seenMark(to)
      return {
        ...copy,
        givenUp: lost && lost !== 'unreadable' && lost.chain === copy.chain ? lost.seq : null,
        keep: () => copy.keep() && begunAnew(to, copy),
      }
    },
  }
}

const modernized = async (copy: string): Promise<void> =>
  (await openStore(copy, { guarded })).close()

/** A restored registry has a mark of its own, and nobody is signed in to it. */
function begunAnew(file: string, { chain, head }: Aside): true {
  resetMark(file, chain, head)
  const sessions = sessionsFile(file)
  for (const part of [sessions, `${sessions}-wal`, `${sessions}-shm`]) rmSync(part, { force: true })
  return true
}

/** A copy, with the chain that it holds. */
interface Aside extends Copy, Pick<Marked, 'chain'> {
  readonly head: Head
}

async function copyFrom(
  from: string,
  to: string,
  prepare: (copy: string) => Promise<void>,
): Promise<Aside> {
  if (!existsSync(from)) throw new DatabaseRefused(`there is no database at ${from}`)
  if (!existsSync(dirname(to))) throw new DatabaseRefused(`there is no folder ${dirname(to)}`)
  const copy = `${to}.partial-${randomBytes(4).toString('hex')}`
  const discard = () => {
    for (const part of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(part, { force: true })
  }
  try {
    await copyDatabase(from, copy)
    await prepare(copy)
    const { chain, head } = await endOf(copy)
    return {
      chain,
      head,
      holds: head.seq,
      givenUp: null,
      examine: () => examineRegistry(copy),
      keep: () => named(copy, to),
      discard,
    }
  } catch (error) {
    discard()
    throw error
  }
}

async function endOf(file: string): Promise<{ chain: string; head: Head }> {
  const { session, close } = await openForExamining(file)
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
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    if (existsSync(to)) return false
    renameSync(copy, to) // a file system without links
  }
  nameToDisk(to)
  return true
}
