/**
 * Local times of a clinic and the moments they stand for.
 *
 * A record keeps the local time as it was written ('2026-06-03T09:00'); a moment is whole seconds
 * since 1970 in UTC, made only where durations or order between zones matter. Clock changes come
 * from the runtime's IANA data through Temporal; a table per zone and year makes them cheap.
 */
import { Temporal } from 'temporal-polyfill'
import { type CalendarDay, dayNumberAt, isCalendarDay, twoDigits } from './calendar.ts'

declare const unit: unique symbol
/** A local time as bundle.md writes it: YYYY-MM-DDTHH:MM[:SS], with an offset only where needed. */
export type LocalTime = string & { readonly [unit]: 'local time' }
/** An IANA zone that the runtime knows. */
export type TimeZone = string & { readonly [unit]: 'time zone' }
/** Seconds since 1970-01-01T00:00Z. */
export type Moment = number & { readonly [unit]: 'moment' }
/** A UTC instant as text, '2026-06-03T13:00:00.000Z': what `main` reads from the clock. */
export type Instant = string & { readonly [unit]: 'instant' }

const timeShape =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/** Whether a text is a local time on a day that exists. */
export const isLocalTime = (text: string): text is LocalTime =>
  timeShape.test(text) && isCalendarDay(text.slice(0, 10))

const instantShape = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/

/** Whether a text is a UTC instant. */
export const isInstant = (text: string): text is Instant =>
  instantShape.test(text) && isCalendarDay(text.slice(0, 10))

/** @throws RangeError where the text is no UTC instant */
export function instant(text: string): Instant {
  if (!isInstant(text)) throw new RangeError(`not a UTC instant: ${text}`)
  return text
}

/** Whether the runtime knows a zone by this name (a bare offset such as +05:00 is no zone). */
export function isTimeZone(text: string): text is TimeZone {
  if (knownZones.has(text)) return true
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return false
  }
  knownZones.add(text)
  return true
}
const knownZones = new Set<string>()

/** The day that a local time is on. */
export const dayOfTime = (time: LocalTime): CalendarDay => time.slice(0, 10) as CalendarDay

/** Offset changes of a zone in a year: at a moment, from one offset to another (seconds). */
interface Change {
  readonly at: number
  readonly before: number
  readonly after: number
  /** How a time is read that is clear of the change. */
  readonly since: Reading
}
interface ZoneYear {
  readonly offset: number
  readonly changes: readonly Change[]
  /** How a time is read before any change. */
  readonly first: Reading
}
const zoneYears = new Map<TimeZone, Map<number, ZoneYear>>()

/** The changes of a zone from the last days of the year before to the first of the one after. */
function zoneYear(zone: TimeZone, year: number): ZoneYear {
  const years = zoneYears.get(zone) ?? new Map<number, ZoneYear>()
  const known = years.get(year)
  if (known) return known
  const start = Temporal.Instant.from(`${yearText(year - 1)}-12-30T00:00Z`)
  const end = Temporal.Instant.from(`${yearText(year + 1)}-01-03T00:00Z`)
  let at = start.toZonedDateTimeISO(zone)
  const offset = at.offsetNanoseconds / 1e9
  const changes: Change[] = []
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > end.epochMilliseconds) break
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e9
    const after = next.offsetNanoseconds / 1e9
    if (before !== after)
      changes.push({ at: next.epochMilliseconds / 1000, before, after, since: exactly(after) })
    at = next
  }
  const made: ZoneYear = { offset, changes, first: exactly(offset) }
  zoneYears.set(zone, years.set(year, made))
  return made
}

/** As ISO 8601 writes a year, before 0 and after 9999 too: whatever is typed can be judged. */
const yearText = (year: number): string =>
  year < 0 || year > 9999
    ? `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
    : String(year).padStart(4, '0')

/** How a local time relates to its zone's clock changes. */
export type Reading =
  | { readonly kind: 'exact'; readonly offset: number }
  | { readonly kind: 'ambiguous'; readonly offset: number; readonly second: number }
  | { readonly kind: 'impossible'; readonly offset: number }

const exactly = (offset: number): Reading => ({ kind: 'exact', offset })

/** Seconds on the clock on the wall since 1970, whichever zone the wall is in. */
export const wallSeconds = (time: LocalTime): number =>
  dayNumberAt(time) * secondsInDay +
  twoDigits(time, 11) * 3600 +
  twoDigits(time, 14) * 60 +
  (time[16] === ':' ? twoDigits(time, 17) : 0)

/** Reads a wall-clock time: exact, ambiguous (first and second offset), or skipped by the clock. */
export function readingOf(time: LocalTime, zone: TimeZone): Reading {
  const { first, changes } = zoneYear(zone, twoDigits(time, 0) * 100 + twoDigits(time, 2))
  if (changes.length === 0) return first
  const wall = wallSeconds(time)
  let reading = first
  for (const { at, before, after, since } of changes) {
    if (wall < at + Math.min(before, after)) break
    if (wall >= at + Math.max(before, after)) {
      reading = since
      continue
    }
    if (after > before) return { kind: 'impossible', offset: before }
    return { kind: 'ambiguous', offset: before, second: after }
  }
  return reading
}

/** Whether a time is written without an offset. */
export const isPlain = (time: LocalTime): boolean => time.length === 16 || time.length === 19

const writtenOffset = (time: LocalTime): number | null => {
  if (isPlain(time)) return null
  if (time.endsWith('Z')) return 0
  const text = time.slice(-6)
  const seconds = Number(text.slice(1, 3)) * 3600 + Number(text.slice(4)) * 60
  return text.startsWith('-') ? -seconds : seconds
}

/** The moment of a local time; an ambiguous one is the first unless its offset says otherwise. */
export function momentOf(time: LocalTime, zone: TimeZone): Moment {
  const offset = writtenOffset(time) ?? readingOf(time, zone).offset
  return (wallSeconds(time) - offset) as Moment
}

/** The moment at which a day begins where the clinic is (after a skipped midnight: its first). */
export function startOfDay(day: CalendarDay, zone: TimeZone): Moment {
  const midnight = `${day}T00:00` as LocalTime
  const reading = readingOf(midnight, zone)
  return (wallSeconds(midnight) - reading.offset) as Moment
}

/** The local day of a moment. */
export function dayOfMoment(moment: Moment, zone: TimeZone): CalendarDay {
  return localText(moment, offsetAt(moment, zone)).slice(0, 10) as CalendarDay
}

/** The local day of an instant. */
export const dayOfInstant = (at: Instant, zone: TimeZone): CalendarDay =>
  dayOfMoment(Math.floor(Date.parse(at) / 1000) as Moment, zone)

function offsetAt(moment: Moment, zone: TimeZone): number {
  const { offset, changes } = zoneYear(zone, new Date(moment * 1000).getUTCFullYear())
  return changes.findLast(({ at }) => at <= moment)?.after ?? offset
}

const localText = (moment: number, offset: number): string =>
  new Date((moment + offset) * 1000).toISOString().slice(0, 19)

const offsetText = (offset: number): string => {
  const minutes = Math.abs(offset) / 60
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}

/** A moment as local time; with its offset only for the second of two equal hours. */
export function localTimeOf(moment: Moment, zone: TimeZone): LocalTime {
  const offset = offsetAt(moment, zone)
  const text = localText(moment, offset) as LocalTime
  const reading = readingOf(text, zone)
  const second = reading.kind === 'ambiguous' && reading.offset !== offset
  return (second ? `${text}${offsetText(offset)}` : text) as LocalTime
}

const secondsInDay = 86_400
