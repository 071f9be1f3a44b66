/** This month's work and where its minutes stand; the billing month has every element. */
import { Link } from 'wouter'
import { counted, shownDay, shownMonth, words } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Nothing, Part } from './parts.tsx'

export function MinutesTab() {
  const { view, chart, today, nameOf } = useHere()
  const month = today.slice(0, 7)
  const rows = chart.activities
    .filter(({ started_at }) => started_at.startsWith(month))
    .toSorted((a, b) => (a.started_at < b.started_at ? 1 : -1))
  const { row } = view
  return (
    <Part
      title={shownMonth(month)}
      action={
        <Link className="button small" href={`/patients/${view.handle}/months/${month}`}>
          Billing month
        </Link>
      }
    >
      {row && (
        <p>
          <strong>{counted(row.minutes_this_month, 'minute')}</strong> count
          {row.next_band && `; ${row.next_band.code} at ${row.next_band.minutes_to_go} more`}.
        </p>
      )}
      {rows.length === 0 ? (
        <Nothing>No work is recorded this month yet.</Nothing>
      ) : (
        <table className="minutes">
          <caption className="hidden-visually">Activities of {shownMonth(month)}</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">Reached</th>
              <th scope="col" className="number">
                Minutes
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.activity_id}>
                <td>
                  {shownDay(one.started_at.slice(0, 10))}, {one.started_at.slice(11, 16)}
                </td>
                <td>
                  {words(one.kind)}
                  {one.modality !== 'none' && `, ${words(one.modality)}`}
                </td>
                <td>{nameOf(one.staff_id)}</td>
                <td>{one.modality === 'none' ? '–' : one.reached ? 'yes' : 'no'}</td>
                <td className="number">{minutesOf(one.started_at, one.ended_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}

/** As entered: what counts of it, the billing month says. */
const minutesOf = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 16)}Z`) - Date.parse(`${from.slice(0, 16)}Z`)) / 60_000)
