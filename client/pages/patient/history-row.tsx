/** One record: what it says, and on demand each of its versions. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RowHistory } from '../../../server/contract/writing.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import { recordHistoryQuery, type Seen } from '../../api/records.ts'
import { shownValue } from '../../components/form/shown-value.ts'
import { formOf, labelIn } from '../../components/form/texts.ts'
import { columnsIn } from '../../components/form/values.ts'
import { counted, shownTime, titled, words } from '../../components/words.ts'
import { seenOf, useHere } from './here.ts'
import { Act } from './parts.tsx'

export function HistoryRow({
  record,
  row,
}: {
  readonly record: AmendedRecord
  readonly row: AnyRow
}) {
  const { view, choices, may, mayTakeBack, amend, withdraw } = useHere()
  const [open, setOpen] = useState(false)
  const seen = seenOf(view, record, row)
  const said = saidOf(record, row, choices)
  return (
    <li>
      <div className={open ? 'held open' : 'held'}>
        <span className="said">
          <strong>{titled(formOf(record).one)}</strong> {said}
        </span>
        {open && seen && <Versions record={record} seen={seen} />}
      </div>
      {seen && (
        <span className="row">
          <button
            type="button"
            className="button small"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {counted(seen.version, 'version')}
          </button>
          {may(record) && <Act does="Amend" about={said} onPress={() => amend(record, row)} />}
          {mayTakeBack(record, row) && (
            <Act does="In error" about={said} onPress={() => withdraw(record, row, said)} />
          )}
        </span>
      )}
    </li>
  )
}

/** What a row says, column by column, its own id left aside; a no goes without saying. */
export function saidOf(
  record: AmendedRecord,
  row: AnyRow,
  choices: ReturnType<typeof useHere>['choices'],
): string {
  const columns = columnsIn(record)
  const hidden = new Set([Object.keys(columns)[0], 'patient_id', 'episode_id', 'meeting_id'])
  return Object.entries(row)
    .filter(([name, value]) => value !== null && value !== false && !hidden.has(name))
    .map(([name, value]) =>
      value === true
        ? labelIn(record, name).toLowerCase()
        : shownValue(columns[name]!, value, choices),
    )
    .join(' · ')
}

export function Versions({
  record,
  seen,
}: {
  readonly record: AmendedRecord
  readonly seen: Seen
}) {
  const { view } = useHere()
  const history = useQuery(recordHistoryQuery(view.handle, record, seen.key))
  if (history.isPending) return <p className="quiet">Reading its versions …</p>
  if (history.isError) return <p className="fault">{history.error.message}</p>
  const { versions, withdrawn } = history.data
  return (
    <ol className="versions">
      {withdrawn && (
        <li>
          <span className="chip gap">entered in error</span> {withdrawn.by}, {withdrawn.on}:{' '}
          {withdrawn.reason}
        </li>
      )}
      {versions.toReversed().map((one, at) => (
        <Version
          key={one.version}
          record={record}
          one={one}
          before={versions.toReversed()[at + 1]}
        />
      ))}
    </ol>
  )
}

type OneVersion = RowHistory['versions'][number]

function Version({
  record,
  one,
  before,
}: {
  readonly record: AmendedRecord
  readonly one: OneVersion
  readonly before: OneVersion | undefined
}) {
  const { choices } = useHere()
  const columns = columnsIn(record)
  const changed = before
    ? Object.keys(one.row).filter((name) => one.row[name] !== before.row[name] && columns[name])
    : []
  const value = (row: AnyRow, name: string) => shownValue(columns[name]!, row[name], choices)
  return (
    <li>
      Version {one.version}: {one.by} <span className="quiet">{words(one.role)}</span>,{' '}
      {shownTime(one.at.replace('Z', ''))} UTC · {one.reason}
      {before && (
        <ul>
          {changed.map((name) => (
            <li key={name}>
              {labelIn(record, name)}: <del>{value(before.row, name)}</del>{' '}
              <ins>{value(one.row, name)}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
