/**
 * Is the patient getting better? Several definitions stand side by side, each under its own name,
 * because payers, states and clinics ask differently. Whole-number arithmetic throughout.
 */
import type { CalendarDay } from './calendar.ts'
import {
  type Instrument,
  type InstrumentSlug,
  inRemission,
  proves,
  type ScoreStatus,
  type Standing,
  standing,
} from './instruments/index.ts'
import type { Score } from './records/index.ts'

/** What change is measured from: found by rule, or chosen by a clinician who says why. */
export type Baseline = {
  readonly score_id: string
  readonly administered_on: CalendarDay
  readonly total: number
  readonly status: ScoreStatus
} & ({ readonly by: 'rule' } | { readonly by: 'clinician'; readonly reason: string })

/**
 * The first complete score of the instrument on or after enrollment. Where an episode holds no
 * complete form at all, as after moving in from a spreadsheet, its first total stands in until
 * there is one. Null: nothing to measure from.
 * @param scores of the patient, in any order
 * @param upTo the episode's last day; null where it is open
 */
export function baselineOf(
  scores: readonly Score[],
  instrument: InstrumentSlug,
  enrolledOn: CalendarDay,
  upTo: CalendarDay | null = null,
): Baseline | null {
  const first: { -readonly [S in ScoreStatus]?: Baseline } = {}
  for (const score of scores) {
    const { score_id, administered_on } = score
    if (score.instrument !== instrument || administered_on < enrolledOn) continue
    if (upTo !== null && administered_on > upTo) continue
    const of = standing(score)
    if (!proves(of)) continue
    const { total, status } = of
    const found: Baseline = { score_id, administered_on, total: total!, status, by: 'rule' }
    first[status] = earlier(first[status], found)
  }
  return first.complete ?? first.total_only ?? null
}

/** The earlier of two; of one day's two, that with the lesser id, so that the order is total. */
function earlier(a: Baseline | undefined, b: Baseline): Baseline {
  if (a === undefined || b.administered_on < a.administered_on) return b
  return b.administered_on === a.administered_on && b.score_id < a.score_id ? b : a
}

/** Null is "n/a": the definition does not apply to this instrument, baseline or form. */
export interface Outcomes {
  /** Points, latest minus baseline: negative is better. */
  readonly change: number
  /** How much lower than the baseline, in percent to one decimal: negative is worse. */
  readonly percent: number | null
  /** At least half lower. */
  readonly response: boolean | null
  /** From a quarter lower to just short of half. */
  readonly partial: boolean | null
  /** Below the instrument's threshold; a prorated total never declares it. */
  readonly remission: boolean | null
  /** A drop that patients notice: PHQ-9 5, GAD-7 4, PCL-5 10. */
  readonly clinically_important: boolean | null
  /** A drop beyond the scale's own noise: PHQ-9 6, GAD-7 4, PCL-5 5. */
  readonly reliable_change: boolean | null
  /** 5 or more above the best so far in the episode. */
  readonly worsened: boolean
  /** Above the baseline by a reliable change. */
  readonly worse_nhs: boolean | null
  /** A drop of less than 5 and less than half. */
  readonly not_improved_aims: boolean
  /** New York State; null below an elevated baseline. The 70 days are the caller's to count. */
  readonly nys_improved: boolean | null
}

/**
 * How the latest score compares with the baseline; null where the latest has no total.
 * @param best the lowest total of the episode before the latest; null: only the baseline stands
 */
export function outcomes(
  instrument: Instrument,
  baseline: number,
  latest: Standing,
  best: number | null = null,
): Outcomes | null {
  const { total } = latest
  if (total === null) return null
  const { importantFrom, reliableFrom } = instrument.change
  const drop = baseline - total
  const response = baseline > 0 ? 2 * total <= baseline : null
  return {
    change: 0 - drop, // not -drop, which would say "-0" of no change
    percent: baseline > 0 ? percentOf(drop, baseline) : null,
    response,
    partial: response === null ? null : !response && 4 * drop >= baseline,
    remission: proves(latest) ? inRemission(instrument, latest) : null,
    clinically_important: importantFrom === null ? null : drop >= importantFrom,
    reliable_change: reliableFrom === null ? null : drop >= reliableFrom,
    worsened: total - Math.min(best ?? baseline, baseline) >= 5,
    worse_nhs: reliableFrom === null ? null : -drop >= reliableFrom,
    not_improved_aims: drop < 5 && response !== true,
    nys_improved: proves(latest) ? nysImproved(instrument, baseline, total) : null,
  }
}

/** 1000 × drop ÷ baseline in tenths, half away from zero, so that better and worse mirror. */
function percentOf(drop: number, baseline: number): number {
  const tenths = Math.floor((2000 * Math.abs(drop) + baseline) / (2 * baseline))
  return (drop < 0 ? -tenths : tenths) / 10
}

/**
 * A drop of the instrument's points where the state counts points (PCL-5 12, SMFQ 8); otherwise
 * half of the baseline or, PHQ-9 and GAD-7, a total below 10.
 */
export function nysImproved(
  { stateMeasure }: Instrument,
  baseline: number,
  latest: number,
): boolean | null {
  if (stateMeasure === null || baseline < stateMeasure.elevatedFrom) return null
  const { points, below } = stateMeasure
  if (points !== null) return baseline - latest >= points
  return 2 * latest <= baseline || (below !== null && latest < below)
}
