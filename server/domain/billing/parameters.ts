/** Numbers that the law or a payer can change: what each is, since when, and on whose word. */
import type { CalendarDay } from '../calendar.ts'
import { calendarDay } from '../calendar.ts'

export interface Dated<T> {
  readonly from: CalendarDay
  readonly value: T
  readonly source: string
}

/**
 * The value in force on a day; histories are oldest first. A rule asks for the day of service,
 * never for today's. Undefined before the first.
 */
export const inForce = <T>(history: readonly Dated<T>[], on: CalendarDay): T | undefined =>
  history.findLast(({ from }) => from <= on)?.value

/** Minutes of a month of collaborative care: where its base code and each add-on begin. */
export interface MinuteRule {
  /** Minutes from which the base code is reached. */
  readonly base: number
  /** Minutes from which the first add-on unit is reached; each further unit 30 later. */
  readonly firstAddOn: number
}

const since2017 = (base: number, firstAddOn: number, source: string): Dated<MinuteRule>[] => [
  { from: calendarDay('2017-01-01'), value: { base, firstAddOn }, source },
]

/** billing.md 3. The 2017 predecessors had the same typical times. */
export const collaborativeCareMinutes = {
  initial: {
    midpoint: since2017(
      36,
      86,
      'CPT time rule: past the midpoint of 70; 30 more past its midpoint',
    ),
    full: since2017(70, 100, 'CPT 99492: the first 70 minutes; 99494: each 30 more, whole'),
  },
  subsequent: {
    midpoint: since2017(
      31,
      76,
      'CPT time rule: past the midpoint of 60; 30 more past its midpoint',
    ),
    full: since2017(60, 90, 'CPT 99493: the first 60 minutes; 99494: each 30 more, whole'),
  },
} as const

export const minutesAnAddOn = 30

/** Days after its end within which an entry is recorded in time [choice]. */
export const daysToRecord = 7
/** Days after the first counted minute within which a consent is documented [choice]. */
export const daysToDocumentConsent = 30
/** Days before the initial month in which its score may have been taken [choice]. */
export const daysBeforeInitialMonth = 14
/** Empty calendar months that end an episode [MLN][CPT]. */
export const monthsOfBreak = 6
/** Points above the episode's first score from which a general BHI plan must be renewed [choice]. */
export const worseningPoints = 5
/** Minutes of G2214 from which all sources agree; from 16 to 29 they differ [payer]. */
export const undisputedG2214Minutes = 30
