/**
 * Every zone of the IANA database against an oracle that knows nothing of this program: what
 * Intl.DateTimeFormat writes on the clock's face. Around every change of the clock, and at the
 * beginning of every month, days and moments agree with it.
 */
import { describe, expect, test } from 'vitest'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import {
  dayOfMoment,
  type LocalTime,
  localTimeOf,
  type Moment,
  momentOf,
  readingOf,
  startOfDay,
  type TimeZone,
} from '../../server/domain/zone.ts'

const zones = Intl.supportedValuesOf('timeZone') as TimeZone[] // it knows them all
const years = [2023, 2024, 2025, 2026, 2027]
const [from, until] = [Date.UTC(2023, 0, 1) / 1000, Date.UTC(2028, 0, 1) / 1000]
const week = 7 * 86_400

/** What a clock in the zone shows: `2026-03-08T01:59:59`. */
function clockOf(zone: TimeZone): (moment: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return (moment) => format.format(moment * 1000).replace(' ', 'T')
}

const offsetOf = (clock: (moment: number) => string, moment: number): number =>
  Date.parse(`${clock(moment)}Z`) / 1000 - moment

/** The moments at which the zone's clock is changed: found by halving, from one week to the next. */
function changesOf(clock: (moment: number) => string): readonly number[] {
  const changes: number[] = []
  for (let at = from; at < until; at += week) {
    let [low, high] = [at, at + week]
    if (offsetOf(clock, low) === offsetOf(clock, high)) continue
    const before = offsetOf(clock, low)
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offsetOf(clock, middle) === before) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}

test('there are zones enough, and those with the strangest clocks among them', () => {
  expect(zones.length).toBeGreaterThan(400)
  for (const zone of ['Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Gaza', 'Pacific/Apia'])
    expect(zones).toContain(zone)
})

describe.each(['Africa', 'America', 'Asia', 'Europe', 'Pacific', ''])('of %s', (continent) => {
  const own = zones.filter((zone) =>
    continent === ''
      ? !/^(Africa|America|Asia|Europe|Pacific)\//.test(zone)
      : zone.startsWith(`${continent}/`),
  )

  test('around every change of the clock, days and times are as on its face', () => {
    let changed = 0
    for (const zone of own) {
      const clock = clockOf(zone)
      for (const change of changesOf(clock)) {
        changed++
        for (const away of [-86_400, -7_200, -1_801, -1, 0, 1, 1_799, 3_600, 86_400]) {
          const moment = (change + away) as Moment
          const told = [
            localTimeOf(moment, zone).slice(0, 19),
            dayOfMoment(moment, zone),
            momentOf(localTimeOf(moment, zone), zone),
          ]
          const face = clock(moment)
          expect([zone, away, ...told]).toEqual([zone, away, face, face.slice(0, 10), moment])
        }
        expectKind(zone, clock, change)
      }
    }
    expect(changed).toBeGreaterThan(continent === 'Africa' || continent === '' ? 5 : 10)
  })

  test('every month begins when its first day does', () => {
    for (const zone of own) {
      const clock = clockOf(zone)
      for (const year of years)
        for (let month = 1; month <= 12; month++) {
          const day = `${year}-${String(month).padStart(2, '0')}-01` as CalendarDay
          const start = startOfDay(day, zone)
          const around = [clock(start).slice(0, 10), clock(start - 1).slice(0, 10) < day]
          expect([zone, day, ...around]).toEqual([zone, day, day, true])
        }
    }
  })
})

/** A time in the hour that is skipped is impossible; one in the hour that comes twice, ambiguous. */
function expectKind(zone: TimeZone, clock: (moment: number) => string, change: number): void {
  const gained = offsetOf(clock, change) - offsetOf(clock, change - 1)
  const wall = change + offsetOf(clock, change - 1) + (gained > 0 ? 60 : -60)
  const time = new Date(wall * 1000).toISOString().slice(0, 19) as LocalTime
  const kind = gained > 0 ? 'impossible' : 'ambiguous'
  expect([zone, time, readingOf(time, zone).kind]).toEqual([zone, time, kind])
}

test.for(['0000-01-01T00:00', '0001-01-01T00:00', '9999-12-31T23:59:59'] as LocalTime[])(
  'a time at the end of all years is a time as well: %s',
  (time) => {
    for (const zone of zones.slice(0, 40))
      expect(localTimeOf(momentOf(time, zone), zone)).toBe(time.length === 16 ? `${time}:00` : time)
  },
)
