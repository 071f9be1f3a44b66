/** The shape of every record on the wire, made from the columns that describe it: none by hand. */
import { z } from 'zod'
import type { Column } from '../domain/records/column.ts'
import { columnsOf, type RecordName, type RowOf } from '../domain/records/index.ts'
import { day, localTime, timeZone } from './words.ts'

/** No text of a chart is longer; a longer one is refused, never cut. */
const longestText = 20_000

/** How a value of each kind is written on the wire. */
const shapeByKind: Readonly<Record<Column['kind'], (column: Column) => z.ZodType>> = {
  id: () => z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be an id'),
  text: ({ pattern, expected }) => {
    const text = z.string().min(1).max(longestText)
    return pattern ? text.regex(pattern, `must be ${expected}`) : text
  },
  day: () => day,
  time: () => localTime,
  bool: () => z.boolean(),
  whole: ({ min = 0, max = Number.MAX_SAFE_INTEGER }) => z.int().min(min).max(max),
  oneOf: ({ values = [] }) => z.enum(values),
  zone: () => timeZone,
  answers: () => z.string().max(400),
  total: () => z.int().min(0).max(999),
  terms: () => z.record(z.string(), z.unknown()),
}

/** One column's shape: what may be absent is null, never left out. */
function shapeOfColumn(column: Column): z.ZodType {
  const shape = shapeByKind[column.kind](column)
  return column.required ? shape : shape.nullable()
}

/** The shapes of a record's columns, by name. */
export function columnShapes(record: RecordName): Readonly<Record<string, z.ZodType>> {
  const columns: Readonly<Record<string, Column>> = columnsOf[record]
  const shapes = Object.entries(columns).map(([name, column]) => [name, shapeOfColumn(column)])
  return Object.fromEntries(shapes)
}

/** A row of a record: exactly its columns. */
export const shapeOf = <R extends RecordName>(record: R): z.ZodType<RowOf<R>> =>
  // the columns that make the shape make the row's type as well
  z.strictObject(columnShapes(record)) as unknown as z.ZodType<RowOf<R>>
