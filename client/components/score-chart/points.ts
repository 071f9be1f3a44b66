/** What the score chart shows, as plain data: the canvas, its table and the printed sheet agree. */
import type { Chart } from '../../../server/contract/patients.ts'
import { type CalendarDay, laterOf } from '../../../server/domain/calendar.ts'
import { courseOf, type Seen, seenScores } from '../../../server/domain/caseload/course.ts'
import {
  instruments,
  isInstrument,
  isRefusal,
  parseAnswers,
} from '../../../server/domain/instruments/index.ts'
import type { Episode, Score } from '../../../server/domain/records/index.ts'
import { type ChartEvent, eventsOnChart } from './events.ts'

export interface Plotted {
  readonly score_id: string
  readonly on: CalendarDay
  readonly total: number | null
  readonly status: 'complete' | 'prorated' | 'unscorable' | 'total_only'
  readonly band: string | null
  readonly isBaseline: boolean
  /** Of item 9: its answer, `not_asked`, or null where the form has no such item. */
  readonly item9: number | 'not_asked' | null
}

export interface ShownBand {
  readonly from: number
  /** Where the next one begins, or the end of the scale. */
  readonly to: number
  readonly band: string
}

export interface ScoreChartData {
  readonly instrument: string
  readonly name: string
  readonly from: CalendarDay
  readonly to: CalendarDay
  readonly highest: number
  readonly bands: readonly ShownBand[]
  readonly target: number | null
  readonly points: readonly Plotted[]
  readonly events: readonly ChartEvent[]
  readonly asksItem9: boolean
}

/** The instruments that the patient was asked with, the episode's target first. */
export function instrumentsUsed(chart: Chart, episode: Episode | undefined): readonly string[] {
  const target = episode?.target_instrument ?? 'phq-9'
  const used = new Set(chart.scores.map(({ instrument }) => instrument))
  return [...new Set([target, ...[...used].sort()])].filter(
    (one) => one === target || (used.has(one) && isInstrument(one) && instruments[one].totals),
  )
}

/**
 * Everything since the episode's referral, or of all time where there is none.
 * @param since no earlier than this; the baseline stays what it is
 */
export function scoreChartData(
  chart: Chart,
  today: CalendarDay,
  instrument: string,
  episode: Episode | undefined,
  since: CalendarDay | null = null,
): ScoreChartData {
  const known = isInstrument(instrument) ? instruments[instrument] : null
  const begins = episode?.referred_on ?? null
  const seen = seenScores(chart.scores, chart.patient.sex).filter(
    ({ on }) => begins === null || on >= begins,
  )
  const course = courseOf(instrument, seen, episode?.enrolled_on ?? ('0000-01-01' as CalendarDay))
  const points = course.all
    .filter(({ on }) => since === null || on >= since)
    .map((one) => plotted(one, course.baseline?.score.score_id))
  const from = laterOf(begins ?? points[0]?.on ?? today, since)
  const highest = known?.highestTotal ?? Math.max(27, ...points.map(({ total }) => total ?? 0))
  const isTarget = (episode?.target_instrument ?? 'phq-9') === instrument
  return {
    instrument,
    name: known?.name ?? instrument,
    from,
    to: today,
    highest,
    bands: bandsOf(known?.bands ?? [], highest),
    target: (isTarget ? episode?.target_score : null) ?? remission(known?.remissionBelow ?? null),
    points,
    events: eventsOnChart(chart).filter(({ on }) => on >= from && on <= today),
    asksItem9: known?.item9 !== null && known !== null,
  }
}

const remission = (below: number | null): number | null => (below === null ? null : below - 1)

const bandsOf = (
  bands: readonly { readonly from: number; readonly band: string }[],
  highest: number,
): readonly ShownBand[] =>
  bands.map((one, at) => ({ ...one, to: bands[at + 1]?.from ?? highest + 1 }))

const plotted = ({ score, on, standing }: Seen, baseline: string | undefined): Plotted => ({
  score_id: score.score_id,
  on,
  total: standing.total,
  status: standing.status,
  band: standing.band ?? null,
  isBaseline: score.score_id === baseline,
  item9: itemNine(score),
})

/** A blank stays a blank: it is "not asked", never zero. */
export function itemNine(score: Score): Plotted['item9'] {
  if (!isInstrument(score.instrument)) return null
  const instrument = instruments[score.instrument]
  if (instrument.item9 === null) return null
  if (score.items === null) return 'not_asked'
  const answers = parseAnswers(score.items, instrument)
  return isRefusal(answers) ? 'not_asked' : (answers[instrument.item9] ?? 'not_asked')
}
