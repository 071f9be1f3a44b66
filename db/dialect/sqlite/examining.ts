/** A connection that looks through a whole file at one moment, and keeps notes while it does. */
import { type Column, type SQL, sql } from 'drizzle-orm'
import { connectReader } from './connection.ts'
import { databaseKey } from './key.ts'
import { assertMigrated, isBehind } from './migrate.ts'
import { refuseDamage } from './refusals.ts'
import { type Session, sessionOn } from './statement.ts'

export interface Examining {
  readonly session: Session
  close(): void
}

/**
 * Opens a file for reading, with an empty scratch table `event_of` of its own: which event tells of
 * which version of a row. It spills to a temporary file, so that memory stays flat, and is gone when
 * the connection is closed. @throws DatabaseRefused where the file is none of ours or damaged
 */
export async function openForExamining(file: string, key = databaseKey()): Promise<Examining> {
  const client = await connectReader(file, key).catch((error) => refuseDamage(file, error))
  try {
    assertMigrated(client, 'sqlite')
    if (key === null) client.pragma('temp_store = FILE') // a temporary file is never encrypted
    client.pragma('temp.cache_size = -8192')
    client.exec('begin')
    client.exec(`create temp table event_of (
      record text not null, record_id text not null, version integer not null,
      seq integer not null, commit_no integer not null, row_hash blob not null,
      primary key (record, record_id, version)) strict, without rowid`)
    return { session: sessionOn(client), close: () => client.close() }
  } catch (error) {
    client.close()
    return refuseDamage(file, error)
  }
}

/** A hash as hexadecimal text, spelled by the engine: far cheaper than a buffer for each. */
export const inHex = (column: Column): SQL<string> => sql`lower(hex(${column}))`

/** Whether a registry has to be migrated before it can be examined. A spoilt file has not. */
export async function awaitsMigration(file: string): Promise<boolean> {
  try {
    const client = await connectReader(file)
    try {
      return isBehind(client, 'sqlite')
    } finally {
      client.close()
    }
  } catch {
    return false // examining it will say what is the matter
  }
}
