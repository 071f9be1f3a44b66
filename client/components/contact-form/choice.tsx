/** One of a few, as wide targets: chosen by a click, the arrow keys, or the letter it begins with. */
import { type KeyboardEvent, useId } from 'react'

export interface Option {
  readonly value: string
  readonly says: string
  /** One letter, chosen while the focus is inside. */
  readonly letter: string
}

export function Choice({
  legend,
  options,
  value,
  fault,
  onChoose,
}: {
  readonly legend: string
  readonly options: readonly Option[]
  /** Empty: nothing is chosen yet. */
  readonly value: string
  readonly fault?: string | undefined
  readonly onChoose: (value: string) => void
}) {
  const id = useId()
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const option = options.find(({ letter }) => letter === event.key.toLowerCase())
    if (!option) return
    event.preventDefault()
    onChoose(option.value)
    document.getElementById(`${id}-${option.value}`)?.focus()
  }
  return (
    <fieldset
      className="choice"
      aria-describedby={fault === undefined ? undefined : `${id}-fault`}
      onKeyDown={pressed}
    >
      <legend>{legend}</legend>
      <div className="targets">
        {options.map((option) => (
          <label key={option.value} className="target">
            <input
              type="radio"
              id={`${id}-${option.value}`}
              name={id}
              checked={value === option.value}
              onChange={() => onChoose(option.value)}
            />
            <Lettered {...option} />
          </label>
        ))}
      </div>
      {fault !== undefined && (
        <span id={`${id}-fault`} className="fault small">
          {fault}
        </span>
      )}
    </fieldset>
  )
}

/** The letter that chooses it is underlined. */
function Lettered({ says, letter }: Option) {
  const at = says.toLowerCase().indexOf(letter)
  if (at < 0) return <span>{says}</span>
  return (
    <span>
      {says.slice(0, at)}
      <u>{says.slice(at, at + 1)}</u>
      {says.slice(at + 1)}
    </span>
  )
}
