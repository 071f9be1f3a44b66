/** Writes rows into the CSV files of a bundle, in memory that does not grow with them. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { columnsOf, type RecordName } from '../../server/domain/records/index.ts'
import type { Cell, Put } from './clinic-rows.ts'

const chunk = 1 << 18

/** Opens one file per record with its header; `close` says how many rows each has. */
export function bundleWriter(folder: string, records: readonly RecordName[]) {
  mkdirSync(folder, { recursive: true })
  const files = new Map(
    records.map((record) => {
      const columns = Object.keys(columnsOf[record])
      const file = openSync(join(folder, `${record}.csv`), 'w')
      return [record, { file, columns, text: `${columns.join(',')}\n`, rows: 0 }]
    }),
  )
  const put: Put = (record, row) => {
    const file = files.get(record)!
    const cells = row as Readonly<Record<string, Cell>> // rows are written as such by the callers
    let line = ''
    for (const column of file.columns) line += `,${cells[column] ?? ''}`
    file.text += `${line.slice(1)}\n`
    file.rows++
    if (file.text.length < chunk) return
    writeSync(file.file, file.text)
    file.text = ''
  }
  const close = (): Readonly<Record<RecordName, number>> => {
    for (const { file, text } of files.values()) {
      writeSync(file, text)
      closeSync(file)
    }
    // a count for each record that was opened
    return Object.fromEntries([...files].map(([record, { rows }]) => [record, rows])) as Record<
      RecordName,
      number
    >
  }
  return { put, close }
}
