/** What is asked for as of another day has its own place in memory, and its own words in the query. */
import type { Then } from '../components/frame/looking-back.ts'

/** Null: now. */
export type Asked = Then | null

/** What a query's key ends with. */
export const thenKey = (then: Asked): readonly unknown[] =>
  then === null ? [] : [{ as_of: then.day, known: then.known }]

/** The path, asked as of then. */
export function askedAt(path: string, then: Asked): string {
  if (then === null) return path
  const query = new URLSearchParams({ as_of: then.day })
  if (then.known) query.set('known_on', endOf(then.day))
  return `${path}${path.includes('?') ? '&' : '?'}${query}`
}

/** The last second of a day on this browser's clock, as an instant. */
const endOf = (day: string): string =>
  new Date(`${day}T23:59:59`).toISOString().replace(/\.\d+Z$/, 'Z')
