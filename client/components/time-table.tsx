/** Every activity's time in the month: what counted, and what did not and why. */
import type { Chart } from '../../server/contract/patients.ts'
import type { CountedTime, ExcludedTime } from '../../server/domain/billing/determined.ts'

/** Minutes and seconds, as a clock shows them. */
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

export function TimeTable({
  counted,
  excluded,
  chart,
}: {
  readonly counted: readonly CountedTime[]
  readonly excluded: readonly ExcludedTime[]
  readonly chart: Chart
}) {
  const parts: readonly (CountedTime & { readonly reason?: string })[] = [...counted, ...excluded]
  const rows = parts
    .map((part) => ({
      ...part,
      activity: chart.activities.find(({ activity_id }) => activity_id === part.activity),
    }))
    .toSorted((a, b) => ((a.activity?.started_at ?? '') < (b.activity?.started_at ?? '') ? -1 : 1))
  if (rows.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="time">
      <h2 id="time">Time</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">Kind</th>
            <th scope="col">By</th>
            <th scope="col" className="number">
              Counted
            </th>
            <th scope="col" className="number">
              Excluded
            </th>
            <th scope="col">Why not</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ activity, seconds, reason }) => (
            <tr key={`${activity?.activity_id} ${reason ?? ''}`}>
              <td>{activity?.started_at.replace('T', ' ')}</td>
              <td>{activity?.kind.replaceAll('_', ' ')}</td>
              <td>{chart.staff.find(({ staff_id }) => staff_id === activity?.staff_id)?.name}</td>
              <td className="number">{reason ? '' : clock(seconds)}</td>
              <td className="number">{reason ? clock(seconds) : ''}</td>
              <td>{reason?.replaceAll('-', ' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
