/** Adds one row of a record to a patient. */
import { type FormEvent, useState } from 'react'
import type { Written } from '../../../server/contract/writing.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { AddedRecord } from '../../../server/domain/writing-defaults.ts'
import { type Adding, useAddRecord } from '../../api/records.ts'
import { GuardedDialog } from './dialog.tsx'
import type { Choices } from './field.tsx'
import { Fields, Foot, Refused } from './fields.tsx'
import { formOf } from './texts.ts'
import { useTyped } from './typed.ts'
import { presumedIn, rowMeant, typedRow, withoutPresumed } from './values.ts'

/** Which row a form begins with, and who begins it. */
export interface Beginning {
  readonly patient: string
  readonly choices: Choices
  /** What the registry would presume: the signed-in person, the clinic's day. Its clock it has itself. */
  readonly said: Readonly<Record<'person' | 'today', string>>
}

export interface AddProps extends Beginning {
  readonly record: AddedRecord
  /** What stands in the fields at first. */
  readonly given?: AnyRow
  /** Sent as it is, and not asked for. */
  readonly fixed?: AnyRow
  /** Columns that belong to a later day. */
  readonly leave?: readonly string[]
  readonly title?: string
  readonly onClose: () => void
}

/** What is typed belongs to whatever is around the form: it must know at once what would be lost. */
function useAdded(props: AddProps) {
  const { record, patient, said, given = {}, fixed = {}, leave = [], onClose } = props
  const { fields } = formOf(record)
  const asked = Object.keys(fields).filter((name) => !leave.includes(name) && !(name in fixed))
  const [first] = useState(() =>
    typedRow(record, asked, { ...presumedRow(record, said), ...given }),
  )
  const typed = useTyped(record, first, {}, presumedIn(record))
  // a row is checked column by column here and on the server: its type has nothing to add
  const adding = useAddRecord(patient, record) as unknown as Adding<Written, AnyRow>
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!typed.check() || adding.isPending) return
    const meant = withoutPresumed(record, rowMeant(record, typed.values))
    adding.mutate({ ...meant, ...fixed }, { onSuccess: onClose })
  }
  return { typed, adding, save }
}

export function AddDialog(props: AddProps) {
  const added = useAdded(props)
  const title = props.title ?? `New ${formOf(props.record).one}`
  return (
    <GuardedDialog title={title} dirty={added.typed.dirty} onClose={props.onClose}>
      {(leave) => <Body {...props} added={added} onLeave={leave} />}
    </GuardedDialog>
  )
}

/** The form alone, for where it stands on the page itself: it cannot be left, only saved. */
export function AddForm(props: AddProps) {
  return <Body {...props} added={useAdded(props)} />
}

function Body({
  record,
  choices,
  added: { typed, adding, save },
  onLeave,
}: AddProps & {
  readonly added: ReturnType<typeof useAdded>
  readonly onLeave?: () => void
}) {
  return (
    <form noValidate onSubmit={save} onKeyDown={saveOnEnter}>
      <Fields
        record={record}
        values={typed.values}
        shown={typed.shown}
        error={adding.error}
        choices={choices}
        inPlace={!onLeave}
        presumes={presumedIn(record)}
        onType={typed.type}
      />
      <Refused error={adding.error} />
      <Foot saving={adding.isPending} says="Save" {...(onLeave ? { onLeave } : {})} />
    </form>
  )
}

/** Ctrl or Command with Enter saves from any field, also from one of several lines. */
export function saveOnEnter(event: React.KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
}

const presumedRow = (record: AddedRecord, said: Beginning['said']): AnyRow =>
  Object.fromEntries(
    Object.entries(presumedIn(record)).map(([name, what]) => [
      name,
      what === 'now' ? null : said[what],
    ]),
  )
