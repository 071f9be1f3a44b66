/** Writing a patient's records: one way for all of them. Shapes only; bodies follow the columns. */
import { z } from 'zod'
import { type PatientRecord, patientRecords } from '../domain/dossier.ts'
import { type AnyRow, columnsOf, type RowOf } from '../domain/records/index.ts'
import {
  type AmendedRecord,
  addedRecords,
  amendedRecords,
  madeIds,
  presumed,
  stamped,
} from '../domain/writing-defaults.ts'
import { columnShapes } from './records.ts'
import { handle } from './words.ts'

/** A row's opaque name within its patient: a keyed hash, never an id of a bundle. */
export const rowKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/, 'must be the key of a row')
  .describe('the opaque name of a row, from the marks of the patient page')

export const RecordAddress = z.strictObject({ patient: handle, record: z.enum(addedRecords) })
export const RowAddress = z.strictObject({
  patient: handle,
  record: z.enum(amendedRecords),
  key: rowKey,
})

/** Why a row is changed or withdrawn, for whoever reads its history. */
export const reason = z.string().trim().min(1).max(2000)

const columns = new Set(amendedRecords.flatMap((record) => Object.keys(columnsOf[record])))
/** Columns of any record with any values; the record's own shape then checks them. */
export const AnyBody = z.strictObject(
  Object.fromEntries([...columns].map((column) => [column, z.unknown().optional()])),
)
export const AmendmentBody = z.strictObject({
  changes: AnyBody.describe('the columns that change'),
  reason,
})
export const WithdrawalBody = z.strictObject({ reason })

type Columns = Readonly<Partial<Record<string, object>>>
const namesIn = (table: Columns, record: string): readonly string[] =>
  Object.keys(table[record] ?? {})

/** Columns that a person may send of a record: without its id, its patient and the stamps. */
function sentShapes(record: AmendedRecord): Record<string, z.ZodType> {
  const ids: Readonly<Partial<Record<string, string>>> = madeIds
  const unsent = new Set(['patient_id', ids[record], ...namesIn(stamped, record)])
  return Object.fromEntries(
    Object.entries(columnShapes(record)).filter(([name]) => !unsent.has(name)),
  )
}

/** The shape of a new row: what may be absent or is presumed may be left out. */
const newShape = (record: AmendedRecord): z.ZodType<AnyRow> => {
  const filled = new Set(namesIn(presumed, record))
  const shapes = Object.entries(sentShapes(record)).map(([name, shape]) => {
    const optional = filled.has(name) || shape.safeParse(null).success
    return [name, optional ? shape.optional() : shape]
  })
  return z.strictObject(Object.fromEntries(shapes)) as unknown as z.ZodType<AnyRow> // an object
}

const changedShape = (record: AmendedRecord): z.ZodType<AnyRow> =>
  z.strictObject(sentShapes(record)).partial() as unknown as z.ZodType<AnyRow> // an object

const shapesOf = (make: (record: AmendedRecord) => z.ZodType<AnyRow>) =>
  Object.fromEntries(amendedRecords.map((record) => [record, make(record)])) as Record<
    AmendedRecord,
    z.ZodType<AnyRow>
  > // one for each of them

/** By record: the body of a POST, and the `changes` of a PUT. */
export const newShapes = shapesOf(newShape)
export const changedShapes = shapesOf(changedShape)

/** One row as the registry holds it now. Its version is what If-Match names: `"v3"`. */
export const WrittenShape = z.strictObject({
  record: z.enum(amendedRecords),
  key: rowKey,
  version: z.int().min(1),
  row: z.record(z.string(), z.unknown()),
})
export interface Written<R extends AmendedRecord = AmendedRecord> {
  readonly record: R
  readonly key: string
  readonly version: number
  readonly row: RowOf<R>
}

/** The row was entered in error: it counts for nothing from now on, and stays on record. */
export const WithdrawnShape = z.strictObject({
  record: z.enum(amendedRecords),
  key: rowKey,
  reason: z.string(),
})

/** Every version of one row, oldest first; the withdrawal last, where there is one. */
export const RowHistory = z.strictObject({
  versions: z.array(
    z.strictObject({
      version: z.int(),
      row: z.record(z.string(), z.unknown()),
      at: z.string().describe('a UTC instant'),
      by: z.string().describe('a name; the role where nobody on staff is meant'),
      role: z.string(),
      reason: z.string(),
    }),
  ),
  withdrawn: z
    .strictObject({ reason: z.string(), by: z.string(), on: z.string() })
    .nullable()
    .describe('entered in error, since when and why'),
})
export type RowHistory = z.output<typeof RowHistory>

/** By record and id: a row's key and its version. */
export type Marks = {
  readonly [R in PatientRecord | 'patients']: Readonly<Record<string, readonly [string, number]>>
}
export const MarksShape = z.strictObject(
  Object.fromEntries(
    ['patients', ...patientRecords].map((record) => [
      record,
      z.record(z.string(), z.tuple([rowKey, z.int()])),
    ]),
  ),
) as unknown as z.ZodType<Marks> // made from the same list of records as the type
