/** A line of text outside a record's form: its label, what it asks for, and what is wrong with it. */
import { type ChangeEvent, type InputHTMLAttributes, useId } from 'react'

interface EntryProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'autoCapitalize'
    | 'autoComplete'
    | 'autoFocus'
    | 'inputMode'
    | 'maxLength'
    | 'placeholder'
    | 'required'
    | 'spellCheck'
    | 'type'
  > {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  /** What is wrong with it; empty or undefined: nothing. */
  readonly fault?: string | undefined
  /** The fault is said aloud as it comes, where nothing else takes the focus to it. */
  readonly aloud?: boolean
  /** Several lines. */
  readonly long?: boolean
  readonly onType: (text: string) => void
}

export function Entry({
  label,
  hint,
  fault,
  aloud = false,
  long = false,
  onType,
  ...rest
}: EntryProps) {
  const id = useId()
  const { autoComplete = 'off' } = rest
  const shared = {
    ...rest,
    id,
    autoComplete,
    'aria-invalid': Boolean(fault),
    'aria-describedby': `${hint ? `${id}-hint ` : ''}${id}-fault`,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onType(target.value),
  }
  return (
    <div className={long ? 'record-field long' : 'record-field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="quiet small">
          {hint}
        </span>
      )}
      {long ? <textarea rows={4} {...withoutType(shared)} /> : <input {...shared} />}
      <span id={`${id}-fault`} className="fault small" role={aloud ? 'status' : undefined}>
        {fault}
      </span>
    </div>
  )
}

/** Several lines have no type of their own. */
const withoutType = <T extends { type?: unknown }>({ type: _, ...shared }: T): Omit<T, 'type'> =>
  shared
