/** A copy of a database while others write to it. Never a file copy: that loses what the log holds. */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { connect, patiently } from './connection.ts'
import { refuseDamage } from './refusals.ts'

/** Everything in one step: a copy made bit by bit starts anew with each commit of others. */
const everything = 0x7fffffff

/**
 * Copies a database as it is at one moment, damage included, into one file that needs no other.
 * Nobody who reads or writes waits for it. The copy is on the disk when this resolves.
 * @throws DatabaseRefused where the original cannot be read
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  closeSync(openSync(to, 'wx', 0o600)) // patients' data are their clinic's: nobody else's to read
  try {
    const client = await patiently(() => connect(from, true))
    try {
      await client.backup(to, { progress: () => everything })
    } finally {
      client.close()
    }
    const copy = new Database(to, { fileMustExist: true })
    copy.pragma('journal_mode = DELETE')
    copy.close()
    toDisk(to)
  } catch (error) {
    refuseDamage(from, error)
  }
}

/** Waits until a file, or which files a folder holds, is on the disk. */
export function toDisk(path: string): void {
  const open = openSync(path, 'r')
  fsyncSync(open)
  closeSync(open)
}

/** Waits until the folder of a file has the file's name on the disk. */
export const nameToDisk = (path: string): void => toDisk(dirname(path))
