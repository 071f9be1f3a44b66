/**
 * Records as data. A record is described once, column by column, in the words of the bundle; its
 * TypeScript type, its reading from CSV, its table's check and its writing all follow from that.
 */
import type { CalendarDay } from '../calendar.ts'
import type { LocalTime, TimeZone } from '../zone.ts'

/** What a column holds, as text in a bundle and as a value in the program. */
export type Kind =
  | 'id'
  | 'text'
  | 'day'
  | 'time'
  | 'bool'
  | 'whole'
  | 'oneOf'
  | 'zone'
  | 'answers'
  | 'total'
  | 'terms'

export interface Column<T = unknown> {
  readonly kind: Kind
  /** Absent values are null in the program and empty in a bundle. */
  readonly required: boolean
  /** The record whose id this column holds. */
  readonly refers?: string
  readonly values?: readonly string[]
  readonly pattern?: RegExp
  readonly min?: number
  readonly max?: number
  /** What a bundle's reader expects here, in words: "two digits". */
  readonly expected: string
  /** Carries the type only. */
  readonly holds?: T
}

/** Every column: its value, or null where it may be absent. */
export type Row<C extends Readonly<Record<string, Column>>> = {
  readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never
}

const column = <T>(
  kind: Kind,
  expected: string,
  more: Omit<Partial<Column>, 'holds'> = {},
): Column<T> => ({
  kind,
  required: true,
  expected,
  ...more,
})

/** The record's own id: 1 to 64 characters of A-Z a-z 0-9 . _ - */
export const id = () => column<string>('id', 'an id of 1 to 64 characters of A-Z a-z 0-9 . _ -')
/** The id of another record, which must exist. */
export const refers = (to: string) =>
  column<string>('id', `the id of a row of ${to}`, { refers: to })
export const text = (expected = 'text', pattern?: RegExp) =>
  column<string>('text', expected, pattern ? { pattern } : {})
/** A calendar date where the clinic is. */
export const day = () => column<CalendarDay>('day', 'a date that exists, YYYY-MM-DD')
/** A local time where the clinic is. */
export const time = () => column<LocalTime>('time', 'a local time, YYYY-MM-DDTHH:MM[:SS]')
export const bool = () => column<boolean>('bool', 'true or false')
export const whole = (min: number, max: number) =>
  column<number>('whole', `a whole number from ${min} to ${max}`, { min, max })
export const oneOf = <const V extends string>(values: readonly V[]) =>
  column<V>('oneOf', `one of ${values.join(', ')}`, { values })
/** An IANA time zone. */
export const zone = () => column<TimeZone>('zone', 'an IANA time zone')
/** A questionnaire's answers in order, separated by spaces, `-` for one not answered. */
export const answers = () => column<string>('answers', 'answers separated by spaces, - for a blank')
/** A total as a questionnaire prints it: 12, 12.0 or 12/27. */
export const total = () => column<number>('total', 'a whole total such as 12')
/** The keys in which a billing policy differs from the one it is based on. */
export const terms = <T>() => column<T>('terms', 'the keys of a billing policy')

/** The same column, allowed to be absent. */
export const maybe = <T>(of: Column<T>): Column<T | null> =>
  ({ ...of, required: false }) as Column<T | null> // the type widens; the data only loses `required`
