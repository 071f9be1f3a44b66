/** What a month would say under a version of a policy that is only drafted. */
import { determine } from '../billing/determination.ts'
import type { Determination } from '../billing/determined.ts'
import { type CalendarMonth, firstDay, lastDay } from '../calendar.ts'
import { canonicalText } from '../canonical.ts'
import type { Dossier } from '../dossier.ts'
import type { Policy } from '../records/index.ts'

/** A version of a policy, drafted: it would hold for the whole month, in place of the one that does. */
export type Draft = Pick<Policy, 'policy' | 'based_on' | 'terms'>

export interface Changed {
  readonly before: Determination
  readonly after: Determination
}

function underDraft(dossier: Dossier, draft: Draft, month: CalendarMonth): Dossier {
  const [effective_from, effective_to] = [firstDay(month), lastDay(month)]
  const others = dossier.policies.filter(
    (one) =>
      one.policy !== draft.policy ||
      one.effective_from > effective_to ||
      (one.effective_to !== null && one.effective_to < effective_from),
  )
  return { ...dossier, policies: [...others, { ...draft, effective_from, effective_to }] }
}

/** Undefined where the draft changes neither the outcome nor a line. */
export function changedUnder(
  dossier: Dossier,
  draft: Draft,
  month: CalendarMonth,
): Changed | undefined {
  const before = determine(dossier, month)
  const after = determine(underDraft(dossier, draft, month), month)
  const said = ({ outcome, lines, proposed }: Determination) =>
    canonicalText({ outcome, lines, proposed })
  return said(before) === said(after) ? undefined : { before, after }
}
