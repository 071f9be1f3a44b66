/** The target instrument's course as the state reads it: complete forms and imported totals. */
import type { CalendarDay } from '../../calendar.ts'
import type { Dossier } from '../../dossier.ts'
import {
  type Instrument,
  instruments,
  isInstrument,
  proves,
  standing,
} from '../../instruments/index.ts'
import { nysImproved } from '../../treat-to-target.ts'
import type { Enrollment } from './enrollment.ts'

export interface StateScore {
  readonly score_id: string
  readonly instrument: Instrument
  readonly on: CalendarDay
  readonly total: number
}

/** Scores of the instruments that the state lists, oldest first; prorated ones never. */
export const stateScores = ({ scores }: Dossier): readonly StateScore[] =>
  scores
    .flatMap((score): readonly StateScore[] => {
      const instrument = isInstrument(score.instrument) ? instruments[score.instrument] : null
      const of = standing(score)
      if (!instrument?.stateMeasure || !proves(of)) return []
      const { score_id, administered_on: on } = score
      return [{ score_id, instrument, on, total: of.total! }] // what proves has a total
    })
    .sort((a, b) => (a.on === b.on ? (a.score_id < b.score_id ? -1 : 1) : a.on < b.on ? -1 : 1))

/** Where an enrollment began and stands. */
export interface StateCourse {
  readonly instrument: Instrument
  readonly baseline: StateScore
  readonly isElevated: boolean
  /** The last on a later day than the baseline; null: none. */
  readonly latest: StateScore | null
  /** No later score is no improvement. */
  readonly improved: boolean
}

/** An episode that names no target is followed by the PHQ-9. */
const defaultTarget = 'phq-9'

/**
 * The baseline is the first score from enrollment on: within 14 days of it, else the first after;
 * never one from before. Null: the target is none of the state's, or was never measured.
 */
export function stateCourse(
  scores: readonly StateScore[],
  { span, enrolled_on }: Enrollment,
): StateCourse | null {
  const target = span.row.target_instrument ?? defaultTarget
  const own = scores.filter(({ instrument, on }) => instrument.slug === target && on >= enrolled_on)
  const [baseline] = own
  if (!baseline) return null
  const { instrument } = baseline
  const later = own.filter(({ on }) => on > baseline.on).at(-1) ?? null
  return {
    instrument,
    baseline,
    isElevated: baseline.total >= instrument.stateMeasure!.elevatedFrom, // else no state score
    latest: later,
    improved: later !== null && nysImproved(instrument, baseline.total, later.total) === true,
  }
}
