/** Who a month's numbers are about: each episode of collaborative care, on the last day it counts. */
import { type CalendarDay, earlierOf } from '../calendar.ts'
import { asOf } from '../caseload/as-of.ts'
import { type Case, casesOf } from '../caseload/case.ts'
import type { Chart } from '../caseload/chart.ts'
import type { CaseloadRow } from '../caseload/row.ts'
import type { Dossier } from '../dossier.ts'
import { spansOf } from '../episode.ts'

/** The month, as it is known by a day of it. */
export interface Period {
  readonly first: CalendarDay
  /** The month's last day, or today where that is earlier. */
  readonly last: CalendarDay
}

/** An episode that ran in the month, judged on the month's last day or on the day that it closed. */
export interface Followed {
  readonly chart: Chart
  readonly row: CaseloadRow
  readonly on: CalendarDay
  /** Still open on the month's last day. */
  readonly isOpen: boolean
}

/**
 * Everybody enrolled by the month's end whose episode was not over before it began: who closed in
 * it, with goals met above all, counts in what care achieved, but is no caseload any more.
 */
export function followed(whole: Dossier, { first, last }: Period): readonly Followed[] {
  return spansOf(asOf(whole, last), last)
    .filter(({ model, enrolled_on }) => model === 'cocm' && enrolled_on <= last)
    .filter(({ closes_on }) => closes_on === null || closes_on >= first)
    .flatMap(({ row, enrolled_on, closes_on }): readonly Followed[] => {
      const on = earlierOf(last, closes_on)
      const found = casesOf(whole, on).find(
        ({ chart }: Case) =>
          chart.span.row.episode_id === row.episode_id && chart.span.enrolled_on === enrolled_on,
      )
      return found ? [{ ...found, on, isOpen: closes_on === null || closes_on > last }] : []
    })
}
