/** What shared code may know of the engine: `#dialect`. SQLite is the embedded default. */
export { alias } from 'drizzle-orm/sqlite-core'
export { copyDatabase, type KeysOfCopy, keyThatFits, nameToDisk, toDisk } from './copying.ts'
export { awaitsMigration, type Examining, inHex, openForExamining } from './examining.ts'
export { type DatabaseKey, databaseKey, setDatabaseKey, unlock } from './key.ts'
export { soleServer } from './one-server.ts'
export { type BrokenRule, brokenRule, DatabaseRefused, OlderForm } from './refusals.ts'
export { type Reserve, setReserve, whenDiskFails } from './room.ts'
export { danglingReferences, structureFault } from './soundness.ts'
export {
  among,
  command,
  type Db,
  type Query,
  query,
  type Session,
  type Values,
} from './statement.ts'
export { openStore, type Snapshot, type Store } from './store.ts'
export type { Guarded, Versioned } from './triggers.ts'
export * from './words.ts'
