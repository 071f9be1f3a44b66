/** One row of JSON values held against its columns and its record's own rules, as an import would. */
import { cellReader, cellText } from './bundle/cell.ts'
import type { CellFault } from './bundle/fault.ts'
import { timePlacer } from './bundle/local-times.ts'
import { checkRow } from './bundle/row-checks.ts'
import { type Whereabouts, zoneOn } from './episode-zone.ts'
import { type AnyRow, type Column, columnsOf, type RecordName } from './records/index.ts'
import { isLocalTime, type LocalTime, type Moment } from './zone.ts'

export interface RowRead {
  /** Its times on the clinic's clock. */
  readonly row: AnyRow
  readonly faults: readonly CellFault[]
}

/** Checks a row with all its columns; what an export writes of it must be readable again. */
export function readRow(record: RecordName, given: AnyRow, where: Whereabouts): RowRead {
  const row: Record<string, unknown> = { ...given }
  const faults: CellFault[] = []
  const moments: Record<string, Moment> = {}
  const placeTime = timePlacer([...new Set(where.clinics.map(({ time_zone }) => time_zone))])
  const columns = Object.entries<Column>(columnsOf[record])
  const times = columns
    .filter(([, { kind }]) => kind === 'time')
    .map(([name]) => row[name])
    .filter(isWrittenTime)
  for (const [name, column] of columns) {
    const fault = cellFault(name, column, row[name])
    if (fault) faults.push(fault)
    const time = row[name]
    if (fault || column.kind !== 'time' || !isWrittenTime(time)) continue
    const placed = placeTime(time, (day) => zoneOn(where, day), times)
    if ('expected' in placed) faults.push({ column: name, expected: placed.expected })
    else {
      row[name] = placed.time
      moments[name] = placed.moment
    }
  }
  const text = (column: string) => cellText(row[column])
  return { row, faults: [...faults, ...checkRow(record, row, { moments, text })] }
}

const isWrittenTime = (value: unknown): value is LocalTime =>
  typeof value === 'string' && isLocalTime(value)

/** Half of a character that takes two: no file can hold it. */
const halfCharacter = /\p{Surrogate}/u

function cellFault(name: string, column: Column, value: unknown): CellFault | undefined {
  if (value === null)
    return column.required ? { column: name, expected: column.expected } : undefined
  const text = cellText(value)
  if (halfCharacter.test(text) || text.includes('\0'))
    return { column: name, expected: 'text without broken characters' }
  if (cellReader(column)(text) === undefined) return { column: name, expected: column.expected }
  return undefined
}
