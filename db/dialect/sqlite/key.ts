/**
 * Encryption at rest (trust.md): where a key is given, every file of this program is encrypted with
 * it. The key is set once, before anything is opened, and holds for each connection of the process:
 * so no file can be forgotten.
 */
import type Database from 'better-sqlite3'

let databaseKey: string | null = null

/** @param key 64 hexadecimal digits; null: files are plain */
export function useDatabaseKey(key: string | null): void {
  databaseKey = key
}

export const isEncrypting = (): boolean => databaseKey !== null

/** The first thing said on a connection. Random bytes need no derivation, which takes 300 ms. */
export function unlock(client: Database.Database, key: string | null = databaseKey): void {
  if (key !== null) client.pragma(`key = "x'${key}'"`)
}
