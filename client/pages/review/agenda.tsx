/** Who first, why and for how long; below the cut line those for whom there is no time. */
import { useEffect, useRef } from 'react'
import type { AgendaEntry, ReviewView } from '../../../server/contract/review.ts'
import { FlagMark, QuestionMark } from '../../components/severity.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted, withDays } from '../../components/words.ts'
import { nameOf, reasonOf } from './state.ts'

export function Agenda({
  view,
  shown,
  typed,
  onChoose,
}: {
  readonly view: ReviewView
  readonly shown: string | null
  /** Patients with something typed that is not saved. */
  readonly typed: readonly string[]
  readonly onChoose: (episode: string) => void
}) {
  const { entries, left_out } = view
  const linesOf = (some: readonly AgendaEntry[]) =>
    some.map((entry) => (
      <Line
        key={entry.row.episode_id}
        entry={entry}
        isShown={entry.row.episode_id === shown}
        isTyped={typed.includes(entry.patient)}
        onChoose={() => onChoose(entry.row.episode_id)}
      />
    ))
  return (
    <nav className="agenda" aria-label="Agenda">
      <div className="lines">
        <ol>{linesOf(entries)}</ol>
        {left_out.length > 0 && (
          <>
            <h2 className="cut">
              out of time <span className="quiet">{counted(left_out.length, 'case')}</span>
            </h2>
            <ol>{linesOf(left_out)}</ol>
          </>
        )}
      </div>
      <Budget view={view} />
    </nav>
  )
}

function Line({
  entry,
  isShown,
  isTyped,
  onChoose,
}: {
  readonly entry: AgendaEntry
  readonly isShown: boolean
  readonly isTyped: boolean
  readonly onChoose: () => void
}) {
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isShown) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isShown])
  const { row, reasons, minutes, reviewed, carried_over } = entry
  const { flag, says } = reasonOf(entry)
  return (
    <li>
      <button
        ref={line}
        type="button"
        className={reviewed ? 'reviewed' : ''}
        aria-current={isShown || undefined}
        title={withDays(reasons.join('\n'))}
        onClick={onChoose}
      >
        <span className="mark">
          {flag ? (
            <FlagMark flag={flag} />
          ) : (
            row.question && <QuestionMark question={row.question} />
          )}
        </span>
        <span className="who">{nameOf(row)}</span>
        <span className="aside">
          {isTyped && <Glyph name="amend" label="unsaved note" />}
          {carried_over && <span title="Left out last week for want of time">again</span>}
          {reviewed ? <Glyph name="met" label="reviewed" /> : `${minutes} min`}
        </span>
        <span className="why quiet">{withDays(says)}</span>
      </button>
    </li>
  )
}

/** "38 of 60 min used" while a meeting runs, planned before it; the same as a bar. */
function Budget({ view: { meeting, planned, length } }: { readonly view: ReviewView }) {
  const minutes = meeting ? meeting.minutes_used : planned
  const says = `${minutes} of ${length} min ${meeting ? 'used' : 'planned'}`
  return (
    <p className="budget">
      <meter min={0} max={length} value={Math.min(minutes, length)} aria-label={says} />
      {says}
    </p>
  )
}
