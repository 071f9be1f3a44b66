/** The pieces of which every step is made: a group of fields, and a choice from a list. */
import { type ReactNode, useId } from 'react'
import { type Choices, Field } from '../../components/form/field.tsx'
import type { FieldText } from '../../components/form/texts.ts'
import { columnsIn, type Faults, type Values } from '../../components/form/values.ts'
import type { Held } from './again.ts'
import type { EnrollForm, RowSection, Section } from './form.ts'
import { recordOf } from './form.ts'

/** What every step is handed. */
export interface StepProps {
  readonly form: EnrollForm
  readonly choices: Choices
  readonly now: string
  /** What the chart of a patient who comes back holds already. */
  readonly held: Held
  readonly faults: Readonly<Partial<Record<Section, Faults>>>
  readonly type: (section: Section, name: string, value: string | boolean) => void
  readonly change: (change: Partial<EnrollForm>) => void
}

/** Fields of a row, asked for in the words given here. */
export function Rows({
  section,
  texts,
  form,
  choices,
  faults,
  type,
  focus = false,
}: StepProps & {
  readonly section: RowSection
  readonly texts: Readonly<Record<string, FieldText>>
  readonly focus?: boolean
}) {
  const columns = columnsIn(recordOf[section])
  const values: Values = form.sections[section]
  return (
    <div className="record-fields">
      {Object.entries(texts).map(([name, text], at) => (
        <Field
          key={name}
          name={name}
          text={text}
          column={columns[name]!}
          value={values[name] ?? ''}
          fault={faults[section]?.[name]}
          choices={choices}
          first={focus && at === 0}
          onChange={(value) => type(section, name, value)}
        />
      ))}
    </div>
  )
}

/** A choice where the column itself is free text. */
export function Pick({
  label,
  hint,
  value,
  fault,
  options,
  onPick,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly fault?: string | undefined
  readonly options: readonly (readonly [value: string, says: string])[]
  readonly onPick: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="record-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="quiet small">
          {hint}
        </span>
      )}
      <select
        id={id}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${hint ? `${id}-hint ` : ''}${id}-fault`}
        onChange={(event) => onPick(event.target.value)}
      >
        <option value="">–</option>
        {options.map(([key, says]) => (
          <option key={key} value={key}>
            {says}
          </option>
        ))}
      </select>
      <span id={`${id}-fault`} className="fault small">
        {fault}
      </span>
    </div>
  )
}

export function Group({
  title,
  says,
  children,
}: {
  readonly title: string
  readonly says?: string
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section className="group stack" aria-labelledby={id}>
      <div>
        <h3 id={id}>{title}</h3>
        {says && <p className="quiet small">{says}</p>}
      </div>
      {children}
    </section>
  )
}
