/** Copies of a registry: a backup to a file, and back from one into an empty place. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type DatabaseKey, DatabaseRefused, databaseKey, keyThatFits, openStore } from '#dialect'
import type { ChainHead, Restored } from '../../server/domain/checkpoint.ts'
import type { Copying } from '../../server/domain/copying.ts'
import { sessionsFile } from '../accounts/sessions.ts'
import { linesBeside } from '../checkpoints/lines.ts'
import { databaseFile } from '../database-file.ts'
import { assertNotEmptied, resetMark, seenMark } from '../mark.ts'
import { guarded } from '../store/kept.ts'
import { type Aside, copyFrom } from './aside.ts'

/**
 * From a registry, which may be at work, to a file. The copy holds the registry and nothing else:
 * sessions must not come back to life, and the access log's months are files that stay (README).
 * @param key what the copy is encrypted with; null: with what the registry is
 */
export function backingUp(url: string, to: string, key: DatabaseKey = null): Copying {
  const from = databaseFile(url)
  return {
    inTheWay: () => (existsSync(to) ? to : undefined),
    make: async () => {
      assertNotEmptied(from)
      const keys = { from: databaseKey(), to: key ?? databaseKey() }
      return copyFrom(from, to, { keys, prepare: async () => undefined })
    },
  }
}

/** What a restore gives up, for whoever signs it. */
export type GivenUp = Pick<Restored, 'registry_id' | 'from' | 'to'>

export interface Restoring {
  /** What backups may be encrypted with, beside the key of this process. */
  readonly key: DatabaseKey
  /** False: nobody said why, so nothing that was written is given up. Absent: somebody did. */
  readonly mayGiveUp?: boolean
  /** Signs what is given up, before the mark is reset. */
  readonly sign: (given: GivenUp) => void
}

/** From a backup to where a registry shall be. Older backups are brought to today's form. */
export function restoring(from: string, url: string, order: Restoring): Copying {
  const { key, mayGiveUp = true, sign } = order
  const to = databaseFile(url)
  const parts = [to, `${to}-wal`, `${to}-shm`, `${to}-journal`]
  return {
    inTheWay: () => parts.find((part) => existsSync(part)),
    make: async () => {
      if (!existsSync(from)) throw new DatabaseRefused(`there is no database at ${from}`)
      const own = await keyThatFits(from, [databaseKey(), key, null])
      if (own === undefined)
        throw new DatabaseRefused(`${from} is not a database, or neither key given opens it`)
      mkdirSync(dirname(to), { recursive: true })
      const keys = { from: own, to: databaseKey() }
      const copy = await copyFrom(from, to, { keys, prepare: modernized })
      const lost = reached(to, copy.chain)
      if (lost && lost.seq > copy.holds && !mayGiveUp) {
        copy.discard()
        throw new DatabaseRefused(unexplained(copy.holds, lost.seq))
      }
      const given = { registry_id: copy.chain, from: lost, to: copy.head }
      return {
        ...copy,
        givenUp: lost?.seq ?? null,
        keep: () => copy.keep() && begunAnew(to, copy, () => sign(given)),
      }
    },
  }
}

const unexplained = (holds: number, lost: number): string =>
  `this would give up changes ${holds + 1} to ${lost}: say why, with --why`

const modernized = async (copy: string): Promise<void> =>
  (await openStore(copy, { guarded })).close()

/** A restored registry says what it gave up, has a mark of its own, and nobody is signed in to it. */
function begunAnew(file: string, { chain, head }: Aside, sign: () => void): true {
  sign()
  resetMark(file, chain, head)
  const sessions = sessionsFile(file)
  for (const part of [sessions, `${sessions}-wal`, `${sessions}-shm`]) rmSync(part, { force: true })
  return true
}

/** How far a registry had come that was at this place, as its mark and its checkpoints tell. */
function reached(file: string, chain: string): ChainHead | null {
  const mark = seenMark(file)
  const heads = linesBeside(file).flatMap(({ signed: { statement } }) =>
    statement.registry_id !== chain
      ? []
      : [statement.kind === 'checkpoint' ? statement.audit : statement.to],
  )
  if (mark && mark !== 'unreadable' && mark.chain === chain)
    heads.push({ seq: mark.seq, hash: mark.hash })
  return heads.reduce<ChainHead | null>(
    (most, head) => (most && most.seq > head.seq ? most : head),
    null,
  )
}
