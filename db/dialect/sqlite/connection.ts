/** A connection as every one of ours must be, whoever opened the file before. */
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type DatabaseKey, databaseKey, unlock } from './key.ts'
import { codeOf, DatabaseRefused, isBusy, isUnfinished } from './refusals.ts'

/** Milliseconds for which a connection blocks at most; longer waits leave the event loop free. */
const shortWait = 20
/** Milliseconds of waiting, all in all, after which a locked database is a fault. */
const longWait = 30_000

/**
 * better-sqlite3 reopens a WAL file with synchronous=NORMAL, which loses acknowledged writes when
 * the power goes. So each pragma is set and then read back.
 */
const demanded: readonly (readonly [pragma: string, value: string, reads: unknown])[] = [
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  // Without it REPLACE deletes rows past the triggers that refuse deletion.
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['temp_store', 'MEMORY', 2],
]

/** Kibibytes of pages kept: a writer walks many indexes at once, a reader goes on in one direction. */
const writerCache = 65_536
const readerCache = 8192

/**
 * Opens a connection to a file that is there, as durable and strict as all others.
 * @throws DatabaseRefused where the key is not the file's
 */
export function connect(
  file: string,
  readonly: boolean,
  key: DatabaseKey = databaseKey(),
): Database.Database {
  const client = new Database(file, { readonly, fileMustExist: true, timeout: shortWait })
  try {
    unlock(client, key)
    assertReadable(client, file, key)
    for (const [pragma, value] of demanded) client.pragma(`${pragma} = ${value}`)
    client.pragma(`cache_size = -${readonly ? readerCache : writerCache}`)
    assertDemanded(client)
  } catch (error) {
    client.close()
    throw error
  }
  return client
}

/**
 * A connection that only reads. A kill while the file was being made leaves a transaction that only a
 * writer may take back: one does so first. @throws as `connect`
 */
export async function connectReader(
  file: string,
  key: DatabaseKey = databaseKey(),
): Promise<Database.Database> {
  const read = () => patiently(() => connect(file, true, key))
  try {
    return await read()
  } catch (error) {
    if (!isUnfinished(error)) throw error
    const writer = await patiently(() => connect(file, false, key))
    writer.close()
    return read()
  }
}

/** With a wrong key a file looks like noise; so does a plain one with any key. */
function assertReadable(client: Database.Database, file: string, key: DatabaseKey): void {
  try {
    client.prepare('select 1 from sqlite_master').get()
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_NOTADB') throw error
    throw new DatabaseRefused(`${file} is not a database${key === null ? keyless : keyed}`)
  }
}
const keyless = ', or it is encrypted and no COCM_DATABASE_KEY is given'
const keyed = ' that COCM_DATABASE_KEY opens: it has another key, or none'

/** @throws Error where a connection is less durable or strict than demanded */
export function assertDemanded(client: Database.Database): void {
  for (const [pragma, , reads] of demanded) {
    const found = client.pragma(pragma, { simple: true })
    if (found !== reads) throw new Error(`${pragma} is ${String(found)}, not ${String(reads)}`)
  }
}

/** Does what may find the database locked by another process, again and again for half a minute. */
export async function patiently<T>(work: () => T): Promise<T> {
  for (let waited = 0, next = 2; ; waited += next + shortWait, next = Math.min(next * 2, 50)) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || waited > longWait) throw error
    }
    await pause(next)
  }
}
