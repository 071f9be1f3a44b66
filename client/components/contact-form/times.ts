/** From when to when: the running timer's time, or minutes that end now or at a time that is said. */
import {
  isLocalTime,
  type LocalTime,
  momentOf,
  type TimeZone,
} from '../../../server/domain/zone.ts'
import { minuteOf } from './clinic-clock.ts'

export const longestMinutes = 480

export interface Span {
  readonly started_at: LocalTime
  readonly ended_at: LocalTime
  readonly minutes: number
}

export interface Telling {
  /** As typed; empty: the timer's. */
  readonly minutes: string
  /** As typed, on the clinic's clock; empty: now. */
  readonly endedAt: string
  /** The moment at which a timer for this patient was started; null: none runs. */
  readonly timerSince: number | null
  readonly now: number
  readonly zone: TimeZone
}

/** The minutes meant: typed, else the timer's full minutes, at least one; null: not known. */
export function minutesMeant({ minutes, timerSince, now }: Omit<Telling, 'endedAt' | 'zone'>) {
  const typed = minutes.trim()
  if (typed === '')
    return timerSince === null ? null : Math.max(1, Math.floor((now - timerSince) / 60))
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
  return count >= 1 && count <= longestMinutes ? count : null
}

/** @returns undefined where the minutes or the end are not known yet, or are none */
export function spanOf(telling: Telling): Span | undefined {
  const minutes = minutesMeant(telling)
  const { endedAt, now, zone } = telling
  if (minutes === null || minutes > longestMinutes) return undefined
  if (endedAt !== '' && !isLocalTime(endedAt)) return undefined
  const end = endedAt === '' ? now : momentOf(endedAt, zone)
  return {
    started_at: minuteOf(end - minutes * 60, zone),
    ended_at: minuteOf(end, zone),
    minutes,
  }
}
