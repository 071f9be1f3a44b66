/** How each instrument of an episode stands: where it began, where it is, how far it has moved. */
import type { CalendarDay } from '../calendar.ts'
import { instruments, isInstrument, type ScoreStatus } from '../instruments/index.ts'
import { outcomes } from '../treat-to-target.ts'
import type { Chart } from './chart.ts'
import { type Course, isAtTarget } from './course.ts'

/** How an instrument stands. Zero is a score; null is unknown, and `status` says why. */
export interface InstrumentView {
  /** The baseline's total, and its day. */
  readonly first: number | null
  readonly first_on: CalendarDay | null
  /** The latest administration: its total (of a prorated one an estimate), standing and day. */
  readonly last: number | null
  readonly status: ScoreStatus | null
  readonly last_on: CalendarDay | null
  /** Latest minus baseline, in points: negative is better. */
  readonly change: number | null
  /** How much lower than the baseline, in percent; `n/a` where the baseline is zero. */
  readonly percent: number | 'n/a' | null
  /** The latest proving score is at target (P1's definition). */
  readonly at_target: boolean
}

const alwaysShown: Readonly<Record<string, InstrumentView>> = Object.fromEntries(
  ['phq-9', 'gad-7'].map((instrument) => [instrument, nothingYet()]),
)

function nothingYet(): InstrumentView {
  return {
    first: null,
    first_on: null,
    last: null,
    status: null,
    last_on: null,
    change: null,
    percent: null,
    at_target: false,
  }
}

/** PHQ-9, GAD-7 and the target always, others where used in the episode. */
export const viewsOf = (chart: Chart): Readonly<Record<string, InstrumentView>> => ({
  ...alwaysShown,
  ...Object.fromEntries(
    [...chart.courses].map(([instrument, course]) => [instrument, viewOf(course, chart)]),
  ),
})

function viewOf(course: Course, { numbers }: Chart): InstrumentView {
  const { instrument, baseline, latest, latestProving } = course
  if (latest === null) return nothingYet()
  const compared =
    baseline && isInstrument(instrument)
      ? outcomes(instruments[instrument], baseline.total, latest.standing)
      : null
  return {
    first: baseline?.total ?? null,
    first_on: baseline?.on ?? null,
    last: latest.standing.total,
    status: latest.standing.status,
    last_on: latest.on,
    change: compared?.change ?? null,
    percent: compared === null ? null : (compared.percent ?? 'n/a'),
    at_target: latestProving !== null && isAtTarget(course, latestProving.total, numbers),
  }
}
