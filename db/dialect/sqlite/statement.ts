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

type Decode = (row: Record<string, unknown>) => void

function decoding(fields: Fields): Decode | undefined {
  const coded = Object.entries(fields).flatMap(([name, field]) =>
    is(field, Column) && (field.dataType === 'boolean' || field.dataType === 'json')
      ? [{ name, field }]
      : [],
  )
  if (coded.length === 0) return undefined
  return (row) => {
    for (const { name, field } of coded)
      if (row[name] !== null) row[name] = field.mapFromDriverValue(row[name])
  }
}

interface Ready {
  readonly statement: Database.Statement
  readonly bounds: readonly Bound[]
  readonly decode: Decode | undefined
}

/** The session of one connection, with its statements. */
export function sessionOn(client: Database.Database): Session {
  const db = drizzle(client)
  const made = new Map<Query<unknown>, Ready>()
  const ready = (of: Query<unknown>): Ready => {
    const known = made.get(of)
    if (known) return known
    const { sql: text, params } = of.make(db).toSQL()
    const fresh = {
      statement: client.prepare(text),
      bounds: params.map(boundBy),
      decode: decoding(of.fields),
    }
    made.set(of, fresh)
    return fresh
  }
  const rows = async <T>(of: Query<T>, values = none): Promise<T[]> => {
    const { statement, bounds, decode } = ready(of)
    const found = statement.all(...binding(bounds, values, none)) as Record<string, unknown>[] // by `fields`
    if (decode) for (const row of found) decode(row)
    return found as T[] // what the query's fields say
  }
  const row = async <T>(of: Query<T>, values = none): Promise<T | undefined> => {
    const { statement, bounds, decode } = ready(of)
    const found = statement.get(...binding(bounds, values, none)) as
      | Record<string, unknown>
      | undefined // by `fields`
    if (decode && found) decode(found)
    return found as T | undefined // what the query's fields say
  }
  const run = async (of: Query<never>, values = none, own = none): Promise<void> => {
    const { statement, bounds } = ready(of)
    statement.run(...binding(bounds, values, own))
  }
  return { db, rows, row, run }
}
