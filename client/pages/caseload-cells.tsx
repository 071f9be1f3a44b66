/** The cells of the caseload: a score as the field colors it, its change, its course, what is due. */

import { addDays, type CalendarDay, daysBetween } from '../../server/domain/calendar.ts'
import { instruments, isInstrument } from '../../server/domain/instruments/index.ts'
import { bandOf, severityGlyph } from '../components/severity.tsx'
import { Glyph } from '../components/symbols.tsx'
import { listDay, shownDay, words } from '../components/words.ts'
import type { Listed, ListedRow } from './caseload-state.ts'

/** What is unknown is a dash that says why. */
export function Dash({ why }: { readonly why: string }) {
  return (
    <span className="quiet" title={why}>
      –<span className="hidden-visually"> {why}</span>
    </span>
  )
}

/** A score older than this says little about today (review.md). */
const staleAfterDays = 30

/** 15 and up red, 10 to 14 amber, below 10 green: as the field reads the PHQ-9 and the GAD-7. */
const fieldColor = (instrument: string, total: number): string => {
  if (instrument !== 'phq-9' && instrument !== 'gad-7') return ''
  return total >= 15 ? 'field-red' : total >= 10 ? 'field-amber' : 'field-green'
}

export function Score({
  instrument,
  total,
  on,
  status,
  today,
}: {
  readonly instrument: string
  readonly total: number | null
  readonly on: CalendarDay | null
  readonly status: string | null
  /** Null: its age does not matter, as of a baseline. */
  readonly today: CalendarDay | null
}) {
  if (total === null)
    return (
      <Dash why={on === null ? 'none taken yet' : `${words(status ?? 'unscorable')}: no total`} />
    )
  const glyph = severityGlyph(instrument, total)
  const isStale = today !== null && on !== null && on < addDays(today, -staleAfterDays)
  const says = [
    bandOf(instrument, total),
    status === 'prorated' && 'estimated: items are missing',
    isStale && `${daysBetween(on, today)} days old`,
  ].filter(Boolean)
  return (
    <span
      className={`score-field ${fieldColor(instrument, total)} ${isStale ? 'stale' : ''}`}
      title={says.join(' · ')}
    >
      {status === 'prorated' && '~'}
      {total}
      {glyph && <Glyph name={glyph} />}
      <span className="hidden-visually">{says.join(', ')}</span>
    </span>
  )
}

/** Fewer points are better: down, and said so. */
export function Change({ view }: { readonly view: ListedRow['instruments'][string] | undefined }) {
  const change = view?.change ?? null
  if (change === null) return <Dash why="nothing to compare yet" />
  const percent = typeof view?.percent === 'number' ? `, ${view.percent} % lower` : ''
  const way = change < 0 ? 'better' : change > 0 ? 'worse' : null
  return (
    <span className={way ?? ''} title={way ? `${Math.abs(change)} ${way}${percent}` : 'no change'}>
      {way && <Glyph name={way} label={way} />}
      {Math.abs(change)}
      {view?.at_target && <Glyph name="met" label="at target" />}
    </span>
  )
}

export function Day({
  day,
  today,
  why,
}: {
  readonly day: CalendarDay | null
  readonly today: CalendarDay
  readonly why: string
}) {
  if (day === null) return <Dash why={why} />
  return (
    <time dateTime={day} title={shownDay(day)}>
      {listDay(day, today)}
    </time>
  )
}

export function NextContact({ row: { next_contact_due: due }, today }: Listed) {
  if (due === null) return <Dash why="on hold" />
  const late = daysBetween(due, today)
  if (late <= 0) return <Day day={due} today={today} why="" />
  return (
    <span className="late" title={`${late} ${late === 1 ? 'day' : 'days'} overdue`}>
      <Glyph name="warning" label="overdue" /> {listDay(due, today)}
    </span>
  )
}

export function Item9({ item9 }: Pick<ListedRow, 'item9'>) {
  if (item9 === null) return <Dash why="no PHQ-9 yet" />
  if (item9 === 'not_asked') return <Dash why="not asked" />
  return item9 === 'positive' ? (
    <span className="late">
      <Glyph name="warning" /> positive
    </span>
  ) : (
    <span className="quiet">negative</span>
  )
}

const [width, height, edge] = [78, 18, 3]

/** The target's course since enrollment; hollow where the form was estimated. */
export function Trail({ row: { target_trail: trail, target_instrument }, today }: Listed) {
  const [first, last] = [trail[0], trail.at(-1)]
  if (!first || !last) return <Dash why="no score yet" />
  const days = Math.max(daysBetween(first.on, today), 1)
  const most = Math.max(highest(target_instrument), ...trail.map(({ total }) => total))
  const points = trail.map(({ on, total, proves }) => ({
    x: edge + (daysBetween(first.on, on) / days) * (width - 2 * edge),
    y: height - edge - (total / most) * (height - 2 * edge),
    on,
    proves,
  }))
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const says = `${nameOf(target_instrument)}: ${trail.map(({ total }) => total).join(', ')}`
  return (
    <svg className="trail" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says}>
      <title>{says}</title>
      <polyline points={line} />
      {points.map(({ x, y, on, proves }, i) =>
        i === points.length - 1 || !proves ? (
          <circle
            key={`${on} ${x} ${y}`}
            className={`${proves ? '' : 'hollow'} ${i === points.length - 1 ? 'last' : ''}`}
            cx={x}
            cy={y}
            r={2.2}
          />
        ) : null,
      )}
    </svg>
  )
}

const highest = (instrument: string): number =>
  isInstrument(instrument) ? (instruments[instrument].bands?.at(-1)?.from ?? 20) * 1.25 : 20

export const nameOf = (instrument: string): string => instrument.toUpperCase()
