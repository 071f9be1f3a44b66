/** Files and headers: which file holds which record, and where its columns stand. */
import { columnsOf, type RecordName, recordNames } from '../records/index.ts'
import type { CellFault } from './fault.ts'

/** The name of a record's file. Policies are JSON; all else is CSV. */
export const fileOf = (record: RecordName): string =>
  record === 'policies' ? 'policies.json' : `${record}.csv`

/** Every file that a bundle may hold, in the order in which it is read. */
export const bundleFiles: readonly string[] = recordNames.map(fileOf)

const recordByFile = new Map(recordNames.map((record) => [fileOf(record), record]))

/** The record that a file holds; undefined where no file of a bundle has that name. */
export const recordOfFile = (file: string): RecordName | undefined => recordByFile.get(file)

/** The header of a record's file as it is written: every column, in the order of the contract. */
export const headerOf = (record: RecordName): readonly string[] => Object.keys(columnsOf[record])

export interface Header {
  /** For each column of the record its place in the file, -1 where the file lacks it. */
  readonly places: readonly number[]
  readonly width: number
  readonly faults: readonly CellFault[]
}

/** Finds a record's columns by name, in any order. What is unknown, twice or missing is a fault. */
export function readHeader(record: RecordName, names: readonly string[]): Header {
  const columns = Object.entries(columnsOf[record])
  const faults: CellFault[] = names.flatMap((name, place) => {
    if (!Object.hasOwn(columnsOf[record], name))
      return [{ column: name, value: name, expected: `a column of ${fileOf(record)}` }]
    if (names.indexOf(name) === place) return []
    return [{ column: name, value: name, expected: 'each column once' }]
  })
  for (const [name, { required }] of columns)
    if (required && !names.includes(name))
      faults.push({ column: name, value: null, expected: `the required column ${name}` })
  return { places: columns.map(([name]) => names.indexOf(name)), width: names.length, faults }
}
