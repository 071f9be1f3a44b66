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
  const brackets = bracketsOf(reader)
  const snapshots = snapshotsOf(file)
  return {
    reading: inTurn((work) => bracketed(brackets, () => work(session))),
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

/** What begins and ends a read; ready, as there are hundreds a second. */
interface Brackets {
  begin(): void
  end(): void
}

function bracketsOf(client: Database.Database): Brackets {
  const begin = client.prepare('begin')
  const rollback = client.prepare('rollback')
  return {
    begin: () => void begin.run(),
    end: () => {
      if (client.inTransaction) rollback.run()
    },
  }
}

/** A read transaction around some work: one moment for all of its queries. */
async function bracketed<T>({ begin, end }: Brackets, work: () => Promise<T>): Promise<T> {
  begin()
  try {
    return await work()
  } finally {
    end()
  }
}

/** How many connections for long reads are kept open. */
const mostIdle = 12

interface Snapping extends Brackets {
  readonly client: Database.Database
  readonly session: Session
  /** The first read: the moment is its. */
  look(): void
}

/** Connections for long reads. A few that are done with wait for the next one. */
function snapshotsOf(file: string) {
  const idle: Snapping[] = []
  const all = new Set<Database.Database>()
  const fresh = async (): Promise<Snapping> => {
    const client = await connectReader(file)
    all.add(client)
    const first = client.prepare('select 1 from sqlite_master')
    const look = () => void first.get()
    return { client, session: sessionOn(client), look, ...bracketsOf(client) }
  }
  const take = async (): Promise<Snapshot> => {
    const mine = idle.pop() ?? (await fresh())
    mine.begin()
    mine.look()
    const release = () => {
      if (!mine.client.open) return
      mine.end()
      if (idle.length < mostIdle) idle.push(mine)
      else {
        all.delete(mine.client)
        mine.client.close()
      }
    }
    return { session: mine.session, release }
  }
  const close = () => {
    for (const client of all) client.close()
  }
  return { take, close }
}
