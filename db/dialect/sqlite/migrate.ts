/**
 * Brings a database to this program's schema, once, whoever else starts at the same time: under the
 * write lock, with foreign keys off (a rebuilt parent table would take its children along), and
 * checked before it is kept. Either the old schema or the new one is there, never half of it.
 */
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { patiently } from './connection.ts'
import { DatabaseRefused, OlderForm } from './refusals.ts'
import { type Guarded, makeTriggers, missingTriggers } from './triggers.ts'

/** Which tables a file holds: its folder under migrations/. */
export type Form = 'sqlite' | 'sqlite-access' | 'sqlite-sessions' | 'sqlite-desk'

const migrationsOf = (form: Form): readonly Migration[] =>
  readMigrationFiles({
    migrationsFolder: fileURLToPath(new URL(`../../../migrations/${form}`, import.meta.url)),
  })

/** Marks the file as a registry of ours: 'CoCM'. */
const applicationId = 0x436f434d

type Migration = ReturnType<typeof readMigrationFiles>[number]

/** @throws DatabaseRefused where the file is another program's, or a newer program's */
export async function migrated(
  client: Database.Database,
  guarded: Guarded,
  form: Form,
): Promise<void> {
  const migrations = migrationsOf(form)
  const settled = () =>
    pending(client, migrations).length === 0 && missingTriggers(client, guarded).length === 0
  if (await patiently(settled)) return
  client.pragma('foreign_keys = OFF')
  await patiently(() => client.exec('begin immediate'))
  try {
    apply(client, pending(client, migrations), guarded)
    client.exec('commit')
  } finally {
    if (client.inTransaction) client.exec('rollback')
    client.pragma('foreign_keys = ON')
  }
}

/** @throws DatabaseRefused where a read-only connection would meet an older or a newer schema */
export function assertMigrated(client: Database.Database, form: Form): void {
  if (isBehind(client, form))
    throw new OlderForm('the database has an older form; open it for writing once')
}

/** Whether a database has an older form than this program's. */
export const isBehind = (client: Database.Database, form: Form): boolean =>
  pending(client, migrationsOf(form)).length > 0

/** The migrations that a database still lacks. */
function pending(client: Database.Database, known: readonly Migration[]): readonly Migration[] {
  if (client.pragma('application_id', { simple: true }) !== applicationId) {
    if (client.prepare('select 1 from sqlite_master').get() === undefined) return known
    throw new DatabaseRefused('the file is a database, but not a registry')
  }
  const done = client
    .prepare<[], string>('select hash from "__drizzle_migrations" order by created_at')
    .pluck()
    .all()
  const foreign = done.find((hash, place) => known[place]?.hash !== hash)
  if (foreign !== undefined)
    throw new DatabaseRefused('the database was made by a newer version of this program')
  return known.slice(done.length)
}

function apply(client: Database.Database, migrations: readonly Migration[], guarded: Guarded) {
  client.exec(`create table if not exists "__drizzle_migrations"
    (id integer primary key, hash text not null, created_at integer not null) strict`)
  const note = client.prepare('insert into "__drizzle_migrations" (hash, created_at) values (?, ?)')
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) client.exec(statement)
    note.run(hash, folderMillis)
  }
  makeTriggers(client, guarded)
  client.pragma(`application_id = ${applicationId}`)
  const broken = client.pragma('foreign_key_check')
  if (Array.isArray(broken) && broken.length > 0)
    throw new DatabaseRefused(`the migration would leave ${broken.length} dangling references`)
}
