/** The staging's tables: one per record, its columns as they are, and the line in the file. */
import type Database from 'better-sqlite3'
import {
  type AnyRow,
  type Column,
  columnsOf,
  keyOf,
  type RecordName,
  recordNames,
} from '../../server/domain/records/index.ts'

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

export const columnNames = (record: RecordName): readonly string[] => Object.keys(columnsOf[record])

/** A row without a line is one that the registry holds. */
export function makeTables(db: Database.Database): void {
  for (const record of recordNames)
    db.exec(`create table "${record}" (line integer, ${quoted(columnNames(record))})`)
}

/** A value as SQLite keeps it. Nothing is compared by kind here, so that text stays as it is. */
const intoSql = ({ kind }: Column): ((value: unknown) => unknown) => {
  if (kind === 'bool') return (value) => (value === null ? null : Number(value))
  if (kind === 'terms') return (value) => JSON.stringify(value)
  return (value) => value
}

const fromSql = ({ kind }: Column): ((value: unknown) => unknown) => {
  if (kind === 'bool') return (value) => (value === null ? null : value === 1)
  if (kind === 'terms') return (value) => JSON.parse(String(value))
  return (value) => value
}

/** Inserts a row by position; much cheaper than by name. */
export function inserter(
  db: Database.Database,
  record: RecordName,
): (line: number | null, row: AnyRow) => void {
  const names = columnNames(record)
  const into = Object.values<Column>(columnsOf[record]).map(intoSql)
  const marks = names.map(() => '?').join(', ')
  const insert = db.prepare(`insert into "${record}" values (?, ${marks})`)
  const values: unknown[] = new Array(names.length + 1)
  return (line, row) => {
    values[0] = line
    for (let i = 0; i < names.length; i++) values[i + 1] = into[i]!(row[names[i]!] ?? null)
    insert.run(values)
  }
}

/** Sets some columns of the bundle's row that has the key of another. */
export function filler(
  db: Database.Database,
  record: RecordName,
  names: readonly string[],
): (known: AnyRow) => void {
  const columns: Readonly<Record<string, Column>> = columnsOf[record]
  const set = names.map((name) => `"${name}" = ?`).join(', ')
  const fill = db.prepare(
    `update "${record}" set ${set} where line is not null and ${byKey(record)}`,
  )
  return (known) => {
    const values = names.map((name) => intoSql(columns[name]!)(known[name] ?? null))
    fill.run([...values, ...keyValues(record, known)])
  }
}

/** Makes rows of what `select columns…` gives by position. */
export function rowMaker(record: RecordName): (values: readonly unknown[]) => AnyRow {
  const names = columnNames(record)
  const from = Object.values<Column>(columnsOf[record]).map(fromSql)
  return (values) => {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < names.length; i++) row[names[i]!] = from[i]!(values[i])
    return row
  }
}

export const selected = (record: RecordName): string => quoted(columnNames(record))

/** `"episode_id" = ? and …`: the row of one key. */
export const byKey = (record: RecordName): string =>
  keyOf(record)
    .map((name) => `"${name}" = ?`)
    .join(' and ')

export const keyValues = (record: RecordName, row: AnyRow): readonly unknown[] =>
  keyOf(record).map((name) => row[name])

/** An index, made when it is first needed: on a full table it costs half of growing along. */
export function ensureIndex(
  db: Database.Database,
  record: RecordName,
  columns: readonly string[],
): void {
  const name = `${record} by ${columns.join(' ')}`
  db.exec(`create index if not exists "${name}" on "${record}" (${quoted(columns)})`)
}
