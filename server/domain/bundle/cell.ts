/** One cell of a bundle: reading its text by the column's kind, and writing the value back. */
import { isCalendarDay } from '../calendar.ts'
import type { Column, Kind } from '../records/column.ts'
import { isLocalTime, isTimeZone } from '../zone.ts'

/** Reads the text of a cell that is not empty; undefined where it is not what is expected. */
export type CellReader = (text: string) => unknown

const idShape = /^[A-Za-z0-9._-]{1,64}$/
const wholeShape = /^(?:0|[1-9]\d{0,8})$/
// how many answers there are, and which, is for the instrument to say
const answersShape = /^(?:\d{1,2}|-)(?: +(?:\d{1,2}|-))*$/
// 12, 12.0 or 12/27; whether 27 is the highest total is for the instrument to say
const totalShape = /^(\d{1,4})(?:\.0+)?(?: ?\/ ?\d{1,4}(?:\.0+)?)?$/

const kept = (is: (text: string) => boolean): CellReader => {
  return (text) => (is(text) ? text : undefined)
}

const readers: Readonly<Record<Kind, (column: Column) => CellReader>> = {
  id: () => kept((text) => idShape.test(text)),
  text: ({ pattern }) => kept((text) => (pattern ? pattern.test(text) : text.trim() !== '')),
  day: () => kept(isCalendarDay),
  time: () => kept(isLocalTime),
  bool: () => (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  whole: ({ min = 0, max = Number.MAX_SAFE_INTEGER }) => {
    return (text) => {
      const count = wholeShape.test(text) ? Number(text) : Number.NaN
      return count >= min && count <= max ? count : undefined
    }
  },
  oneOf: ({ values = [] }) => {
    const known = new Set(values)
    return kept((text) => known.has(text))
  },
  zone: () => kept(isTimeZone),
  answers: () => kept((text) => answersShape.test(text)),
  total: () => (text) => {
    const total = totalShape.exec(text)?.[1]
    return total === undefined ? undefined : Number(total)
  },
  terms: () => () => undefined, // policies.json has a reader of its own
}

/** The reader of a column's cells. Made once per file, used for every row. */
export const cellReader = (column: Column): CellReader => readers[column.kind](column)

/**
 * A value as the text of a cell; reading it gives the value back. Formulas are not defused: a
 * bundle is read by registries, and must hold exactly what was entered.
 */
export const cellText = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value)
