/** A copy of a database while others write to it. Never a file copy: that loses what the log holds. */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { connectReader } from './connection.ts'
import { type DatabaseKey, unlock } from './key.ts'
import { refuseDamage } from './refusals.ts'

/** Everything in one step: a copy made bit by bit starts anew with each commit of others. */
const everything = 0x7fffffff

/** What the original is encrypted with, and what its copy shall be. Null: nothing. */
export interface KeysOfCopy {
  readonly from: DatabaseKey
  readonly to: DatabaseKey
}

/**
 * Copies a database as it is at one moment, damage included, into one file that needs no other.
 * Nobody who reads or writes waits for it. The copy is on the disk when this resolves.
 * @throws DatabaseRefused where the original cannot be read
 */
export async function copyDatabase(from: string, to: string, keys: KeysOfCopy): Promise<void> {
  closeSync(openSync(to, 'wx', 0o600)) // patients' data are their clinic's: nobody else's to read
  try {
    const client = await connectReader(from, keys.from)
    try {
      if (keys.from === null) await client.backup(to, { progress: () => everything })
      else client.prepare('vacuum into ?').run(to) // the online backup knows no keys
    } finally {
      client.close()
    }
    settled(to, keys)
    toDisk(to)
  } catch (error) {
    refuseDamage(from, error)
  }
}

/** One file, without a log beside it, under its own key. */
function settled(to: string, keys: KeysOfCopy): void {
  const copy = new Database(to, { fileMustExist: true })
  try {
    unlock(copy, keys.from)
    copy.pragma('journal_mode = DELETE')
    if (keys.to !== keys.from) copy.pragma(keys.to === null ? "rekey = ''" : rekeyed(keys.to))
  } finally {
    copy.close()
  }
}

const rekeyed = (key: string): string => `rekey = "x'${key}'"`

/** The first of these keys with which a file can be read; undefined where none is right. */
export async function keyThatFits(
  file: string,
  keys: readonly DatabaseKey[],
): Promise<DatabaseKey | undefined> {
  for (const key of keys) {
    try {
      const client = await connectReader(file, key)
      client.close()
      return key
    } catch {
      // the next one may
    }
  }
  return undefined
}

/** Waits until a file, or which files a folder holds, is on the disk. */
export function toDisk(path: string): void {
  const open = openSync(path, 'r')
  fsyncSync(open)
  closeSync(open)
}

/** Waits until the folder of a file has the file's name on the disk. */
export const nameToDisk = (path: string): void => toDisk(dirname(path))
