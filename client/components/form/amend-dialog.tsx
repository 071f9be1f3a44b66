/** Changes a row, with the reason; where somebody was faster, both versions are shown. */
import { type FormEvent, type ReactNode, useState } from 'react'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { AmendedRecord, ChangedRow } from '../../../server/domain/writing-defaults.ts'
import { currentOf, type Seen, useAmendRecord } from '../../api/records.ts'
import { saveOnEnter } from './add-dialog.tsx'
import { Conflict } from './conflict.tsx'
import { GuardedDialog } from './dialog.tsx'
import type { Choices } from './field.tsx'
import { Fields, Foot, Refused } from './fields.tsx'
import { Reason } from './reason.tsx'
import { formOf } from './texts.ts'
import { useTyped } from './typed.ts'
import { changedFrom, rowMeant, typedRow } from './values.ts'

export interface AmendProps {
  readonly patient: string
  readonly record: AmendedRecord
  readonly row: AnyRow
  readonly seen: Seen
  readonly choices: Choices
  /** Only these columns; absent: all of the form. */
  readonly only?: readonly string[]
  readonly title?: string
  /** What stands in the fields instead of the row's own. */
  readonly given?: AnyRow
  /** Said before the fields. */
  readonly intro?: ReactNode
  readonly onClose: () => void
}

export function AmendDialog(props: AmendProps) {
  const { patient, record, row, choices, onClose } = props
  const { one, fields } = formOf(record)
  const asked = props.only ?? Object.keys(fields)
  const [base, setBase] = useState({ row, seen: props.seen })
  const [own] = useState(() => typedRow(record, asked, row))
  const typed = useTyped(
    record,
    own,
    typedRow(record, Object.keys(props.given ?? {}), props.given ?? {}),
  )
  const [reason, setReason] = useState('')
  const [unexplained, setUnexplained] = useState(false)
  const amending = useAmendRecord(patient, record)
  const current = currentOf(amending.error)
  const meant = rowMeant(record, typed.values)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setUnexplained(reason.trim() === '')
    if (!typed.check() || reason.trim() === '' || amending.isPending) return
    const changes = changedFrom(base.row, meant)
    if (Object.keys(changes).length === 0) return onClose()
    // a row is checked column by column here and on the server: its type has nothing to add
    const sent = { ...base.seen, changes: changes as ChangedRow<AmendedRecord>, reason }
    amending.mutate(sent, { onSuccess: onClose })
  }
  const settle = (chosen: AnyRow) => {
    if (!current) return
    setBase({ row: current.row, seen: { ...base.seen, version: current.version } })
    typed.setValues(typedRow(record, asked, chosen))
    amending.reset()
  }
  const dirty = typed.dirty || reason !== ''
  return (
    <GuardedDialog
      title={props.title ?? `Amend ${one}`}
      dirty={dirty}
      wide={current !== undefined}
      onClose={onClose}
    >
      {(close) =>
        current ? (
          <Conflict
            record={record}
            asked={asked}
            base={base.row}
            mine={meant}
            theirs={current.row}
            choices={choices}
            onChoose={settle}
            onLeave={close}
          />
        ) : (
          <form noValidate onSubmit={save} onKeyDown={saveOnEnter}>
            {props.intro}
            <Fields
              record={record}
              values={typed.values}
              shown={typed.shown}
              error={amending.error}
              choices={choices}
              onType={typed.type}
            />
            <Reason
              value={reason}
              missing={unexplained && reason.trim() === ''}
              onChange={setReason}
            />
            <Refused error={amending.error} />
            <Foot saving={amending.isPending} says="Save the change" onLeave={close} />
          </form>
        )
      }
    </GuardedDialog>
  )
}
