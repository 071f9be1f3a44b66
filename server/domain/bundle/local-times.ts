/**
 * The times of a row against the clock of the patient's clinic: impossible ones, ambiguous ones,
 * and times that carry an offset. Days far from any clock change need none of it.
 */
import { addDays, type CalendarDay } from '../calendar.ts'
import type { Moment, TimeZone } from '../zone.ts'
import { dayOfTime, type LocalTime, localTimeOf, momentOf, readingOf, startOfDay } from '../zone.ts'

const secondsInDay = 86_400
const utc = 'UTC' as TimeZone // a zone that every runtime knows

/** Where a row happened: the zone on a day; undefined where nothing tells it. */
export type ZoneOnDay = (day: CalendarDay) => TimeZone | undefined

/** Whether a time is written without an offset: 16 characters, or 19 with seconds. */
const isPlain = (time: string): boolean => time.length === 16 || time.length === 19

/** Whether no zone changes its clock from the eve of a day to the day after it. */
export function quietDays(zones: readonly TimeZone[]): (day: CalendarDay) => boolean {
  const known = new Map<CalendarDay, boolean>()
  return (day) => {
    let quiet = known.get(day)
    if (quiet === undefined) {
      quiet = zones.every((zone) => {
        const length = startOfDay(addDays(day, 2), zone) - startOfDay(addDays(day, -1), zone)
        return length === 3 * secondsInDay
      })
      known.set(day, quiet)
    }
    return quiet
  }
}

/** A time as it is kept, with its moment; or what was expected instead. */
export type Placed =
  | { readonly time: LocalTime; readonly moment: Moment }
  | { readonly expected: string }

/**
 * Reads a time of a row. `all` are the row's times, which are compared: one that needs the zone
 * makes the others need it too.
 */
export type PlaceTime = (time: LocalTime, zoneOn: ZoneOnDay, all?: readonly LocalTime[]) => Placed

export function timePlacer(zones: readonly TimeZone[]): PlaceTime {
  const isQuiet = quietDays(zones)
  const anyZone = zones[0] ?? utc
  const needsNoZone = (time: LocalTime) => isPlain(time) && isQuiet(dayOfTime(time))
  return (time, zoneOn, all = [time]) =>
    all.every(needsNoZone)
      ? { time, moment: momentOf(time, anyZone) }
      : inZone(time, zoneOn(dayOfTime(time)))
}

function inZone(time: LocalTime, zone: TimeZone | undefined): Placed {
  if (zone === undefined) {
    if (isPlain(time)) return { time, moment: momentOf(time, utc) }
    return { expected: 'a time without an offset, as no episode tells where the patient is' }
  }
  const reading = readingOf(withoutOffset(time), zone)
  if (isPlain(time)) {
    if (reading.kind === 'impossible')
      return { expected: `a time that the clock in ${zone} did not skip` }
    return { time, moment: momentOf(time, zone) }
  }
  const moment = momentOf(time, zone)
  return { time: localText(time, moment, zone), moment }
}

/** A time with an offset as the clinic's clock showed it; an offset stays where it is needed. */
function localText(time: LocalTime, moment: Moment, zone: TimeZone): LocalTime {
  const local = localTimeOf(moment, zone)
  const seconds = withoutOffset(time).length === 19 ? '' : ':00'
  // the seconds that localTimeOf adds to a time which was written without them
  const short = local.slice(0, 19).endsWith(seconds) && seconds !== ''
  return (short ? local.slice(0, 16) + local.slice(19) : local) as LocalTime
}

const withoutOffset = (time: LocalTime): LocalTime =>
  time.replace(/(?:Z|[+-]\d\d:\d\d)$/, '') as LocalTime // still a local time
