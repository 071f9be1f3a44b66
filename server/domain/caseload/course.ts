/** The course of one instrument over an episode: where it began, where it stands, what it proves. */
import type { CalendarDay } from '../calendar.ts'
import type { Evidence } from '../evidence.ts'
import { instruments, isInstrument, proves, type Standing, standing } from '../instruments/index.ts'
import type { Score } from '../records/index.ts'
import { baselineOf } from '../treat-to-target.ts'
import type { Numbers } from './numbers.ts'

/** A score with what it stands for. */
export interface Seen {
  readonly score: Score
  readonly on: CalendarDay
  readonly standing: Standing
}

/** A score with a total: proving (complete, or imported as a total), or prorated. */
export interface Totalled extends Seen {
  readonly total: number
  readonly proves: boolean
}

export interface Course {
  readonly instrument: string
  /** Every administration in the episode, oldest first; of one day, by id. */
  readonly all: readonly Seen[]
  /** Those with a total. */
  readonly totals: readonly Totalled[]
  /** What change is measured from (baselineOf). */
  readonly baseline: Totalled | null
  /** The last of any standing, and the last that proves. */
  readonly latest: Seen | null
  readonly latestProving: Totalled | null
  /** Proving scores from the baseline on, itself included: what improvement is judged by. */
  readonly sinceBaseline: readonly Totalled[]
}

/** Scores with their standings, oldest first. */
export const seenScores = (scores: readonly Score[], sex: string | null): readonly Seen[] =>
  scores
    .map((score) => ({ score, on: score.administered_on, standing: standing(score, sex) }))
    .sort((a, b) =>
      a.on === b.on ? (a.score.score_id < b.score.score_id ? -1 : 1) : a.on < b.on ? -1 : 1,
    )

/** @param seen the episode's scores, oldest first */
export function courseOf(
  instrument: string,
  seen: readonly Seen[],
  enrolledOn: CalendarDay,
): Course {
  const all = seen.filter(({ score }) => score.instrument === instrument)
  const totals = all.flatMap((one): readonly Totalled[] => {
    const { total } = one.standing
    return total === null ? [] : [{ ...one, total, proves: proves(one.standing) }]
  })
  const proving = totals.filter((one) => one.proves)
  const start = baselineIndex(instrument, proving, enrolledOn)
  return {
    instrument,
    all,
    totals,
    baseline: proving[start] ?? null,
    latest: all.at(-1) ?? null,
    latestProving: proving.at(-1) ?? null,
    sinceBaseline: start === -1 ? [] : proving.slice(start),
  }
}

/** Where the baseline stands among the proving scores; -1: there is none. */
function baselineIndex(
  instrument: string,
  proving: readonly Totalled[],
  enrolledOn: CalendarDay,
): number {
  if (!isInstrument(instrument)) return -1
  // Only the first of each standing can be it: the rest need not be read again.
  const firsts = (['complete', 'total_only'] as const).flatMap(
    (status) => proving.find((one) => one.on >= enrolledOn && one.standing.status === status) ?? [],
  )
  const scores = firsts.map(({ score }) => score)
  const baseline = baselineOf(scores, instrument, enrolledOn)
  return proving.findIndex(({ score }) => score.score_id === baseline?.score_id)
}

/** The instrument's name as people say it; an unknown slug speaks for itself. */
export const nameOf = (instrument: string): string =>
  isInstrument(instrument) ? instruments[instrument].name : instrument

/** Dropped from the baseline by at least that share of it; never where the baseline is zero. */
const isHalved = (baseline: number, total: number, { improvement_percent }: Numbers): boolean =>
  baseline > 0 && 100 * (baseline - total) >= improvement_percent * baseline

/** Moving: what week 8 asks for (T1). */
export const isMoving = (baseline: number, total: number, numbers: Numbers): boolean =>
  baseline - total >= numbers.early_improvement_drop || isHalved(baseline, total, numbers)

/** Improved: what week 10 asks for (T2, T3), as New York State defines it. */
export const isImproved = (baseline: number, total: number, numbers: Numbers): boolean =>
  total < numbers.improved_below || isHalved(baseline, total, numbers)

/**
 * At target (P1): in remission by the instrument's own definition, or halved and below 10. An
 * instrument without a definition of remission has no target here: below 5 of 6 would be no success.
 */
export function isAtTarget({ instrument, baseline }: Course, total: number, numbers: Numbers) {
  const remission = isInstrument(instrument) ? instruments[instrument].remissionBelow : null
  if (remission === null) return false
  if (total < remission) return true
  return (
    baseline !== null && total < numbers.improved_below && isHalved(baseline.total, total, numbers)
  )
}

/**
 * The scores of the last run that stand above the best before them by at least `worsened_by`. A
 * prorated one may raise the alarm, but neither ends it nor counts as a best.
 */
export function worsenedRun({ totals }: Course, { worsened_by }: Numbers): readonly Totalled[] {
  let best: number | null = null
  let run: Totalled[] = []
  for (const one of totals) {
    const worse = best !== null && one.total >= best + worsened_by
    if (worse) run.push(one)
    else if (one.proves) run = []
    if (one.proves && (best === null || one.total < best)) best = one.total
  }
  return run
}

export const citeScore = ({ score, on }: Seen): Evidence => ({
  record: 'scores',
  id: score.score_id,
  on,
})
