/** The tally of a patient's time: every second counts, or is excluded for exactly one reason. */
import type { CalendarDay } from '../calendar.ts'
import { type Interval, without } from '../intervals.ts'
import type { ExclusionReason } from './determined.ts'
import { exclusionOf, type Frame } from './exclusions.ts'
import { type Entry, type Stretch, stretchesOf } from './stretches.ts'

/** A stretch, or what is left of one, with the reason why it does not count; null: it counts. */
export interface Tallied extends Stretch {
  readonly excluded: ExclusionReason | null
}

/**
 * Judges every stretch, then lets what still stands take the clock: the same time counts once.
 * Timely time takes before over-allocated and late time, so that neither hides a minute that counts.
 */
export function tally(entries: readonly Entry[], frame: Frame): readonly Tallied[] {
  const moments = frame.consents.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))
  const judged = entries
    .flatMap((entry) => stretchesOf(frame.dossier, entry, moments))
    .map((stretch): Tallied => {
      const { entry, day, from, to } = stretch
      return { entry, day, from, to, excluded: exclusionOf(stretch, frame) ?? null }
    })
  const standing = judged.filter(({ excluded }) => excluded === null)
  if (standing.every((one, i) => isFree(one, standing[i - 1])) && !standing.some(isDoubtful))
    return judged
  const gone = judged.filter(({ excluded }) => excluded !== null)
  return [...gone, ...unionOf(standing)].sort((a, b) => a.from - b.from || compareIds(a, b))
}

const isDoubtful = ({ entry }: Tallied): boolean => entry.late || entry.overAllocatedIn !== null

/** Entries come in order of time; one that starts after all before it have ended overlaps none. */
const isFree = (one: Interval, before: Interval | undefined): boolean =>
  before === undefined || before.to <= one.from

const compareIds = (a: Tallied, b: Tallied): number =>
  a.entry.activity.activity_id < b.entry.activity.activity_id ? -1 : 1

function unionOf(standing: readonly Tallied[]): readonly Tallied[] {
  const taken: Interval[] = []
  return [...standing].sort(byTrust).flatMap((one) => {
    const left = without([one], taken)
    const lost = without([one], left)
    const excluded = reasonAlone(one)
    taken.push(...left)
    return [
      ...left.map((part) => ({ ...one, ...part, excluded })),
      ...lost.map((part) => ({ ...one, ...part, excluded: 'overlap' as const })),
    ]
  })
}

const byTrust = (a: Tallied, b: Tallied): number =>
  trust(a) - trust(b) || a.from - b.from || compareIds(a, b)

const trust = (one: Tallied): number => {
  if (one.entry.late) return 2
  return one.entry.overAllocatedIn === null ? 0 : 1
}

const reasonAlone = ({ entry }: Tallied): ExclusionReason | null => {
  if (entry.overAllocatedIn !== null) return 'over-allocated'
  return entry.late ? 'late' : null
}

/** Whether a stretch lies on a day of a span, both ends included. */
export const isWithin = (
  { day }: { readonly day: CalendarDay },
  from: CalendarDay,
  to: CalendarDay,
): boolean => from <= day && day <= to
