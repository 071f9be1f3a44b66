/**
 * The words in which tables are written, spelled for SQLite. Every table is STRICT, so a word is one
 * of text, integer and blob; what SQLite would let pass (2025-02-30 as a day) is parsed on the way in.
 */
import { blob, customType, integer, text } from 'drizzle-orm/sqlite-core'
import { type CalendarDay, isCalendarDay } from '../../../server/domain/calendar.ts'
import {
  type Instant,
  isInstant,
  isLocalTime,
  isTimeZone,
  type LocalTime,
  type TimeZone,
} from '../../../server/domain/zone.ts'

export {
  check,
  foreignKey,
  index,
  primaryKey,
  type SQLiteColumn as AnyColumn,
  type SQLiteTable as AnyTable,
  sqliteTable as table,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

/** An id of a bundle: compared byte by byte. */
export const id = (name: string) => text(name)
/** Any text, kept character by character. */
export const words = (name: string) => text(name)
/** A whole number. Its range is a check of the table. */
export const whole = (name: string) => integer(name)
/** True or false, kept as 1 or 0. */
export const bool = (name: string) => integer(name, { mode: 'boolean' })
/** A SHA-256. */
export const hash = (name: string) => blob(name, { mode: 'buffer' })
/** A value kept as JSON text. */
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()

/** Text that is parsed before it is stored. @throws RangeError where it does not parse */
const parsed = <T extends string>(name: string, isOne: (value: string) => boolean, what: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => {
      if (typeof value === 'string' && isOne(value)) return value
      throw new RangeError(`${name}: not ${what}: ${String(value)}`)
    },
  })(name)

/** A calendar date that exists. */
export const day = (name: string) => parsed<CalendarDay>(name, isCalendarDay, 'a calendar day')
/** A local time, kept exactly as it was written. */
export const time = (name: string) => parsed<LocalTime>(name, isLocalTime, 'a local time')
/** An IANA zone that the runtime knows. */
export const zone = (name: string) => parsed<TimeZone>(name, isTimeZone, 'an IANA time zone')
/** One of the values that the field knows. */
export const oneOf = <const V extends string>(name: string, values: readonly V[]) =>
  parsed<V>(name, (value) => (values as readonly string[]).includes(value), 'one of the values')

/** The order of instants is that of their text only where all have the same length. */
export const instantText = (at: string): Instant => {
  if (!isInstant(at)) throw new RangeError(`not a UTC instant: ${at}`)
  return new Date(at).toISOString() as Instant // an instant by its own shape
}

/** A UTC instant, kept to the millisecond. */
export const instant = (name: string) =>
  customType<{ data: Instant; driverData: string }>({
    dataType: () => 'text',
    toDriver: instantText,
  })(name)
