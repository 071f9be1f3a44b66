/** Adds or amends an administered row; what somebody else changed meanwhile is shown beside. */
import { type FormEvent, useState } from 'react'
import type { Administered } from '../../../server/contract/administration.ts'
import type { PolicyTerms } from '../../../server/domain/billing/policy-terms.ts'
import { type AnyRow, type Column, keyOf } from '../../../server/domain/records/index.ts'
import { currentOf, faultOf } from '../../api/records.ts'
import { saveOnEnter } from '../../components/form/add-dialog.tsx'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { type Choices, Field } from '../../components/form/field.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import {
  columnsIn,
  type Faults,
  faultsIn,
  rowMeant,
  typedRow,
} from '../../components/form/values.ts'
import { shownDay, words } from '../../components/words.ts'
import { Pick } from '../enroll/parts.tsx'
import type { Known, Opened } from './known.ts'
import { useSaving } from './saving.ts'
import { Stale } from './stale.tsx'
import { meantTerm, typedTerm } from './terms.ts'
import { TermsFields, type TypedTerms } from './terms-fields.tsx'
import { texts } from './texts.ts'

interface Props {
  readonly record: Administered
  readonly opened: NonNullable<Opened>
  readonly choices: Choices
  readonly policies: readonly string[]
  readonly onClose: () => void
}

export function RecordDialog({ record, opened, choices, policies, onClose }: Props) {
  const { one, fields } = texts[record]
  const [base, setBase] = useState(opened.known)
  const asked = Object.keys(fields).filter((name) => base === null || !isKey(record, name))
  const start = { ...opened.given, ...base?.row }
  const [first] = useState(() => typedRow(record, asked, start))
  const [values, setValues] = useState(first)
  const [firstTerms] = useState(() => termsTyped(start['terms']))
  const [terms, setTerms] = useState<TypedTerms>(firstTerms)
  const [reason, setReason] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const [tried, setTried] = useState(false)
  const saving = useSaving(record, base, onClose)
  const current = currentOf(saving.error)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const meant = termsMeant(terms)
    const found = { ...faultsIn(record, values), ...meant.faults }
    setFaults(found)
    setTried(true)
    if (Object.keys(found).length > 0 || (base !== null && reason.trim() === '')) return
    const columns = withoutUntouched(columnsIn(record), rowMeant(record, values), base?.row)
    saving.save({ ...columns, ...(record === 'policies' ? { terms: meant.terms } : {}) }, reason)
  }
  const dirty = values !== first || terms !== firstTerms || reason !== ''
  return (
    <GuardedDialog
      title={base === null ? `New ${one}` : `Amend ${one}`}
      dirty={dirty}
      wide={record === 'policies'}
      onClose={onClose}
    >
      {(leave) => (
        <form noValidate className="administered" onSubmit={save} onKeyDown={saveOnEnter}>
          {base !== null && keyOf(record).length > 1 && (
            <p>
              <strong>{namedBy(record, base)}</strong>
            </p>
          )}
          <div className="record-fields">
            {asked.map((name, at) => {
              const fault = faults[name] ?? faultAt(saving.error, name)
              const typed = values[name] ?? ''
              const type = (value: string | boolean) => setValues({ ...values, [name]: value })
              if (name === 'policy' && record === 'payers')
                return (
                  <Pick
                    key={name}
                    label="Policy"
                    value={String(typed)}
                    fault={fault}
                    options={policies.map((policy) => [policy, policy])}
                    onPick={type}
                  />
                )
              return (
                <Field
                  key={name}
                  name={name}
                  text={fields[name]!}
                  column={columnsIn(record)[name]!}
                  value={typed}
                  fault={fault}
                  choices={choices}
                  first={at === 0}
                  onChange={type}
                />
              )
            })}
          </div>
          {record === 'policies' && (
            <TermsFields
              typed={terms}
              faults={faults}
              onType={(key, text) => setTerms({ ...terms, [key]: text })}
            />
          )}
          {base !== null && (
            <Reason value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
          )}
          {current ? (
            <Stale
              current={current}
              mine={rowMeant(record, values)}
              onOver={() => {
                setBase({ key: base!.key, ...current })
                saving.reset()
              }}
              onTheirs={() => {
                setBase({ key: base!.key, ...current })
                setValues(typedRow(record, asked, current.row))
                setTerms(termsTyped(current.row['terms']))
                saving.reset()
              }}
            />
          ) : (
            <Refused error={saving.error} />
          )}
          <Foot saving={saving.isPending} says="Save" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

const faultAt = (error: unknown, name: string) =>
  faultOf(error, name) ?? faultOf(error, `columns/${name}`)

/** What names a row stays as it is: another name would be another row. */
const isKey = (record: Administered, name: string): boolean => keyOf(record).includes(name)

/** Said above the form where the form does not ask for it. */
const namedBy = (record: Administered, { row }: Known): string =>
  `${words(String(row[keyOf(record)[0]!]))} from ${shownDay(String(row['effective_from']))}`

/** An unticked box that was never said stays unsaid: no is an answer, and nobody gave it. */
const withoutUntouched = (
  columns: Readonly<Record<string, Column>>,
  meant: AnyRow,
  before: AnyRow | undefined,
): AnyRow =>
  Object.fromEntries(
    Object.entries(meant).map(([name, value]) => {
      const unsaid =
        !columns[name]!.required && value === false && (before?.[name] ?? null) === null
      return [name, unsaid ? null : value]
    }),
  )

const termsTyped = (terms: unknown): TypedTerms =>
  Object.fromEntries(
    Object.entries(Object(terms ?? {})).map(([key, value]) => [key, typedTerm(value)]),
  )

function termsMeant(typed: TypedTerms): { terms: AnyRow; faults: Record<string, string> } {
  const terms: Record<string, unknown> = {}
  const faults: Record<string, string> = {}
  for (const [key, text] of Object.entries(typed)) {
    if (text.trim() === '') continue
    const meant = meantTerm(key as keyof PolicyTerms, text.trim()) // the fields are its keys
    if ('fault' in meant) faults[key] = meant.fault
    else terms[key] = meant.value
  }
  return { terms, faults }
}
