/** Everybody's diary: nobody is with two patients at once, and nobody works at night. */
import type { CalendarDay } from '../../server/domain/calendar.ts'
import type { LocalTime } from '../../server/domain/zone.ts'
import type { Chance } from './chance.ts'

/** The clinics are open from 08:00 to 17:00. */
const opensAt = 8 * 60
const minutesOpen = 9 * 60
const grain = 5

export interface Slot {
  readonly started_at: LocalTime
  readonly ended_at: LocalTime
}

export interface Diary {
  /** Takes a stretch of the clinic's day whoever else is in it: for a meeting. */
  block(staffId: string, day: CalendarDay, from: number, minutes: number): Slot
  /** A free stretch on that day; undefined where the day is full. */
  book(staffId: string, day: CalendarDay, minutes: number, chance: Chance): Slot | undefined
}

/** `minute` counts from midnight. */
export const timeOn = (day: CalendarDay, minute: number): LocalTime => {
  const two = (count: number) => String(count).padStart(2, '0')
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}` as LocalTime // by construction
}

/** The minute of the day that a time is on. */
export const minuteOf = (time: LocalTime): number =>
  Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16))

/** The same day, some minutes later (or earlier); times in the seed never pass midnight. */
export const laterBy = (time: LocalTime, minutes: number): LocalTime =>
  timeOn(time.slice(0, 10) as CalendarDay, minuteOf(time) + minutes) // a time begins with its day

/** The same hour on another day. */
export const onDay = (day: CalendarDay, time: LocalTime): LocalTime => timeOn(day, minuteOf(time))

export function openDiary(): Diary {
  const taken = new Map<string, Uint8Array>()
  const pageOf = (staffId: string, day: CalendarDay): Uint8Array => {
    const key = `${staffId} ${day}`
    const page = taken.get(key) ?? new Uint8Array(minutesOpen)
    taken.set(key, page)
    return page
  }
  const take = (page: Uint8Array, day: CalendarDay, from: number, minutes: number): Slot => {
    page.fill(1, from, from + minutes)
    return {
      started_at: timeOn(day, opensAt + from),
      ended_at: timeOn(day, opensAt + from + minutes),
    }
  }
  return {
    block: (staffId, day, from, minutes) =>
      take(pageOf(staffId, day), day, from - opensAt, minutes),
    book(staffId, day, minutes, chance) {
      const page = pageOf(staffId, day)
      const starts = Math.floor((minutesOpen - minutes) / grain) + 1
      const first = chance.whole(0, starts - 1)
      for (let tried = 0; tried < starts; tried++) {
        const from = ((first + tried) % starts) * grain
        if (!page.subarray(from, from + minutes).includes(1)) return take(page, day, from, minutes)
      }
      return undefined
    },
  }
}
