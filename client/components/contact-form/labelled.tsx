/** A field under its label, with what is wrong with it below. */
import { type ReactNode, useId } from 'react'

export function Labelled({
  label,
  field,
  fault,
  children,
}: {
  readonly label: string
  readonly field: string
  readonly fault?: string | undefined
  readonly children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={`field ${field}`} data-field={field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault !== undefined && (
        <span className="fault small" role="status">
          {fault}
        </span>
      )}
    </div>
  )
}
