/** A row as `cocm caseload --json` prints it: one object a line (review.md). */
import type { CalendarDay } from '../calendar.ts'
import type { InstrumentView } from './instrument-view.ts'
import type { CaseloadRow } from './row.ts'

/** How an instrument stands, under the instrument's slug. */
export type InstrumentOnWire = Pick<
  InstrumentView,
  'first' | 'last' | 'change' | 'percent' | 'last_on' | 'status'
>

export interface FlagOnWire {
  readonly id: string
  readonly since: CalendarDay
  readonly because: string
}

/** The keys of review.md in its order; the instruments stand between `weeks` and `item9`. */
export function caseloadLine(row: CaseloadRow): Readonly<Record<string, unknown>> {
  return {
    mrn: row.mrn,
    episode_id: row.episode_id,
    status: row.status,
    care_manager: row.team.care_manager?.staff_id ?? null,
    weeks: row.weeks,
    ...Object.fromEntries(
      Object.entries(row.instruments).map(([instrument, view]) => [instrument, onWire(view)]),
    ),
    item9: row.item9,
    last_contact_on: row.last_contact_on,
    next_contact_due: row.next_contact_due,
    last_review_on: row.last_review_on,
    minutes_this_month: row.minutes_this_month,
    flags: row.flags.map(({ id, since, because }): FlagOnWire => ({ id, since, because })),
    agenda_points: row.agenda_points,
  }
}

const onWire = (view: InstrumentView): InstrumentOnWire => ({
  first: view.first,
  last: view.last,
  change: view.change,
  percent: view.percent,
  last_on: view.last_on,
  status: view.status,
})
