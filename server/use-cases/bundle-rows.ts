/** Rows of a CSV file: each cell read, its times placed, the row checked and staged. */
import { cellReader } from '../domain/bundle/cell.ts'
import type { CellFault } from '../domain/bundle/fault.ts'
import type { Header } from '../domain/bundle/header.ts'
import type { PlaceTime, ZoneOnDay } from '../domain/bundle/local-times.ts'
import { checkRow, noteOn } from '../domain/bundle/row-checks.ts'
import { type AnyRow, type Column, columnsOf, type RecordName } from '../domain/records/index.ts'
import type { LocalTime, Moment } from '../domain/zone.ts'

export interface RowReading {
  readonly row: AnyRow
  readonly faults: readonly CellFault[]
  readonly note: string | null
}

/** Where and when a file's rows happened. */
export interface Setting {
  readonly placeTime: PlaceTime
  readonly zoneOf: (row: AnyRow) => ZoneOnDay
}

interface Cell {
  readonly name: string
  readonly place: number
  readonly column: Column
  readonly read: (text: string) => unknown
}

/** Reads the rows of one file; made once for all of them. */
export function rowReader(
  record: RecordName,
  { places, width }: Header,
  setting: Setting,
): (texts: readonly string[]) => RowReading {
  const cells = Object.entries<Column>(columnsOf[record]).map(
    ([name, column], index): Cell => ({
      name,
      place: places[index]!,
      column,
      read: cellReader(column),
    }),
  )
  const placeOf = new Map(cells.map(({ name, place }) => [name, place]))
  const times = cells.filter(({ column }) => column.kind === 'time').map(({ name }) => name)
  // made once and not for each row: a file has hundreds of thousands of them
  let current: readonly string[] = []
  const text = (column: string) => current[placeOf.get(column) ?? -1] ?? ''
  return (texts) => {
    current = texts
    const row: Record<string, unknown> = {}
    const faults: CellFault[] = []
    if (texts.length !== width)
      faults.push({ column: null, value: `${texts.length} cells`, expected: `${width} cells` })
    for (const cell of cells) row[cell.name] = readCell(cell, texts, faults)
    const moments = times.length === 0 ? none : placeTimes(row, times, setting, faults)
    faults.push(...checkRow(record, row, { moments, text }))
    const note = noteOn(record, row, text)
    if (faults.length === 0) return { row, faults, note }
    return { row, faults: faults.map((fault) => withValue(fault, text)), note }
  }
}

/** A fault with the text of its cell, where it tells no other value. */
const withValue = (fault: CellFault, text: (column: string) => string): CellFault => ({
  value: text(fault.column ?? ''),
  ...fault,
})

const none: Readonly<Record<string, Moment>> = {}

/** A column that the file lacks altogether was told with the header. */
function readCell(
  { name, place, column, read }: Cell,
  texts: readonly string[],
  faults: CellFault[],
): unknown {
  const text = place === -1 ? undefined : texts[place]
  if (text === undefined) return null
  const value = text === '' ? undefined : read(text)
  if (value !== undefined) return value
  if (text !== '' || column.required) faults.push({ column: name, expected: column.expected })
  return null
}

/** Puts every time of a row into its clinic's clock, and gives their moments. */
function placeTimes(
  row: Record<string, unknown>,
  times: readonly string[],
  { placeTime, zoneOf }: Setting,
  faults: CellFault[],
): Readonly<Record<string, Moment>> {
  const moments: Record<string, Moment> = {}
  const zoneOn = zoneOf(row)
  const read = times.map((name) => row[name] as LocalTime | null) // what a time's cell is read as
  const written = read.filter((time) => time !== null)
  for (const [i, name] of times.entries()) {
    const time = read[i] ?? null
    if (time === null) continue
    const placed = placeTime(time, zoneOn, written)
    if ('expected' in placed) faults.push({ column: name, expected: placed.expected })
    else {
      row[name] = placed.time
      moments[name] = placed.moment
    }
  }
  return moments
}
