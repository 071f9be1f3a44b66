/** A row that was entered in error: struck through, with who took it back, when and why. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Withdrawal } from '../../../server/domain/records/index.ts'
import { type AmendedRecord, amendedRecords } from '../../../server/domain/writing-defaults.ts'
import { recordHistoryQuery, type Seen } from '../../api/records.ts'
import { formOf } from '../../components/form/texts.ts'
import { counted, shownDay, titled } from '../../components/words.ts'
import { useHere } from './here.ts'
import { saidOf, Versions } from './history-row.tsx'

const isAmended = (record: string): record is AmendedRecord =>
  amendedRecords.some((one) => one === record)

export function TakenBackRow({ one }: { readonly one: Withdrawal }) {
  const { view, nameOf } = useHere()
  const [open, setOpen] = useState(false)
  const { record, row_id, reason, withdrawn_by, withdrawn_on } = one
  const mark = isAmended(record) ? view.marks[record][row_id] : undefined
  return (
    <li className="taken-back">
      <div className={open ? 'held open' : 'held'}>
        <span className="said">
          {isAmended(record) && mark ? (
            <Struck record={record} seen={{ key: mark[0], version: mark[1] }} />
          ) : (
            <del>{titled(record)}</del>
          )}{' '}
          <span className="chip gap">in error</span> {nameOf(withdrawn_by)},{' '}
          {shownDay(withdrawn_on)}: {reason}
        </span>
        {open && isAmended(record) && mark && (
          <Versions record={record} seen={{ key: mark[0], version: mark[1] }} />
        )}
      </div>
      {mark && (
        <span className="row">
          <button
            type="button"
            className="button small"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {counted(mark[1], 'version')}
          </button>
        </span>
      )}
    </li>
  )
}

/** What it said: the chart leaves it out, its history has it. */
function Struck({ record, seen }: { readonly record: AmendedRecord; readonly seen: Seen }) {
  const { view, choices } = useHere()
  const history = useQuery(recordHistoryQuery(view.handle, record, seen.key))
  const last = history.data?.versions.at(-1)
  return (
    <del>
      <strong>{titled(formOf(record).one)}</strong> {last && saidOf(record, last.row, choices)}
    </del>
  )
}
