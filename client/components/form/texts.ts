/** How the columns of a record are asked for: in which order, under which words, with what help. */
import { columnsOf } from '../../../server/domain/records/index.ts'
import { type AmendedRecord, madeIds, stamped } from '../../../server/domain/writing-defaults.ts'
import { titled, words } from '../words.ts'
import type { FormText } from './form-text.ts'
import { recordForms } from './record-texts.ts'

export type { FieldText, FormText } from './form-text.ts'

const namesIn = (table: Readonly<Partial<Record<string, object | string>>>, record: string) =>
  Object.keys(Object(table[record]))

/** The columns that only the registry says. */
export function unsentOf(record: AmendedRecord): ReadonlySet<string> {
  const ids: Readonly<Partial<Record<string, string>>> = madeIds
  return new Set(['patient_id', 'episode_id', ids[record] ?? '', ...namesIn(stamped, record)])
}

/** A record without words of its own is asked for column by column. */
export function formOf(record: AmendedRecord): FormText {
  const own = recordForms[record]
  if (own) return own
  const unsent = unsentOf(record)
  const columns = Object.keys(columnsOf[record]).filter((name) => !unsent.has(name))
  const fields = columns.map((name) => [name, { label: labelOf(name) }] as const)
  return { one: oneOf(record), fields: Object.fromEntries(fields) }
}

/** patients: patient; activities: activity. */
const oneOf = (record: string): string => words(record).replace(/ies$/, 'y').replace(/s$/, '')

const labelOf = (column: string): string => titled(column.replace(/_(id|on|at)$/, ''))

/** What a column is called on this record's form. */
export const labelIn = (record: AmendedRecord, column: string): string =>
  formOf(record).fields[column]?.label ?? labelOf(column)
