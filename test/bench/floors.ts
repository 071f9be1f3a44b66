/** The least that a machine must do for the same result: what every ratio is measured against. */
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse'
import { patientRecords } from '../../server/domain/dossier.ts'
import {
  type Column,
  columnsOf,
  type RecordName,
  recordNames,
} from '../../server/domain/records/index.ts'

/** A connection as durable as the registry's own. */
function connection(file: string): Database.Database {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('cache_size = -65536')
  return db
}

interface TableInfo {
  readonly name: string
  readonly notnull: number
}

/**
 * The same CSV, parsed with csv-parse and inserted with prepared statements in one transaction into
 * the registry's own tables and indexes, without its triggers, its checks and its audit.
 */
export async function floorImport(folder: string, template: string, file: string) {
  const db = connection(file)
  copyTables(template, db)
  db.exec('begin')
  db.exec(
    `insert into commits values (1, '2026-11-01T00:00:00.000Z', 'bench', 'operator', 'bench')`,
  )
  let rows = 0
  for (const record of recordNames)
    if (existsSync(join(folder, `${record}.csv`))) rows += await floorFile(db, folder, record)
  db.exec('commit')
  db.close()
  return { rows }
}

/** Tables and indexes as the registry's migrations made them, and nothing else. */
function copyTables(template: string, db: Database.Database): void {
  const from = new Database(template, { readonly: true })
  const made = from
    .prepare(`select sql from sqlite_master where type in ('table', 'index') and sql is not null
              and name not like 'sqlite_%' order by type desc`)
    .pluck()
    .all()
  from.close()
  for (const sql of made) db.exec(String(sql))
}

/** What a cell is in a table: text, a whole number, 0 or 1, or nothing. */
const cellValue =
  ({ kind }: Column) =>
  (text: string): unknown => {
    if (text === '') return null
    if (kind === 'bool') return text === 'true' ? 1 : 0
    return kind === 'whole' || kind === 'total' ? Number(text) : text
  }

async function floorFile(db: Database.Database, folder: string, record: RecordName) {
  const known = columnsOf[record] as Readonly<Record<string, Column>> // each is a Column
  const table = db.pragma(`table_info("${record}")`) as readonly TableInfo[] // what the pragma gives
  // What the registry adds for itself to every row, besides the bundle's columns.
  const added = table.filter(({ name, notnull }) => !(name in known) && notnull === 1)
  const parser = createReadStream(join(folder, `${record}.csv`)).pipe(parse({ bom: true }))
  let count = -1
  let insert: Database.Statement | undefined
  let values: ((text: string) => unknown)[] = []
  const take = (cells: readonly string[]): void => {
    count++
    if (insert) {
      const own = cells.map((cell, place) => values[place]!(cell))
      insert.run([...own, ...added.map(({ name }) => (name === 'handle' ? `h${count}` : 1))])
      return
    }
    values = cells.map((name) => cellValue(known[name]!))
    const names = [...cells, ...added.map(({ name }) => name)]
    const list = names.map((name) => `"${name}"`).join(', ')
    insert = db.prepare(`insert into "${record}" (${list}) values (${names.map(() => '?')})`)
  }
  parser.on('readable', () => {
    for (let row = parser.read(); row !== null; row = parser.read()) take(row)
  })
  await new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject))
  return count
}

/** Everything that a month of dossiers is made of, read raw, once. */
export function floorBill(file: string, month: string) {
  const db = new Database(file, { readonly: true })
  db.pragma('cache_size = -65536')
  const inMonth = `select patient_id from episodes where referred_on <= '${month}-31'
                   and (closed_on is null or closed_on >= '${month}-01')`
  let rows = 0
  for (const record of ['patients', ...patientRecords, 'meetings', 'staff', 'payers'] as const) {
    const columns = Object.keys(columnsOf[record])
    const own = columns.includes('patient_id') && record !== 'episodes'
    const sql = `select ${columns.join(', ')} from "${record}" ${own ? `where patient_id in (${inMonth})` : ''}`
    for (const row of db.prepare(sql).iterate()) rows += row ? 1 : 0
  }
  db.close()
  return { rows }
}

/** Reads lines of answers, adds them up, and makes a line of JSON of each. */
export async function floorScores(file: string) {
  let bytes = 0
  let parcel: string[] = []
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const answers = line.split(' ').map(Number)
    const total = answers.reduce((sum, answer) => sum + answer, 0)
    parcel.push(JSON.stringify({ instrument: 'phq-9', status: 'complete', total }))
    if (parcel.length < 500) continue
    bytes += parcel.join('\n').length
    process.stdout.write(`${parcel.join('\n')}\n`)
    parcel = []
  }
  process.stdout.write(`${parcel.join('\n')}\n`)
  return { bytes }
}
