/**
 * Encryption at rest (trust.md): where a key is given, every file of this program is encrypted with
 * it. The key is set once, before anything is opened, and holds for each connection of the process:
 * so no file can be forgotten.
 */
import type Database from 'better-sqlite3'

/** 64 hexadecimal digits: 32 random bytes, which need no derivation (that takes 300 ms). */
export type DatabaseKey = string | null

let ofProcess: DatabaseKey = null

/** @param key null: files are plain */
export function setDatabaseKey(key: DatabaseKey): void {
  ofProcess = key
}

export const databaseKey = (): DatabaseKey => ofProcess

/** The first thing said on a connection. */
export function unlock(client: Database.Database, key: DatabaseKey = ofProcess): void {
  if (key !== null) client.pragma(`key = "x'${key}'"`)
}
