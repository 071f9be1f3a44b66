/** One column of a record as a field: what can be typed follows from what the column holds. */
import { useId } from 'react'
import type { StaffMember } from '../../../server/contract/people.ts'
import type { Clinic, Column, Organization, Payer } from '../../../server/domain/records/index.ts'
import { titled } from '../words.ts'
import type { FieldText } from './texts.ts'

/** What can be chosen from. */
export interface Choices {
  readonly people: readonly StaffMember[]
  readonly payers: readonly Payer[]
  readonly clinics: readonly Clinic[]
  /** Only an administrator chooses among them. */
  readonly organizations?: readonly Organization[]
}

interface FieldProps {
  readonly name: string
  readonly text: FieldText
  readonly column: Column
  readonly value: string | boolean
  readonly fault: string | undefined
  readonly choices: Choices
  readonly first: boolean
  readonly onChange: (value: string | boolean) => void
}

export function Field(props: FieldProps) {
  const id = useId()
  const { text, column, value, fault, onChange } = props
  const described = [text.hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  const common = {
    id,
    name: props.name,
    autoFocus: props.first,
    'aria-required': column.required,
    'aria-invalid': fault !== undefined,
    ...(described ? { 'aria-describedby': described } : {}),
  }
  if (typeof value === 'boolean')
    return (
      <div className="record-field tick">
        <input
          type="checkbox"
          {...common}
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
        />
        <label htmlFor={id}>{text.label}</label>
        <Fault id={id} fault={fault} />
      </div>
    )
  return (
    <div className={`record-field ${text.long ? 'long' : ''}`}>
      <label htmlFor={id}>
        {text.label} {!column.required && <span className="quiet">optional</span>}
      </label>
      {text.hint && (
        <span id={`${id}-hint`} className="quiet small">
          {text.hint}
        </span>
      )}
      <Control {...props} value={value} common={common} />
      <Fault id={id} fault={fault} />
    </div>
  )
}

function Fault({ id, fault }: { readonly id: string; readonly fault: string | undefined }) {
  return fault === undefined ? null : (
    <span id={`${id}-fault`} className="fault small">
      {fault}
    </span>
  )
}

type Common = React.HTMLAttributes<HTMLElement> & { readonly id: string; readonly name: string }

function Control({
  text,
  column,
  value,
  choices,
  onChange,
  common,
}: Omit<FieldProps, 'value'> & { readonly value: string; readonly common: Common }) {
  const changed = (event: { readonly target: { readonly value: string } }) =>
    onChange(event.target.value)
  const options = optionsOf(column, text, choices)
  if (options)
    return (
      <select {...common} value={value} onChange={changed}>
        {(value === '' || !column.required) && <option value="">–</option>}
        {options.map(([key, says]) => (
          <option key={key} value={key}>
            {says}
          </option>
        ))}
      </select>
    )
  if (text.long) return <textarea {...common} rows={3} value={value} onChange={changed} />
  return <input {...common} {...typeOf(column, value)} value={value} onChange={changed} />
}

/** A time with an offset stays text: the browser's own field would lose it. */
function typeOf({ kind, min, max }: Column, value: string): React.InputHTMLAttributes<HTMLElement> {
  if (kind === 'day') return { type: 'date', max: '9999-12-31' }
  if (kind === 'time' && !/(Z|[+-]\d\d:\d\d)$/.test(value))
    return { type: 'datetime-local', max: '9999-12-31T23:59' }
  if (kind === 'whole' || kind === 'total') return { type: 'number', min, max, step: 1 }
  return { type: 'text', autoComplete: 'off' }
}

type Options = readonly (readonly [key: string, says: string])[]

function optionsOf(column: Column, text: FieldText, choices: Choices): Options | undefined {
  if (column.values) return column.values.map((value) => [value, titled(value)])
  if (column.refers === 'staff')
    return choices.people
      .filter(({ role }) => !text.roles || text.roles.includes(role))
      .map(({ staff_id, name, role }) => [staff_id, `${name}, ${titled(role).toLowerCase()}`])
  if (column.refers === 'payers')
    return choices.payers.map(({ payer_id, name }) => [payer_id, name])
  if (column.refers === 'clinics')
    return choices.clinics.map(({ clinic_id, name }) => [clinic_id, name])
  if (column.refers === 'organizations')
    return (choices.organizations ?? []).map(({ organization_id, name }) => [organization_id, name])
  return undefined
}
