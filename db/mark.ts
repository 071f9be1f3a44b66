/**
 * The high-water mark: how far a chain had come, kept outside its database.
 *
 * SQLite drops a damaged or shortened write-ahead log without a word, and the chain that is left
 * looks whole: only a mark elsewhere tells that there was more. It is written after the commit that
 * it speaks of is durable, so it never promises too much; it is not waited for, so a power cut may
 * leave an older one, which promises less. A mark that its chain does not reach is never lost: it is
 * set aside, and every verification finds it. A mark names its chain: one that another registry left
 * behind at this place promises nothing.
 */
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseRefused } from '#dialect'
import { Damage } from '../server/domain/verification.ts'

/** The last event of a chain: its number and its hash (hex). */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** The hash (hex) of the event with that number in a chain; undefined where it has none. */
export type HashAt = (seq: number) => Promise<string | undefined>

/** A chain with a mark: where it is kept, what it is called, and what it holds. */
export interface Marked {
  readonly file: string
  /** The registry's id, or another name without blanks. */
  readonly chain: string
  readonly hashAt: HashAt
}

export interface Mark {
  write(head: Head): void
  close(): void
}

/** `registry.db` has its mark in `registry.db-mark`, as SQLite has its log in `registry.db-wal`. */
export const markFile = (databaseFile: string): string => `${databaseFile}-mark`

/** Opens the mark of a database for writing. One that the chain belies is set aside, as evidence. */
export async function openMark(marked: Marked): Promise<Mark> {
  const path = markFile(marked.file)
  const seen = seenMark(marked.file)
  if (await isBelied(marked, seen)) renameSync(path, freeName(`${path}-belied`))
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  if (seen && seen !== 'unreadable' && seen.chain !== marked.chain) ftruncateSync(file)
  return {
    write: (head) => void writeSync(file, spelled(head, marked.chain), 0),
    close: () => {
      fsyncSync(file)
      closeSync(file)
    },
  }
}

/** Begins anew at a head, whatever was promised before: a restore gave it up, and says so. */
export function resetMark(file: string, chain: string, head: Head): void {
  for (const name of setAside(file)) rmSync(join(dirname(file), name))
  writeFileSync(markFile(file), spelled(head, chain), { mode: 0o600, flush: true })
}

/**
 * @param seen the mark as it was before the chain was opened for looking: whoever writes meanwhile
 *   is ahead of what is looked at
 * @throws Damage where more had been written than the chain holds, now or at an earlier start
 */
export async function assertMark(marked: Marked, seen: Seen): Promise<void> {
  const name = basename(marked.file)
  const aside = setAside(marked.file)[0]
  if (aside !== undefined)
    throw new Damage(name, `it held more before it was opened last: ${aside} tells how much`)
  if (seen === 'unreadable') throw new Damage(`${name}-mark`, 'the high-water mark is spoilt')
  if (seen === undefined || !(await isBelied(marked, seen))) return
  const found = await marked.hashAt(seen.seq)
  const says = found === undefined ? 'it is gone, and what followed' : 'another one is there now'
  throw new Damage(name, `event ${seen.seq} had been written, and ${says}`)
}

/** A mark as its file has it: undefined where none was kept, `unreadable` where it was spoilt. */
export type Seen = (Head & { readonly chain: string }) | undefined | 'unreadable'

export function seenMark(databaseFile: string): Seen {
  for (let look = 1; ; look += 1) {
    const text = textOf(markFile(databaseFile))
    if (text === '') return undefined
    const [, seq, hash, chain] = /^ *(\d+) ([0-9a-f]{64}) (\S+)\n$/.exec(text) ?? []
    if (seq && hash && chain) return { seq: Number(seq), hash, chain }
    if (look === looks) return 'unreadable'
  }
}

/** Another program may be writing it at this moment; it is not spoilt before we looked again. */
const looks = 3

/** An empty file is no new registry where a mark tells that it held one: nothing is made there. */
export function isEmptied(databaseFile: string): boolean {
  if (!existsSync(databaseFile) || statSync(databaseFile).size > 0) return false
  return seenMark(databaseFile) !== undefined
}

/** @throws DatabaseRefused where a registry's file lost all that was in it */
export function assertNotEmptied(databaseFile: string): void {
  if (!isEmptied(databaseFile)) return
  throw new DatabaseRefused(
    `${databaseFile} is damaged: it is empty, and its mark tells of what it held; ` +
      'move it away and restore a backup',
  )
}

/** Marks of a database that its chain belied when it was opened, by file name. */
const setAside = (databaseFile: string): readonly string[] => {
  const prefix = `${basename(databaseFile)}-mark-belied`
  return readdirSync(dirname(databaseFile))
    .filter((name) => name.startsWith(prefix))
    .sort()
}

async function isBelied({ chain, hashAt }: Marked, seen: Seen): Promise<boolean> {
  if (seen === undefined) return false
  if (seen === 'unreadable') return true
  return seen.chain === chain && (await hashAt(seen.seq)) !== seen.hash
}

/** Always of one length for one chain, so that a mark leaves nothing of the one before behind. */
const spelled = ({ seq, hash }: Head, chain: string): string =>
  `${String(seq).padStart(16)} ${hash} ${chain}\n`

/** The first of `path`, `path-2`, `path-3` … that nothing is called. */
function freeName(path: string): string {
  const taken = new Set(readdirSync(dirname(path)).map((name) => join(dirname(path), name)))
  for (let count = 2, name = path; ; count += 1) {
    if (!taken.has(name)) return name
    name = `${path}-${count}`
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
