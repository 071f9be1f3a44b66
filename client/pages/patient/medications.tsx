/** Medications as events of treatment: a new dose is a new row, so that the chart can show it. */
import type { Medication } from '../../../server/domain/records/index.ts'
import { shownDay } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Act, Nothing, Part } from './parts.tsx'

export function Medications() {
  const { chart, may, add } = useHere()
  const rows = chart.medications.toSorted((a, b) => (a.started_on < b.started_on ? 1 : -1))
  return (
    <Part
      title="Medications"
      action={
        may('medications') && (
          <Act
            glyph="add"
            does="Medication"
            onPress={() => add('medications', { leave: ['stopped_on'] })}
          />
        )
      }
    >
      {rows.length === 0 && (
        <Nothing>None on record. Each start and change marks the chart.</Nothing>
      )}
      <ul className="lines">
        {rows.map((row) => (
          <MedicationLine key={row.medication_id} row={row} />
        ))}
      </ul>
    </Part>
  )
}

function MedicationLine({ row }: { readonly row: Medication }) {
  const { may, add, amend, nameOf, today } = useHere()
  const isTaken = row.stopped_on === null || row.stopped_on >= today
  return (
    <li className={isTaken ? '' : 'past'}>
      <div>
        <strong>{row.name}</strong> {row.dose}{' '}
        <span className="quiet">
          {shownDay(row.started_on)}
          {row.stopped_on ? ` to ${shownDay(row.stopped_on)}` : ' until now'}
          {row.prescribed_by && ` · ${nameOf(row.prescribed_by)}`}
        </span>
        {row.change_reason && <div className="small">{row.change_reason}</div>}
      </div>
      {may('medications') && isTaken && (
        <span className="row">
          <Act
            does="New dose"
            about={row.name}
            onPress={() =>
              add('medications', {
                given: { name: row.name, prescribed_by: row.prescribed_by, started_on: today },
                leave: ['stopped_on'],
                title: `New dose of ${row.name}`,
              })
            }
          />
          <Act
            does="Stop"
            about={row.name}
            onPress={() =>
              amend('medications', row, {
                only: ['stopped_on'],
                given: { stopped_on: today },
                title: `Stop ${row.name} ${row.dose ?? ''}`,
              })
            }
          />
        </span>
      )}
    </li>
  )
}
