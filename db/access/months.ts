/**
 * One file a month, beside the registry: `registry.db` keeps its access log of November 2026 in
 * `registry.access-2026-11.db`. A month is that of the entry's instant in UTC.
 */
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type CalendarMonth, isCalendarMonth } from '../../server/domain/calendar.ts'
import type { Instant } from '../../server/domain/zone.ts'

/** The UTC month that an instant lies in. */
// an instant begins with its month
export const monthOfInstant = (at: Instant): CalendarMonth => at.slice(0, 7) as CalendarMonth

/** Where the access log of a month is kept. */
export const monthFile = (registryFile: string, month: CalendarMonth): string =>
  join(dirname(registryFile), `${stemOf(registryFile)}.access-${month}.db`)

/** The months that have a file beside this registry, oldest first. */
export function monthsKept(registryFile: string): readonly CalendarMonth[] {
  const prefix = `${stemOf(registryFile)}.access-`
  return namesIn(dirname(registryFile))
    .filter((name) => name.startsWith(prefix) && name.endsWith('.db'))
    .map((name) => name.slice(prefix.length, -'.db'.length))
    .filter(isCalendarMonth)
    .sort()
}

/** `registry` of `data/registry.db`. */
const stemOf = (registryFile: string): string => basename(registryFile).replace(/\.db$/, '')

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
