/**
 * What is known of every table whose rows have versions: its columns, its key, the canonical text of
 * its rows, and the three statements by which a row is found, added and amended.
 */

import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { type AnyColumn, type AnyTable, command, type Query, query, type Versioned } from '#dialect'
import { canonicalRow } from '../../server/domain/canonical.ts'
import {
  type AnyRow,
  keyOf,
  type RecordName,
  recordNames,
} from '../../server/domain/records/index.ts'
import type { RightsName } from '../../server/domain/registry.ts'
import {
  accounts,
  audit_events,
  commits,
  credentials,
  former_versions,
  grants,
  idempotency_keys,
  machine_keys,
  registry_facts,
  switches,
  verifiers,
} from '../schema/index.ts'
import { tables } from '../schema/tables.ts'

/** The bundle's records, and the rights, which no bundle carries but the audit chain does. */
export type KeptName = RecordName | RightsName

/** A row as its table holds it. */
export type StoredRow = AnyRow & { readonly version: number; readonly commit_no: number }

export interface Kept {
  readonly name: KeptName
  readonly table: AnyTable
  /** Those of the record, in its order; without version, commit and handle. */
  readonly columns: readonly string[]
  readonly key: readonly string[]
  readonly hasHandle: boolean
  /** By which column a row is a patient's: itself, through its episode, or not at all. */
  readonly owner: 'patient_id' | 'episode_id' | null
  readonly idOf: (row: AnyRow) => string
  /** What is hashed and archived. */
  readonly textOf: (row: AnyRow) => string
  readonly one: Query<StoredRow>
  readonly any: Query<AnyRow>
  readonly add: Query<never>
  readonly amend: Query<never>
}

/** A table's column by name, which the schema's test knows to be there. */
export const columnOf = (table: AnyTable, name: string): AnyColumn => {
  const columns: Readonly<Record<string, AnyColumn>> = getTableColumns(table)
  const column = columns[name]
  if (!column) throw new Error(`no column ${name}`)
  return column
}

/** Columns of a table, by their names. */
export const columnsIn = (table: AnyTable, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, columnOf(table, name)]))

const own = ['handle', 'version', 'commit_no']

const placeholders = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))

/** Adds a row to a table: each column is given by its own name. */
export const insertInto = (table: AnyTable): Query<never> =>
  command((db) => db.insert(table).values(placeholders(Object.keys(getTableColumns(table)))))

function keptOf(name: KeptName, table: AnyTable, key: readonly string[]): Kept {
  const all = Object.keys(getTableColumns(table))
  const columns = all.filter((column) => !own.includes(column))
  const hasHandle = all.includes('handle')
  const fields = columnsIn(table, [...columns, 'version', 'commit_no'])
  const amended = [...columns, 'version', 'commit_no'].filter((column) => !key.includes(column))
  const isIt = and(...key.map((column) => eq(columnOf(table, column), sql.placeholder(column))))
  const owner = columns.includes('patient_id')
    ? 'patient_id'
    : columns.includes('episode_id')
      ? 'episode_id'
      : null
  return {
    name,
    table,
    columns,
    key,
    hasHandle,
    owner,
    idOf: (row) => (key.length === 1 ? String(row[key[0]!]) : key.map((k) => row[k]).join('/')),
    textOf: canonicalRow(columns),
    one: query<StoredRow>(fields, (db) => db.select(fields).from(table).where(isIt)),
    any: query<AnyRow>(columnsIn(table, key), (db) =>
      db.select(columnsIn(table, key)).from(table).limit(1),
    ),
    add: insertInto(table),
    amend: command((db) => db.update(table).set(placeholders(amended)).where(isIt)),
  }
}

/** By name: all tables whose rows have versions. */
export const kept: Readonly<Record<KeptName, Kept>> = {
  ...(Object.fromEntries(
    recordNames.map((name) => [name, keptOf(name, tables[name], keyOf(name))]),
  ) as Record<RecordName, Kept>), // one for each of recordNames
  accounts: keptOf('accounts', accounts, ['account_id']),
  credentials: keptOf('credentials', credentials, ['credential_id']),
  grants: keptOf('grants', grants, ['grant_id']),
  switches: keptOf('switches', switches, ['name']),
  machine_keys: keptOf('machine_keys', machine_keys, ['machine_key_id']),
  verifiers: keptOf('verifiers', verifiers, ['rules_version']),
}

/** What the database itself shall refuse (db/dialect). */
export const guarded = {
  versioned: Object.values(kept).map(
    ({ table, key, hasHandle }): Versioned => ({ table, key, fixed: hasHandle ? ['handle'] : [] }),
  ),
  appendOnly: [commits, former_versions, audit_events, idempotency_keys, registry_facts],
  archive: former_versions,
}
