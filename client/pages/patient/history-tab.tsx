/** Every record of the patient with its versions: who, when, why; amend, or take back. */
import { useMemo, useState } from 'react'
import { type AnyRow, idOf } from '../../../server/domain/records/index.ts'
import { type AmendedRecord, amendedRecords } from '../../../server/domain/writing-defaults.ts'
import { titled } from '../../components/words.ts'
import { useHere } from './here.ts'
import { HistoryRow } from './history-row.tsx'
import { Nothing, Part } from './parts.tsx'
import { TakenBackRow } from './taken-back.tsx'

interface Held {
  readonly record: AmendedRecord
  readonly id: string
  readonly row: AnyRow
}

/** So many rows are shown at first, and with every "more". */
const page = 50

export function HistoryTab() {
  const { chart } = useHere()
  const [only, setOnly] = useState<string>('')
  const [shown, setShown] = useState(page)
  const rows = useMemo(() => heldIn(chart), [chart])
  const chosen = rows.filter(({ record }) => only === '' || record === only)
  const takenBack = chart.withdrawals
    .filter(({ record }) => only === '' || record === only)
    .toSorted((a, b) => (a.withdrawn_on < b.withdrawn_on ? 1 : -1))
  const present = amendedRecords.filter(
    (record) =>
      rows.some((one) => one.record === record) ||
      chart.withdrawals.some((one) => one.record === record),
  )
  return (
    <Part
      title="Every record"
      action={
        <label className="row">
          Show{' '}
          <select
            value={only}
            onChange={(event) => {
              setOnly(event.target.value)
              setShown(page)
            }}
          >
            <option value="">all {rows.length}</option>
            {present.map((record) => (
              <option key={record} value={record}>
                {titled(record)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {chosen.length === 0 && takenBack.length === 0 && <Nothing>No record of this kind.</Nothing>}
      <ul className="lines history">
        {takenBack.map((one) => (
          <TakenBackRow key={one.withdrawal_id} one={one} />
        ))}
        {chosen.slice(0, shown).map((one) => (
          <HistoryRow key={`${one.record} ${one.id}`} {...one} />
        ))}
      </ul>
      {chosen.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + page)}>
          {Math.min(page, chosen.length - shown)} more of {chosen.length}
        </button>
      )}
    </Part>
  )
}

/** Each record's rows, those of the latest day first; the patient's own row at the head. */
const heldIn = (chart: ReturnType<typeof useHere>['chart']): readonly Held[] => {
  const rowsOf = (record: AmendedRecord): readonly AnyRow[] =>
    record === 'patients' ? [chart.patient] : chart[record]
  return amendedRecords
    .flatMap((record) => rowsOf(record).map((row) => ({ record, id: idOf(record, row), row })))
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0))
}

const dayColumn = /_(on|at)$/

/** The first day that a row names is the day that it is about. */
export const dayOf = ({ record, row }: Pick<Held, 'record' | 'row'>): string => {
  if (record === 'patients') return '9999'
  const column = Object.keys(row).find((name) => dayColumn.test(name) && row[name] !== null)
  return column === undefined ? '' : String(row[column])
}
