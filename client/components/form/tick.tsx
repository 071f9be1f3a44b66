/** A choice that is ticked or not, with its words beside it. */
import { useId } from 'react'

export function Tick({
  says,
  is,
  set,
  className = 'tick',
}: {
  readonly says: string
  readonly is: boolean
  readonly set: (is: boolean) => void
  readonly className?: string
}) {
  const id = useId()
  return (
    <span className={className}>
      <input id={id} type="checkbox" checked={is} onChange={(event) => set(event.target.checked)} />
      <label htmlFor={id}>{says}</label>
    </span>
  )
}
