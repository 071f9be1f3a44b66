/**
 * The fidelity set (measures.md, after AIMS): process and outcome of a month. The numbers of a group
 * are those of its members: nothing is counted twice, and whoever asks can be shown everybody.
 */
import {
  type Measure,
  type MeasureId,
  type Member,
  measureIds,
  type Reckoned,
  reckon,
} from './number.ts'
import { outcomeMeasures } from './outcomes.ts'
import type { Followed, Period } from './panel.ts'
import { processMeasures } from './process.ts'

/** Changes whenever a definition does: a report says which one it went by. */
export const measuresVersion = 'fidelity 2026-11'

export const fidelity: readonly Measure[] = [...processMeasures, ...outcomeMeasures].sort(
  (a, b) => measureIds.indexOf(a.id) - measureIds.indexOf(b.id),
)

export interface MemberOf extends Member {
  readonly of: Followed
}

export interface Measured extends Reckoned {
  readonly measure: Measure
  readonly members: readonly MemberOf[]
}

/** Everybody's standing in every measure, judged once. */
export const measured = (all: readonly Followed[], period: Period): readonly Measured[] =>
  fidelity.map((measure) => {
    const members = all.flatMap((of) => measure.judge(of, period).map((one) => ({ ...one, of })))
    return { measure, members, ...reckon(measure.unit, members, careManagersIn(all)) }
  })

/** The same numbers for some of those episodes: a care manager's, a clinic's. */
export const within = (
  all: readonly Measured[],
  isTheirs: (one: Followed) => boolean,
): readonly (Reckoned & { readonly id: MeasureId })[] =>
  all.map(({ measure, members }) => {
    const theirs = members.filter(({ of }) => isTheirs(of))
    const among = careManagersIn(theirs.map(({ of }) => of))
    return { id: measure.id, ...reckon(measure.unit, theirs, among) }
  })

/** Each counts as one full-time post: the registry knows no shares of posts. */
const careManagersIn = (all: readonly Followed[]): number =>
  new Set(all.flatMap(({ row }) => row.team.care_manager?.staff_id ?? [])).size
