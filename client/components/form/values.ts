/** What stands in a form's fields, and the row that it means: text in, values out. */

import { isCalendarDay } from '../../../server/domain/calendar.ts'
import type { AnyRow, Column, RecordName } from '../../../server/domain/records/index.ts'
import { columnsOf } from '../../../server/domain/records/index.ts'
import { presumed, type Said } from '../../../server/domain/writing-defaults.ts'
import { isLocalTime } from '../../../server/domain/zone.ts'

/** A field holds text as typed, or whether it is ticked. */
export type Values = Readonly<Record<string, string | boolean>>
export type Faults = Readonly<Record<string, string>>

export const columnsIn = (record: RecordName): Readonly<Record<string, Column>> => columnsOf[record]

/** What is typed to mean a value; what is absent is an empty field, or an unticked box. */
export function typedOf(column: Column, value: unknown): string | boolean {
  if (column.kind === 'bool') return value === true
  return value === null || value === undefined ? '' : String(value)
}

export const typedRow = (record: RecordName, columns: readonly string[], row: AnyRow): Values => {
  const known = columnsIn(record)
  return Object.fromEntries(columns.map((name) => [name, typedOf(known[name]!, row[name])]))
}

const isWhole = ({ kind }: Column): boolean => kind === 'whole' || kind === 'total'

/** The value that was meant; an empty field is absent, never zero. */
export function meantBy(column: Column, typed: string | boolean | undefined): unknown {
  if (typeof typed === 'boolean') return typed
  const text = typed?.trim() ?? ''
  if (text === '') return null
  return isWhole(column) ? Number(text) : text
}

export const rowMeant = (record: RecordName, values: Values): AnyRow => {
  const known = columnsIn(record)
  return Object.fromEntries(
    Object.entries(values).map(([name, typed]) => [name, meantBy(known[name]!, typed)]),
  )
}

/** What is wrong with one field, in words; the server looks again at everything. */
function faultIn(column: Column, value: unknown): string | undefined {
  if (value === null) return column.required ? 'is needed' : undefined
  const text = String(value)
  const fits: Partial<Record<Column['kind'], () => boolean>> = {
    day: () => isCalendarDay(text),
    time: () => isLocalTime(text),
    whole: () =>
      Number.isInteger(value) &&
      (column.min ?? 0) <= Number(value) &&
      Number(value) <= (column.max ?? 9e9),
    text: () => column.pattern?.test(text) ?? true,
  }
  return (fits[column.kind]?.() ?? true) ? undefined : `must be ${column.expected}`
}

export type Presumed = Readonly<Record<string, Said>>

/** The columns of a new row that may be left empty: the registry then says them. */
export const presumedIn = (record: RecordName): Presumed =>
  Object({ ...presumed[record as keyof typeof presumed] }) // absent for most records

/** Without what is left to the registry. */
export const withoutPresumed = (record: RecordName, row: AnyRow): AnyRow =>
  Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== null || !(name in presumedIn(record))),
  )

/** @param presumes columns that may be empty */
export function faultsIn(record: RecordName, values: Values, presumes: Presumed = {}): Faults {
  const known = columnsIn(record)
  const found = Object.entries(rowMeant(record, values)).flatMap(([name, value]) => {
    const says = value === null && name in presumes ? undefined : faultIn(known[name]!, value)
    return says === undefined ? [] : [[name, says] as const]
  })
  return Object.fromEntries(found)
}

/** Only the columns whose meaning is another one now. */
export const changedFrom = (before: AnyRow, now: AnyRow): AnyRow =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => (before[name] ?? null) !== value),
  )
