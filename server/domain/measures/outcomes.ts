/** What care achieved: improvement, remission, change; and what was done for those who are stuck. */
import { addDays, daysBetween } from '../calendar.ts'
import { citeScore, type Totalled } from '../caseload/course.ts'
import { citeReview, treatmentChanges } from '../caseload/reviews.ts'
import { type Instrument, instruments, isInstrument } from '../instruments/index.ts'
import { nysImproved } from '../treat-to-target.ts'
import { type Measure, member, nobody } from './number.ts'
import type { Followed } from './panel.ts'
import { proving } from './process.ts'

/** Ten weeks: from then on improvement is asked for; a review from the eighth answers its lack. */
const [tenWeeks, eightWeeks] = [70, 56]

/** Where an episode began and stands: complete or imported totals only, prorated ones never. */
interface Standing {
  readonly instrument: Instrument
  readonly baseline: Totalled
  /** The last since the baseline; null: there is none. */
  readonly last: Totalled | null
}

function standingOf({ chart: { target } }: Followed): Standing | null {
  const { baseline, sinceBaseline } = target
  if (baseline === null || !isInstrument(target.instrument)) return null
  const last = sinceBaseline.length > 1 ? sinceBaseline.at(-1)! : null
  return { instrument: instruments[target.instrument], baseline, last }
}

/** Elevated at the start, and ten weeks or more in treatment: of whom improvement is asked. */
function judged(one: Followed): Standing | null {
  const standing = standingOf(one)
  if (!standing || daysBetween(one.chart.span.enrolled_on, one.on) < tenWeeks) return null
  const { stateMeasure } = standing.instrument
  return stateMeasure && standing.baseline.total >= stateMeasure.elevatedFrom ? standing : null
}

/** New York State's improvement: half, or below 10; no later score is none. */
const isImproved = ({ instrument, baseline, last }: Standing): boolean =>
  last !== null && nysImproved(instrument, baseline.total, last.total) === true

const says = ({ instrument, baseline, last }: Standing): string =>
  last === null
    ? `${instrument.name} ${baseline.total} on ${baseline.on}, none since.`
    : `${instrument.name} ${baseline.total} on ${baseline.on}, ${last.total} on ${last.on}.`

const cited = ({ baseline, last }: Standing) =>
  (last === null ? [baseline] : [baseline, last]).map(citeScore)

/** Of those from whom improvement is asked, a share. */
const ofJudged = (
  counts: (standing: Standing) => boolean,
  about: Pick<Measure, 'id' | 'says' | 'definition' | 'target'>,
): Measure => ({
  ...about,
  unit: 'percent',
  judge: (one) => {
    const standing = judged(one)
    return standing ? member(counts(standing), says(standing), cited(standing)) : nobody
  },
})

const stalled = (one: Followed): Standing | null => {
  const standing = judged(one)
  return standing && !isImproved(standing) ? standing : null
}

export const outcomeMeasures: readonly Measure[] = [
  ofJudged(isImproved, {
    id: 'improved',
    says: 'Improved',
    definition:
      'Half of the baseline or below 10, of those with an elevated baseline after ten weeks.',
    target: '≥ 60 % (New York State; the field reached 33, 49 and 58 % over three years)',
  }),
  ofJudged(({ baseline, last }) => last !== null && 2 * last.total <= baseline.total, {
    id: 'response',
    says: 'Response',
    definition: 'Half of the baseline or less, of those with an elevated baseline after ten weeks.',
    target: null,
  }),
  ofJudged(
    ({ instrument: { remissionBelow }, last }) =>
      last !== null && remissionBelow !== null && last.total < remissionBelow,
    {
      id: 'remission',
      says: 'In remission',
      definition: 'Last score below 5, of those with an elevated baseline after ten weeks.',
      target: null,
    },
  ),
  {
    id: 'mean_change',
    says: 'Mean change',
    definition: 'Last score minus baseline, for everybody with both; below zero is better.',
    unit: 'mean',
    target: null,
    judge: (one) => {
      const standing = standingOf(one)
      if (!standing?.last) return nobody
      const change = standing.last.total - standing.baseline.total
      return member(true, says(standing), cited(standing), change)
    },
  },
  {
    id: 'stalled_and_reviewed',
    says: 'Not improved, and reviewed',
    definition: 'Reviewed since the eighth week, of those not improved after ten.',
    unit: 'percent',
    target: '≥ 80 % (the field went from 55 to 80.5 %)',
    judge: (one) => {
      const standing = stalled(one)
      if (!standing) return nobody
      const from = addDays(one.chart.span.enrolled_on, eightWeeks)
      const since = proving(one).filter(({ reviewed_on }) => reviewed_on >= from)
      const because = `${says(standing)} ${since.length === 0 ? 'No review' : 'Reviewed'} since ${from}.`
      return member(since.length > 0, because, [...cited(standing), ...since.map(citeReview)])
    },
  },
  {
    id: 'stalled_and_changed',
    says: 'Not improved, and treatment changed',
    definition:
      'With a change of treatment since the baseline, of those not improved after ten weeks.',
    unit: 'percent',
    target: 'the field went from 48 to 73 %',
    judge: (one) => {
      const standing = stalled(one)
      if (!standing) return nobody
      const { reviews, care_plans, dossier } = one.chart
      const { baseline } = standing
      const changes = treatmentChanges(reviews, care_plans, dossier.medications, baseline.on)
      const because = changes.length === 0 ? 'No change' : 'Treatment changed'
      return member(changes.length > 0, `${says(standing)} ${because} since.`, [
        ...cited(standing),
        ...changes,
      ])
    },
  },
]
