/** Treatment to target: who does not get better must not be left on the same treatment. */
import { addDays, type CalendarDay } from '../../calendar.ts'
import type { Evidence } from '../../evidence.ts'
import type { Chart } from '../chart.ts'
import { citeScore, isImproved, isMoving, nameOf, type Totalled, worsenedRun } from '../course.ts'
import type { Raised, Rule } from '../flag.ts'
import type { Numbers } from '../numbers.ts'
import { citeReview, openRecommendations, treatmentChanges } from '../reviews.ts'
import { allSince, lastRun, type Since } from '../since.ts'

/** An elevated baseline from which the latest score has not come down far enough. */
interface Stuck {
  readonly baseline: Totalled
  readonly latest: Totalled
  /** The first of the scores that have said so without a break. */
  readonly since: CalendarDay
}

/** A patient without a later score counts as not improved, as the state's measure has it. */
function stuck({ target, numbers }: Chart, isBetter: typeof isMoving): Stuck | undefined {
  const { baseline, sinceBaseline } = target
  if (baseline === null || baseline.total < numbers.elevated_baseline) return undefined
  const run = lastRun(sinceBaseline, ({ total }) => !isBetter(baseline.total, total, numbers))
  const first = run[0]
  return first && { baseline, latest: run.at(-1)!, since: first.on }
}

const standsAt = (chart: Chart, { baseline, latest }: Stuck): string =>
  latest === baseline
    ? `${nameOf(chart.target.instrument)} ${baseline.total} on ${baseline.on} and no score since`
    : `${nameOf(chart.target.instrument)} ${baseline.total} on ${baseline.on}, ${latest.total} on ${latest.on}`

/** Half, as the field says it, unless the site asks for another share. */
const shareOf = ({ improvement_percent }: Numbers): string =>
  improvement_percent === 50 ? 'half' : `${improvement_percent} %`

const lowered = (numbers: Numbers): string =>
  numbers.improvement_percent === 50 ? 'halved' : `lower by ${shareOf(numbers)}`

const citeStuck = ({ baseline, latest }: Stuck): readonly Evidence[] =>
  latest === baseline ? [citeScore(baseline)] : [citeScore(baseline), citeScore(latest)]

export const notImprovedEarly: Rule = {
  id: 'T1',
  says: 'Not improved at week 8',
  severity: 'amber',
  owner: 'psychiatric_consultant',
  clears: 'Improvement, or a case review.',
  safety: false,
  points: 70,
  judge(chart) {
    const { numbers, reviews } = chart
    const found = stuck(chart, isMoving)
    if (!found) return undefined
    const review = reviews.at(-1)
    const week8 = addDays(found.baseline.on, numbers.early_improvement_from)
    const lapsed = review ? addDays(review.reviewed_on, numbers.early_review_window) : week8
    return {
      since: allSince(week8, found.since, lapsed)!,
      because:
        `${standsAt(chart, found)}: less than ${numbers.early_improvement_drop} points and less ` +
        `than ${shareOf(numbers)}; ${review ? `last reviewed on ${review.reviewed_on}` : 'never reviewed'}.`,
      inputs: [...citeStuck(found), ...(review ? [citeReview(review)] : [])],
    }
  },
}

export const notImprovedNotReviewed: Rule = {
  id: 'T2',
  says: 'Not improved, no review',
  severity: 'amber',
  owner: 'psychiatric_consultant',
  clears: 'A case review.',
  safety: false,
  points: 80,
  judge(chart) {
    const { numbers, reviews } = chart
    const found = stuck(chart, isImproved)
    if (!found) return undefined
    const week8 = addDays(found.baseline.on, numbers.early_improvement_from)
    const review = reviews.at(-1)
    if (review && review.reviewed_on >= week8) return undefined
    return {
      since: allSince(addDays(found.baseline.on, numbers.improvement_from), found.since)!,
      because:
        `${standsAt(chart, found)}: neither below ${numbers.improved_below} nor ${lowered(numbers)}, ` +
        `and not reviewed since ${week8}.`,
      inputs: [...citeStuck(found), ...(review ? [citeReview(review)] : [])],
    }
  },
}

export const notImprovedNotChanged: Rule = {
  id: 'T3',
  says: 'Not improved, no change',
  severity: 'amber',
  owner: 'billing_practitioner',
  clears: 'A recorded change of treatment.',
  safety: false,
  points: 0,
  judge(chart) {
    const { numbers, reviews, care_plans } = chart
    const { medications } = chart.dossier
    const found = stuck(chart, isImproved)
    if (!found || treatmentChanges(reviews, care_plans, medications, found.baseline.on).length > 0)
      return undefined
    return {
      since: allSince(addDays(found.baseline.on, numbers.improvement_from), found.since)!,
      because:
        `${standsAt(chart, found)}: neither below ${numbers.improved_below} nor ${lowered(numbers)}, ` +
        'and no change of treatment is recorded since.',
      inputs: citeStuck(found),
    }
  },
}

export const worsened: Rule = {
  id: 'T4',
  says: 'Worsened',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'A later score below that.',
  safety: false,
  points: 60,
  judge({ target, numbers }) {
    const run = worsenedRun(target, numbers)
    const latest = run.at(-1)
    if (!latest) return undefined
    const best = bestBefore(target.totals, run[0]!)
    return {
      since: run[0]!.on,
      because:
        `${nameOf(target.instrument)} ${latest.proves ? '' : '~'}${latest.total} on ${latest.on}; ` +
        `the episode's best was ${best.total} on ${best.on}.`,
      inputs: [citeScore(best), ...run.map(citeScore)],
    }
  },
}

const bestBefore = (totals: readonly Totalled[], worse: Totalled): Totalled =>
  totals
    .slice(0, totals.indexOf(worse))
    .filter(({ proves }) => proves)
    .reduce((best, one) => (one.total < best.total ? one : best))

export const recommendationOpen: Rule = {
  id: 'T5',
  says: 'Recommendation open',
  severity: 'amber',
  owner: 'billing_practitioner',
  clears: 'A decision; where it was accepted, carrying it out.',
  safety: false,
  points: 50,
  judge({ reviews, care_plans, dossier, numbers }): Raised | undefined {
    const open = openRecommendations(reviews, care_plans, dossier.medications)
    const ripe = (since: CalendarDay): Since => addDays(since, numbers.recommendation_open + 1)
    const oldest = open.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0]
    if (!oldest) return undefined
    const { review, waits_for, since } = oldest
    const waits =
      waits_for === 'decision'
        ? 'has not been decided'
        : `was ${review.decision} on ${since} and has not been carried out`
    return {
      since: ripe(since)!,
      because: `The recommendation of ${review.reviewed_on} ("${review.recommendation}") ${waits}.`,
      inputs: [citeReview(review)],
    }
  },
}
