/** How far the clocks of several zones are apart. */
import { type LocalTime, readingOf, type TimeZone } from './zone.ts'

/**
 * Seconds by which clocks of these zones differ at most: two hours more than January and July show,
 * for clock changes, and the years before.
 */
export function clockSlack(zones: readonly TimeZone[]): number {
  const midnights = ['2026-01-01T00:00', '2026-07-01T00:00'] as LocalTime[]
  const offsets = zones.flatMap((zone) =>
    midnights.map((midnight) => readingOf(midnight, zone).offset),
  )
  if (offsets.length === 0) return 2 * secondsInHour
  return Math.max(...offsets) - Math.min(...offsets) + 2 * secondsInHour
}

const secondsInHour = 3600
