/**
 * The high-water mark: how far a log had come, kept outside its database.
 *
 * SQLite drops a damaged or shortened write-ahead log without a word, and the chain that is left
 * looks whole: only a mark elsewhere tells that there was more. It is written after the commit that
 * it speaks of is durable, so it never promises too much; it is not waited for, so a power cut may
 * leave an older one, which promises less.
 */
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** The last event of a chain: its number and its hash. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

export interface Mark {
  write(head: Head): void
  close(): void
}

/** `registry.db` has its mark in `registry.db-mark`, as SQLite has its log in `registry.db-wal`. */
export const markFile = (databaseFile: string): string => `${databaseFile}-mark`

/** Opens the mark of a database for writing; made where there is none. */
export function openMark(databaseFile: string): Mark {
  const file = openSync(markFile(databaseFile), constants.O_RDWR | constants.O_CREAT, 0o600)
  return {
    write: (head) => void writeSync(file, spelled(head), 0),
    close: () => {
      fsyncSync(file)
      closeSync(file)
    },
  }
}

/** The mark of a database: undefined where none was kept, `unreadable` where it was spoilt. */
export function readMark(databaseFile: string): Head | undefined | 'unreadable' {
  const text = textOf(markFile(databaseFile))
  if (text === '') return undefined
  const [, seq, hash] = /^ *(\d+) ([0-9a-f]{64})\n$/.exec(text) ?? []
  return seq && hash ? { seq: Number(seq), hash } : 'unreadable'
}

/** Always of one length, so that a shorter mark leaves nothing of a longer one behind. */
const spelled = ({ seq, hash }: Head): string => `${String(seq).padStart(16)} ${hash}\n`

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
