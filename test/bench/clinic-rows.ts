/** How the bench's clinic hands over its rows: by record, absent columns left out. */
import type { RecordName } from '../../server/domain/records/index.ts'

export type Cell = string | number | boolean | undefined
export type Put = (record: RecordName, row: Readonly<Record<string, Cell>> | object) => void

const known = new Map<number, string>()

/** A day by its number since 1970-01-01. The same few hundred days are asked for over and over. */
export function isoDay(count: number): string {
  const text = known.get(count) ?? new Date(count * 86_400_000).toISOString().slice(0, 10)
  known.set(count, text)
  return text
}

/** An hour on a day, by seconds since its midnight. */
export function isoTime(day: number, seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return `${isoDay(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`
}
