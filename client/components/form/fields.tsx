/** All fields of a record's form, the first one ready to be typed in, and what went wrong below. */
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import { RequestProblem } from '../../api/request.ts'
import { type Choices, Field } from './field.tsx'
import { formOf } from './texts.ts'
import { faultAt } from './typed.ts'
import { columnsIn, type Faults, type Presumed, type Values } from './values.ts'

export function Fields({
  record,
  values,
  shown,
  error,
  choices,
  inPlace = false,
  presumes = {},
  onType,
}: {
  readonly record: AmendedRecord
  readonly values: Values
  readonly shown: Faults
  readonly error: unknown
  readonly choices: Choices
  /** On the page itself: it does not take the focus. */
  readonly inPlace?: boolean
  /** What may be left empty. */
  readonly presumes?: Presumed
  readonly onType: (name: string, value: string | boolean) => void
}) {
  const columns = columnsIn(record)
  const fields = Object.entries(formOf(record).fields).filter(([name]) => name in values)
  return (
    <div className="record-fields">
      {fields.map(([name, text], at) => (
        <Field
          key={name}
          name={name}
          text={presumes[name] === 'now' ? { ...text, hint: 'Empty: now' } : text}
          column={name in presumes ? { ...columns[name]!, required: false } : columns[name]!}
          value={values[name]!}
          fault={faultAt(shown, error, name)}
          choices={choices}
          first={at === 0 && !inPlace}
          onChange={(value) => onType(name, value)}
        />
      ))}
    </div>
  )
}

/** What happened, and that nothing typed is lost. */
export function Refused({ error }: { readonly error: unknown }) {
  if (!error) return null
  const said = error instanceof RequestProblem ? error.said : {}
  return (
    <div className="refused" role="alert">
      <p>
        {error instanceof Error ? error.message : 'It could not be saved.'} {said.remedy}
      </p>
      {said.faults && said.faults.length > 0 && (
        <ul>
          {said.faults.map(({ field, says }) => (
            <li key={field}>
              {field.replace(/^\//, '').replaceAll('_', ' ')}: {says}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">What you typed is still here.</p>
    </div>
  )
}

/** Saving and leaving, at the foot of every form. */
export function Foot({
  saving,
  says,
  onLeave,
}: {
  readonly saving: boolean
  readonly says: string
  readonly onLeave?: () => void
}) {
  return (
    <div className="foot row">
      {onLeave && (
        <button type="button" className="button" onClick={onLeave}>
          Cancel
        </button>
      )}
      <button type="submit" className="button primary" disabled={saving}>
        {saving ? 'Saving …' : says}
      </button>
    </div>
  )
}
