/** Spans of seconds, half open: a second belongs to the span that starts on it. */
import type { Moment } from './zone.ts'

export interface Interval {
  readonly from: Moment
  readonly to: Moment
}

export const secondsIn = (spans: readonly Interval[]): number =>
  spans.reduce((sum, { from, to }) => sum + (to - from), 0)

export const overlaps = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to

/** What two spans share; undefined where they share nothing. */
export function shared(a: Interval, b: Interval): Interval | undefined {
  const from = Math.max(a.from, b.from) as Moment
  const to = Math.min(a.to, b.to) as Moment
  return from < to ? { from, to } : undefined
}

/** The parts of `spans` that lie within `bound`. */
export const within = (spans: readonly Interval[], bound: Interval): readonly Interval[] =>
  spans.flatMap((span) => shared(span, bound) ?? [])

/** The parts of `spans` that no `taken` span covers. */
export function without(
  spans: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  return taken.reduce<readonly Interval[]>(
    (left, gone) =>
      left.flatMap((span) => {
        if (!overlaps(span, gone)) return [span]
        const before = { from: span.from, to: gone.from }
        const after = { from: gone.to, to: span.to }
        return [before, after].filter(({ from, to }) => from < to)
      }),
    spans,
  )
}
