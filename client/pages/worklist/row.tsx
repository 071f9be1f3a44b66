/** One thing to do: whose, why, since when, how they stand, and what can be done at once. */
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { daysBetween } from '../../../server/domain/calendar.ts'
import { instruments, isInstrument } from '../../../server/domain/instruments/index.ts'
import { FlagMark, ScoreMark } from '../../components/severity.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { ageOn, counted, listDay } from '../../components/words.ts'
import type { Action, ActionName } from './actions.ts'
import type { Entry } from './entries.ts'
import { Waiting } from './waiting.tsx'

export interface RowProps {
  readonly entry: Entry
  readonly isChosen: boolean
  /** Its form is open, or it was just done. */
  readonly state: 'due' | 'open' | 'done'
  readonly actions: readonly Action[]
  readonly onChoose: (id: string) => void
  readonly onAct: (id: string, action: ActionName) => void
  /** The open form, or the way back. */
  readonly children?: ReactNode
}

export const Row = memo(function Row(props: RowProps) {
  const { entry, isChosen, state, actions, onChoose, onAct, children } = props
  const { id, row, today, patient, because, since } = entry
  const name = `${row.family_name}, ${row.given_name}`
  const reason = withShownDays(because, today)
  return (
    <article
      className={`work-row ${state}`}
      aria-label={name}
      aria-current={isChosen ? 'true' : undefined}
      tabIndex={-1}
      data-id={id}
      onFocus={() => onChoose(id)}
    >
      <div className="cells">
        <Flags entry={entry} />
        <div className="who">
          <Link href={`/patients/${patient}`}>{name}</Link>
          <span className="quiet">
            {ageOn(row.birth_date, today)} · MRN {row.mrn}
          </span>
        </div>
        <div className="why" title={reason}>
          {entry.raised_at !== null && <Waiting raisedAt={entry.raised_at} entry={entry} />}
          <span className="because">{reason}</span>{' '}
          {entry.raised_at === null && (
            <span className="quiet since">{sinceWords(since, today)}</span>
          )}
        </div>
        <TargetScore entry={entry} />
        <NextContact entry={entry} />
        <div className="acts no-print">
          {actions.map(({ name: action, says, glyph, key }) => (
            <button
              key={action}
              type="button"
              className="icon-button"
              aria-label={`${says}: ${name}`}
              title={key === null ? says : `${says} (${key})`}
              onClick={() => onAct(id, action)}
            >
              <Glyph name={glyph} />
            </button>
          ))}
        </div>
      </div>
      {children}
    </article>
  )
})

/** Every safety flag, and the top one; the others are counted. */
function Flags({ entry: { row } }: { readonly entry: Entry }) {
  const shown = row.flags.filter(({ safety }, place) => safety || place === 0).slice(0, 3)
  const others = row.flags.filter((flag) => !shown.includes(flag))
  return (
    <div className="flags">
      {shown.map((flag) => (
        <FlagMark key={flag.id} flag={flag} />
      ))}
      {others.length > 0 && (
        <span className="quiet" title={others.map(({ id, says }) => `${id} ${says}`).join(', ')}>
          +{others.length}
          <span className="hidden-visually"> more flags</span>
        </span>
      )}
    </div>
  )
}

/** Rules write days as data; people read them as they stand everywhere else. */
export const withShownDays = (text: string, today: string): string =>
  text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => listDay(day, today))

function sinceWords(since: string, today: Entry['today']): string {
  const days = daysBetween(since as Entry['since'], today)
  if (days === 0) return 'since today'
  return `since ${listDay(since, today)}, ${counted(days, 'day')}`
}

function TargetScore({ entry: { row, today } }: { readonly entry: Entry }) {
  const { target_instrument: slug, target_score } = row
  const view = row.instruments[slug]
  const name = isInstrument(slug) ? instruments[slug].name : slug
  const change = view?.change ?? null
  return (
    <div className="score-cell">
      <span>
        <span className="quiet">{name}</span>{' '}
        <ScoreMark
          instrument={slug}
          total={view?.last ?? null}
          prorated={view?.status === 'prorated'}
          why={view?.status === 'unscorable' ? 'too many items missing' : 'no score yet'}
        />
        {change !== null && change !== 0 && (
          <span className="change">
            {' '}
            <Glyph name={change < 0 ? 'better' : 'worse'} label={change < 0 ? 'better' : 'worse'} />
            {Math.abs(change)}
          </span>
        )}
      </span>
      <span className="quiet">
        {target_score === null ? 'no target set' : `target ${target_score}`}
        {view?.last_on && ` · ${listDay(view.last_on, today)}`}
      </span>
    </div>
  )
}

function NextContact({ entry: { row, today } }: { readonly entry: Entry }) {
  const { next_contact_due: due } = row
  if (due === null) return <div className="next quiet">on hold</div>
  const late = daysBetween(due, today)
  return (
    <div className="next">
      <span>{listDay(due, today)}</span>
      {late > 0 ? (
        <span className="late">{counted(late, 'day')} late</span>
      ) : (
        <span className="quiet">{late === 0 ? 'today' : `in ${counted(-late, 'day')}`}</span>
      )}
    </div>
  )
}
