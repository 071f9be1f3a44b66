/** Risk once it is known: planned for, looked at again in time, and lowered by two people. */
import { addDays } from '../../calendar.ts'
import type { RiskAssessment } from '../../records/index.ts'
import type { Rule } from '../flag.ts'
import type { Numbers } from '../numbers.ts'
import {
  citeAssessment,
  citeSafetyPlan,
  dayAssessed,
  tierRun,
  unapprovedStepDown,
} from '../risk.ts'

/** A plan made or made anew on the day when the tier changed, or after it, answers that tier. */
export const safetyPlanMissing: Rule = {
  id: 'S3',
  says: 'Safety plan missing or stale',
  severity: 'red',
  owner: 'care_manager',
  clears: 'A safety plan made, or made anew, since the tier changed.',
  safety: true,
  points: 100,
  judge({ assessments, safety_plans }) {
    const [changed] = tierRun(assessments)
    if (!changed || changed.tier === 'low') return undefined
    const since = dayAssessed(changed)
    const plan = safety_plans.at(-1)
    if (plan && plan.made_on >= since) return undefined
    return {
      since,
      because:
        `Risk has been ${changed.tier} since ${since}; ` +
        (plan
          ? `the safety plan of ${plan.made_on} has not been reviewed since.`
          : 'there is no safety plan.'),
      inputs: [citeAssessment(changed), ...(plan ? [citeSafetyPlan(plan)] : [])],
    }
  },
}

const longestWithout = (tier: RiskAssessment['tier'], numbers: Numbers): number =>
  ({
    high: numbers.reassess_high_after,
    moderate: numbers.reassess_moderate_after,
    low: numbers.reassess_low_after,
  })[tier]

export const reassessmentOverdue: Rule = {
  id: 'S4',
  says: 'Reassessment overdue',
  severity: 'red',
  owner: 'care_manager',
  clears: 'A risk assessment.',
  safety: true,
  points: 100,
  judge({ assessments, numbers }) {
    const last = assessments.at(-1)
    if (!last) return undefined
    const days = longestWithout(last.tier, numbers)
    const on = dayAssessed(last)
    return {
      since: addDays(on, days + 1),
      because: `Risk was last assessed on ${on}, as ${last.tier}: to be assessed again within ${days} days.`,
      inputs: [citeAssessment(last)],
    }
  },
}

export const stepDownUnapproved: Rule = {
  id: 'S5',
  says: 'Step-down unapproved',
  severity: 'red',
  owner: 'psychiatric_consultant',
  clears: 'The psychiatric consultant’s approval of the lower tier, or a tier as high as before.',
  safety: true,
  points: 0,
  judge({ assessments, dossier }) {
    const found = unapprovedStepDown(assessments, dossier)
    if (!found) return undefined
    const { from, unapproved } = found
    const last = unapproved.at(-1)!
    const since = dayAssessed(unapproved[0])
    return {
      since,
      because:
        `Risk was ${from.tier} on ${dayAssessed(from)} and is ${last.tier} by the assessment of ` +
        `${dayAssessed(last)}; no psychiatric consultant has approved that.`,
      inputs: [from, ...unapproved].map(citeAssessment),
    }
  },
}
