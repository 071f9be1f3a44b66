/**
 * The flags of review.md as one table. What a person dismisses or confirms with a reason (P1, D1) is
 * snoozed: it stays true, is told beside the flags, and comes back on the day that the person named.
 */
import type { Chart } from '../chart.ts'
import { type Flag, type Rule, severities } from '../flag.ts'
import { claimBlocker } from './claim.ts'
import { cannotBeReached, contactOverdue, notReachedEarly, notYetReviewed } from './contact.ts'
import { measureDue, measureIncomplete } from './measure.ts'
import { atTarget, episodeAgeing, longEpisode, relapsePlanMissing, reviewOverdue } from './phase.ts'
import { implausible } from './plausible.ts'
import { reassessmentOverdue, safetyPlanMissing, stepDownUnapproved } from './risk.ts'
import { itemNinePositive, itemNineUnknown } from './safety.ts'
import {
  notImprovedEarly,
  notImprovedNotChanged,
  notImprovedNotReviewed,
  recommendationOpen,
  worsened,
} from './treatment.ts'

/** In the order in which review.md lists them. */
export const rules: readonly Rule[] = [
  itemNinePositive,
  itemNineUnknown,
  safetyPlanMissing,
  reassessmentOverdue,
  stepDownUnapproved,
  notYetReviewed,
  notReachedEarly,
  contactOverdue,
  cannotBeReached,
  measureDue,
  measureIncomplete,
  notImprovedEarly,
  notImprovedNotReviewed,
  notImprovedNotChanged,
  worsened,
  recommendationOpen,
  reviewOverdue,
  atTarget,
  relapsePlanMissing,
  longEpisode,
  episodeAgeing,
  claimBlocker,
  implausible,
]

/** Each judge beside what its flag says of itself, parted once. */
const judges = rules.map(({ judge, ...says }) => ({ judge, says }))

/** The flags that are up: the gravest first, then in the rules' own order. The first is the top. */
export function flagsOf(chart: Chart): readonly Flag[] {
  const flags: Flag[] = []
  for (const { judge, says } of judges) {
    const raised = judge(chart)
    if (raised && raised.since <= chart.today) flags.push({ ...says, ...raised })
  }
  return flags.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}
