/** Scores over time with what was done meanwhile; the drawing itself is loaded when it is needed. */
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Chart } from '../../../server/contract/patients.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import { instruments, isInstrument } from '../../../server/domain/instruments/index.ts'
import type { Episode } from '../../../server/domain/records/index.ts'
import { counted, shownDay } from '../words.ts'
import { instrumentsUsed, type ScoreChartData, scoreChartData } from './points.ts'
import { EventTable, ScoreTable } from './table.tsx'

const ScoreCanvas = lazy(() => import('./canvas.tsx'))

export function ScoreChart({
  chart,
  today,
  episode,
  since = null,
  plain = false,
}: {
  readonly chart: Chart
  readonly today: CalendarDay
  readonly episode: Episode | undefined
  /** Nothing earlier is drawn; null: all of the episode. */
  readonly since?: CalendarDay | null
  /** On paper: nothing to press. */
  readonly plain?: boolean
}) {
  const used = useMemo(() => instrumentsUsed(chart, episode), [chart, episode])
  const [chosen, setChosen] = useState(used[0]!)
  const data = useMemo(
    () => scoreChartData(chart, today, chosen, episode, since),
    [chart, today, chosen, episode, since],
  )
  return (
    <figure className="score-chart" aria-label={`${data.name} over time`}>
      {!plain && used.length > 1 && (
        <fieldset className="choices">
          <legend className="hidden-visually">Instrument</legend>
          {used.map((one) => (
            <button
              key={one}
              type="button"
              className="button small"
              aria-pressed={one === chosen}
              onClick={() => setChosen(one)}
            >
              {nameOf(one)}
            </button>
          ))}
        </fieldset>
      )}
      <div className="canvas">
        {data.points.length === 0 ? (
          <p className="state quiet">No {data.name} yet. The first complete one is the baseline.</p>
        ) : (
          <Suspense fallback={<p className="hidden-visually">Drawing the chart …</p>}>
            <ScoreCanvas data={data} label={labelOf(data)} />
          </Suspense>
        )}
      </div>
      <figcaption className="small quiet">{legend}</figcaption>
      {!plain && (
        <details className="no-print">
          <summary>The same as a table</summary>
          <div className="tables">
            <ScoreTable data={data} />
            <EventTable data={data} />
          </div>
        </details>
      )}
    </figure>
  )
}

const legend =
  'Scores: full circle complete, hollow prorated, square total only, ringed baseline. ' +
  'Item 9: triangle positive, ring no, cross not asked. Contacts: dot reached, cross not. ' +
  'Reviews and treatment: full where something changed.'

const nameOf = (slug: string): string => (isInstrument(slug) ? instruments[slug].name : slug)

/** The picture in a sentence. */
function labelOf({ name, points, target }: ScoreChartData): string {
  const totals = points.filter(({ total }) => total !== null)
  const [first, last] = [totals[0], totals.at(-1)]
  if (!first || !last) return `${name}: ${counted(points.length, 'form')}, none with a total.`
  const goal = target === null ? '' : ` The target is ${target}.`
  return (
    `${name}: ${counted(totals.length, 'score')} from ${first.total} on ${shownDay(first.on)} ` +
    `to ${last.total} on ${shownDay(last.on)}.${goal} The table below has every number.`
  )
}
