/**
 * What the tables themselves refuse, whoever writes to them: a row is never deleted, a version never
 * overwritten before it was archived, and the archive and the audit chain never changed. Made from
 * the tables, in SQLite's own words.
 */
import type Database from 'better-sqlite3'
import { getTableName, type Table } from 'drizzle-orm'

/** A table whose rows have versions, with the columns that tell its rows apart. */
export interface Versioned {
  readonly table: Table
  readonly key: readonly string[]
  /** Columns that no version may change. */
  readonly fixed: readonly string[]
}

export interface Guarded {
  readonly versioned: readonly Versioned[]
  readonly appendOnly: readonly Table[]
  /** Where former versions are kept: record, record_id, version, replaced_by_commit. */
  readonly archive: Table
}

interface Trigger {
  readonly name: string
  readonly text: string
}

const refusing = (name: string, on: string, sentence: string): Trigger => ({
  name,
  text: `create trigger ${name} before ${on} begin select raise(abort, '${sentence}'); end`,
})

const noDelete = (table: string) =>
  refusing(`${table}_no_delete`, `delete on ${table}`, `a row of ${table} is never deleted`)

const noUpdate = (table: string) =>
  refusing(`${table}_no_update`, `update on ${table}`, `a row of ${table} is never changed`)

/** The next version only: one higher, of the same row, by a later commit, the former one archived. */
function nextVersionOnly({ table, key, fixed }: Versioned, archive: string): Trigger {
  const name = getTableName(table)
  const id = key.map((column) => `old."${column}"`).join(" || '/' || ")
  const same = [...key, ...fixed].map((column) => `new."${column}" is old."${column}"`)
  const archived = `exists (select 1 from ${archive} where record = '${name}'
    and record_id = ${id} and version = old.version
    and commit_no = old.commit_no and replaced_by_commit = new.commit_no)`
  return {
    name: `${name}_next_version_only`,
    text: `create trigger ${name}_next_version_only before update on ${name}
  when not (new.version = old.version + 1 and new.commit_no > old.commit_no
    and ${same.join(' and ')}
    and ${archived})
  begin select raise(abort, 'a row of ${name} is replaced by its next version only'); end`,
  }
}

const triggersOf = ({ versioned, appendOnly, archive }: Guarded): readonly Trigger[] => [
  ...versioned.flatMap((each) => [
    nextVersionOnly(each, getTableName(archive)),
    noDelete(getTableName(each.table)),
  ]),
  ...appendOnly.map(getTableName).flatMap((table) => [noUpdate(table), noDelete(table)]),
]

/** Makes the triggers where they are missing or not as they should be. Inside a transaction. */
export function makeTriggers(client: Database.Database, guarded: Guarded): void {
  for (const { name, text } of missingTriggers(client, guarded))
    client.exec(`drop trigger if exists ${name}; ${text}`)
}

/** Triggers that the database lacks or holds in another wording. */
export function missingTriggers(client: Database.Database, guarded: Guarded): readonly Trigger[] {
  const held = new Map(
    client
      .prepare<[], { name: string; sql: string }>(
        `select name, sql from sqlite_master where type = 'trigger'`,
      )
      .all()
      .map(({ name, sql }) => [name, sql.toLowerCase()]),
  )
  return triggersOf(guarded).filter(({ name, text }) => held.get(name) !== text.toLowerCase())
}
