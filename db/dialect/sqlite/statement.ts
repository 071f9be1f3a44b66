/**
 * Queries made ready once. Drizzle writes the statement; the engine's own prepared statement runs
 * it, because a month of ten thousand patients is 700,000 rows and each takes a microsecond or two.
 * Column names are property names, so that a row needs nothing but its booleans and JSON decoded.
 */
import type Database from 'better-sqlite3'
import { Column, is, Param, Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { SQLiteInteger, SQLiteText } from 'drizzle-orm/sqlite-core'

export type Db = BetterSQLite3Database
type Fields = Readonly<Record<string, unknown>>
export type Values = Readonly<Record<string, unknown>>
const none: Values = {}

/** A statement in drizzle's words; `fields` names what its rows hold (nothing for a write). */
export interface Query<T> {
  readonly fields: Fields
  readonly make: (db: Db) => { toSQL(): { sql: string; params: unknown[] } }
  /** Carries the type only. */
  readonly gives?: T
}

/** A query whose rows hold `fields`, each by its own name. */
export const query = <T>(fields: Fields, make: Query<T>['make']): Query<T> => ({ fields, make })
/** A statement without rows. */
export const command = (make: Query<never>['make']): Query<never> => ({ fields: {}, make })

/** A connection inside a transaction. Always await: other engines answer later. */
export interface Session {
  readonly db: Db
  /** It sees nothing but what is committed. */
  readonly readonly: boolean
  rows<T>(of: Query<T>, values?: Values): Promise<T[]>
  /** The first row, or undefined. */
  row<T>(of: Query<T>, values?: Values): Promise<T | undefined>
  /** `own` goes before `values`: what the store adds to a row, without a copy of the row. */
  run(of: Query<never>, values?: Values, own?: Values): Promise<void>
}

/** Whether a column is among the texts of a list: one statement for lists of any length. */
export const among = (column: SQLWrapper, list: string): SQL =>
  sql`${column} in (select value from json_each(${sql.placeholder(list)}))`

interface Bound {
  readonly name: string | undefined
  readonly value: unknown
  readonly encode: ((value: unknown) => unknown) | undefined
}

function boundBy(param: unknown): Bound {
  if (is(param, Placeholder)) return { name: param.name, value: null, encode: undefined }
  if (!is(param, Param) || !is(param.value, Placeholder))
    return { name: undefined, value: param, encode: undefined }
  const { encoder } = param
  const isText = is(encoder, SQLiteText) || is(encoder, SQLiteInteger)
  return {
    name: param.value.name,
    value: null,
    encode: isText ? undefined : (value) => encoder.mapToDriverValue(value),
  }
}

/**
 * What to bind, from `own` or else from `values`. Null stays null (drizzle's own placeholders would
 * make false of a boolean that is absent); a list becomes JSON text. A loop: it runs for every row.
 */
function binding(bounds: readonly Bound[], values: Values, own: Values): unknown[] {
  const bound: unknown[] = []
  for (const { name, value, encode } of bounds) {
    if (name === undefined) bound.push(value)
    else {
      const given = own[name] ?? values[name] ?? null
      if (given === null || (encode === undefined && typeof given !== 'object')) bound.push(given)
      else bound.push(encode ? encode(given) : listText(given))
    }
  }
  return bound
}

const listText = (given: unknown) => (Array.isArray(given) ? JSON.stringify(given) : given)

type Row = Record<string, unknown>
type Decode = ((value: unknown) => unknown) | undefined

/** How the columns of `fields` are read that the engine holds otherwise than we do. */
const decodes = (fields: Fields, names: readonly string[]): readonly Decode[] =>
  names.map((name) => {
    const field = fields[name]
    const isCoded = is(field, Column) && (field.dataType === 'boolean' || field.dataType === 'json')
    return isCoded
      ? (value) => (value === null ? null : field.mapFromDriverValue(value))
      : undefined
  })

/** Rows are made here of the engine's bare values: half the time that its own rows take. */
function rowOf(names: readonly string[], decode: readonly Decode[], values: readonly unknown[]) {
  const row: Row = {}
  for (let place = 0; place < names.length; place++) {
    const read = decode[place]
    row[names[place]!] = read ? read(values[place]) : values[place]
  }
  return row
}

interface Ready {
  readonly statement: Database.Statement<unknown[], unknown[]>
  readonly bounds: readonly Bound[]
  readonly row: (values: readonly unknown[]) => Row
}

function made(client: Database.Database, db: Db, of: Query<unknown>): Ready {
  const { sql: text, params } = of.make(db).toSQL()
  const statement = client.prepare<unknown[], unknown[]>(text)
  const bounds = params.map(boundBy)
  if (!statement.reader) return { statement, bounds, row: () => ({}) }
  const names = statement.columns().map(({ name }) => name)
  const decode = decodes(of.fields, names)
  return { statement: statement.raw(), bounds, row: (values) => rowOf(names, decode, values) }
}

/** The session of one connection, with its statements. */
export function sessionOn(client: Database.Database): Session {
  const db = drizzle(client)
  const known = new Map<Query<unknown>, Ready>()
  const ready = (of: Query<unknown>): Ready => {
    const one = known.get(of) ?? made(client, db, of)
    known.set(of, one)
    return one
  }
  const rows = async <T>(of: Query<T>, values = none): Promise<T[]> => {
    const { statement, bounds, row } = ready(of)
    const found: unknown[] = statement.all(...binding(bounds, values, none))
    for (let place = 0; place < found.length; place++) found[place] = row(found[place] as unknown[]) // raw
    return found as T[] // what the query's fields say
  }
  const row = async <T>(of: Query<T>, values = none): Promise<T | undefined> => {
    const { statement, bounds, row } = ready(of)
    const found = statement.get(...binding(bounds, values, none))
    return found && (row(found) as T) // what the query's fields say
  }
  const run = async (of: Query<never>, values = none, own = none): Promise<void> => {
    const { statement, bounds } = ready(of)
    statement.run(...binding(bounds, values, own))
  }
  return { db, readonly: client.readonly, rows, row, run }
}
