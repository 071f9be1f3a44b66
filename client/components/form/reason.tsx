/** The reason that every change of a record needs. */
import { useId } from 'react'

/** Why: kept with the version, for whoever reads the history. */
export function Reason({
  value,
  missing,
  onChange,
}: {
  readonly value: string
  readonly missing: boolean
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="record-field long">
      <label htmlFor={id}>Reason</label>
      <span id={`${id}-hint`} className="quiet small">
        It stays in the history with your name.
      </span>
      <input
        id={id}
        name="reason"
        aria-required
        aria-invalid={missing}
        aria-describedby={`${id}-hint ${id}-fault`}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-fault`} className="fault small" role="status">
        {missing && 'is needed'}
      </span>
    </div>
  )
}
