/**
 * Signals for the compliance officer (billing.md 9): minutes added after a first look showed the
 * month just short, and panels whose totals cluster just above a threshold. They accuse nobody.
 */
import type { Band } from '../billing/determined.ts'

/** Minutes below the next band that are "just short", and above a band that are "just over". */
export const shortBy = 10
export const overBy = 5

/** One patient's minutes at the first look, where they were just short: as it is stored. */
export type JustShort = readonly [
  patient_id: string,
  minutes: number,
  code: string,
  minutes_to_go: number,
]

interface Counted {
  readonly minutes: number
  readonly next: { readonly code: string; readonly minutes_to_go: number } | null
}

/** Whether a month was just short of a band at the first look. */
export const isJustShort = ({ minutes, next }: Counted): boolean =>
  minutes > 0 && next !== null && next.minutes_to_go <= shortBy

/** Whether minutes grew since a first look, and have reached what was just out of reach then. */
export const crossedSince = (then: JustShort, minutesNow: number): boolean =>
  minutesNow >= then[1] + then[3]

export interface Cluster {
  /** Months with a band reached. */
  readonly months: number
  /** Of these, at most `overBy` minutes above the band that they reached. */
  readonly just_over: number
  /** Months at most as many minutes below a band. */
  readonly just_under: number
  readonly is_signal: boolean
}

/**
 * Minutes fall on either side of a threshold alike where nobody aims at it. A signal: at least five
 * months just above one, at least three times as many as just below, and a third of all.
 */
export function clusterOf(
  rows: readonly { readonly minutes: number; readonly bands: readonly Band[] }[],
): Cluster {
  let [months, just_over, just_under] = [0, 0, 0]
  for (const { minutes, bands } of rows) {
    const reached = bands.findLast((band) => band.minutes <= minutes)
    if (reached) months += 1
    if (reached && minutes < reached.minutes + overBy) just_over += 1
    if (
      minutes > 0 &&
      bands.some((band) => minutes < band.minutes && minutes >= band.minutes - overBy)
    )
      just_under += 1
  }
  const is_signal = just_over >= 5 && just_over >= 3 * just_under && just_over * 3 >= months
  return { months, just_over, just_under, is_signal }
}
