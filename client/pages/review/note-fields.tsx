/** The fields of a case's note, each a line. */
import { useId } from 'react'
import { addDays, type CalendarDay } from '../../../server/domain/calendar.ts'
import { reviewKinds } from '../../../server/domain/records/care.ts'
import { titled } from '../../components/words.ts'
import { type Note, usualChange, usualWeeks } from './notes.ts'

interface FieldOfNote {
  readonly note: Note
  readonly onChange: (change: Partial<Note>) => void
  readonly fault?: string | undefined
}

export function TextField({
  name,
  label,
  hint,
  value,
  fault,
  onChange,
}: {
  readonly name: string
  readonly label: string
  /** The key that leads here. */
  readonly hint?: string
  readonly value: string
  readonly fault?: string | undefined
  readonly onChange: (text: string) => void
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {hint && <kbd>{hint}</kbd>}
        <Fault id={id} fault={fault} />
      </label>
      <textarea
        id={id}
        name={name}
        rows={2}
        aria-invalid={fault !== undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

function Fault({ id, fault }: { readonly id: string; readonly fault: string | undefined }) {
  return fault === undefined ? null : (
    <span id={`${id}-fault`} className="fault small" role="alert">
      {fault}
    </span>
  )
}

/** The kind says what is usual of a change; whoever knows better says so. */
export function KindChoice({ note, fault, onChange }: FieldOfNote) {
  const id = useId()
  return (
    <fieldset className="kinds" aria-describedby={fault && `${id}-fault`}>
      <legend className="hidden-visually">Kind of recommendation</legend>
      {reviewKinds.map((kind) => (
        <label key={kind}>
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={note.kind === kind}
            onChange={() =>
              onChange({
                kind,
                change: usualChange[kind],
                ...(kind === 'continue' && note.recommendation.trim() === ''
                  ? { recommendation: 'Continue the present treatment.' }
                  : {}),
              })
            }
          />{' '}
          {titled(kind)}
        </label>
      ))}
      <Fault id={id} fault={fault} />
    </fieldset>
  )
}

export function YesNo({ note, fault, onChange }: FieldOfNote) {
  const id = useId()
  return (
    <fieldset className="kinds" aria-describedby={fault && `${id}-fault`}>
      <legend>Change</legend>
      {(['yes', 'no'] as const).map((change) => (
        <label key={change}>
          <input
            type="radio"
            name="change"
            value={change}
            checked={note.change === change}
            onChange={() => onChange({ change })}
          />{' '}
          {change}
        </label>
      ))}
      <Fault id={id} fault={fault} />
    </fieldset>
  )
}

export function NextReview({
  today,
  note,
  onChange,
}: FieldOfNote & { readonly today: CalendarDay }) {
  const id = useId()
  return (
    <span className="next row">
      <label htmlFor={id}>Next review</label>
      <input
        id={id}
        type="date"
        min={today}
        value={note.next_review_on}
        onChange={(event) => onChange({ next_review_on: event.target.value })}
      />
      {usualWeeks.map((weeks) => (
        <button
          key={weeks}
          type="button"
          className="button small"
          aria-label={`Next review in ${weeks} weeks`}
          onClick={() => onChange({ next_review_on: addDays(today, 7 * weeks) })}
        >
          {weeks} w
        </button>
      ))}
    </span>
  )
}

export function Minutes({
  value,
  fault,
  onChange,
}: {
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (minutes: string) => void
}) {
  const id = useId()
  return (
    <span className="case-minutes row">
      <label htmlFor={id}>Minutes</label>
      <input
        id={id}
        name="minutes"
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={fault && `${id}-fault`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Fault id={id} fault={fault} />
    </span>
  )
}
