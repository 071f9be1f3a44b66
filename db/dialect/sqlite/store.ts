/**
 * A SQLite file as a store: one connection that writes and takes turns, others that only read.
 * Awaiting inside a transaction lets other requests slip their statements into it; nobody else
 * holds the writable handle.
 */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { CommitRefused } from '../../../server/domain/registry.ts'
import { inTurn } from '../../in-turn.ts'
import { connect, connectReader, patiently } from './connection.ts'
import { assertMigrated, type Form, migrated } from './migrate.ts'
import { DatabaseRefused, refuseDamage } from './refusals.ts'
import { type Session, sessionOn } from './statement.ts'
import type { Guarded } from './triggers.ts'
import { type Work, type Writer, writerOn } from './writer.ts'

export interface Snapshot {
  readonly session: Session
  release(): void
}

export interface Store {
  /** Reads at one moment: whatever is committed meanwhile is not seen. */
  reading<T>(work: Work<T>): Promise<T>
  /** A moment to read at for longer, on a connection of its own, until it is released. */
  snapshot(): Promise<Snapshot>
  /**
   * Writes in a savepoint of its own; resolves when it is on the disk. A throw undoes just this.
   * `alone`: in a transaction that nobody shares, for a long stream of changes.
   */
  writing<T>(work: Work<T>, alone?: boolean): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  readonly readonly?: boolean
  readonly guarded: Guarded
  /** Which tables the file holds; without it, the registry's. */
  readonly form?: Form
}

/** Opens, makes and migrates a file. @throws DatabaseRefused with a plain sentence */
export async function openStore(file: string, options: StoreOptions): Promise<Store> {
  const readonly = options.readonly ?? false
  if (!existsSync(file) && readonly) throw new DatabaseRefused(`there is no database at ${file}`)
  if (isFolder(file)) throw new DatabaseRefused(`${file} is a folder, not a database`)
  const opened: Database.Database[] = []
  try {
    const writer = readonly ? undefined : await openWriter(file, options, opened)
    const reader = await connectReader(file)
    opened.push(reader)
    if (readonly) assertMigrated(reader, options.form ?? 'sqlite')
    return storeOf(file, reader, writer, opened)
  } catch (error) {
    for (const client of opened) client.close()
    return refuseDamage(file, error)
  }
}

const isFolder = (file: string): boolean => existsSync(file) && statSync(file).isDirectory()

async function openWriter(file: string, options: StoreOptions, opened: Database.Database[]) {
  mkdirSync(dirname(file), { recursive: true })
  closeSync(openSync(file, 'a', 0o600)) // patients' data are their clinic's: nobody else's to read
  const client = await patiently(() => connect(file, false))
  opened.push(client)
  await patiently(() => client.pragma('journal_mode = WAL'))
  await migrated(client, options.guarded, options.form ?? 'sqlite')
  return writerOn(client, (options.form ?? 'sqlite') !== 'sqlite')
}

function storeOf(
  file: string,
  reader: Database.Database,
  writer: Writer | undefined,
  opened: Database.Database[],
): Store {
  const session = sessionOn(reader)
  const snapshots = snapshotsOf(file)
  return {
    reading: inTurn((work) => bracketed(reader, () => work(session))),
    snapshot: snapshots.take,
    writing: async (work, alone) => {
      if (!writer) throw new CommitRefused('read-only', 'the database is open for reading only')
      return writer.write(work, alone)
    },
    close: async () => {
      await writer?.idle()
      snapshots.close()
      for (const client of opened.reverse()) client.close()
    },
  }
}

/** A read transaction around some work: one moment for all of its queries. */
async function bracketed<T>(client: Database.Database, work: () => Promise<T>): Promise<T> {
  client.exec('begin')
  try {
    return await work()
  } finally {
    if (client.inTransaction) client.exec('rollback')
  }
}

/** Connections for long reads. A few that are done with wait for the next one. */
function snapshotsOf(file: string) {
  const idle: { client: Database.Database; session: Session }[] = []
  const all = new Set<Database.Database>()
  const fresh = async () => {
    const client = await connectReader(file)
    all.add(client)
    return { client, session: sessionOn(client) }
  }
  const take = async (): Promise<Snapshot> => {
    const mine = idle.pop() ?? (await fresh())
    mine.client.exec('begin')
    mine.client.prepare('select 1 from sqlite_master').get() // the moment is that of the first read
    const release = () => {
      if (!mine.client.open) return
      if (mine.client.inTransaction) mine.client.exec('rollback')
      if (idle.length < 2) idle.push(mine)
      else mine.client.close()
    }
    return { session: mine.session, release }
  }
  const close = () => {
    for (const client of all) client.close()
  }
  return { take, close }
}
