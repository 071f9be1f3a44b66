/** Every activity's time in the month: what counted, and what did not and why. */
import type { Chart } from '../../server/contract/patients.ts'
import type { CountedTime, ExcludedTime } from '../../server/domain/billing/determined.ts'
import { clockWords, shownTime, words } from './words.ts'

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
    .map((part) => {
      const place = chart.activities.findIndex(({ activity_id }) => activity_id === part.activity)
      return { ...part, place, activity: chart.activities[place] }
    })
    .toSorted((a, b) => ((a.activity?.started_at ?? '') < (b.activity?.started_at ?? '') ? -1 : 1))
  if (rows.length === 0) return null
  return (
    <section className="panel stack time-table" aria-labelledby="time">
      <h2 id="time">
        Time{' '}
        <span className="quiet">{rows.length === 1 ? '1 entry' : `${rows.length} entries`}</span>
      </h2>
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
          {rows.map(({ activity, place, seconds, reason }) => (
            <tr
              key={`${place} ${reason ?? ''}`}
              id={`activity-${place}`}
              className={reason && 'quiet'}
            >
              <td>{activity && shownTime(activity.started_at)}</td>
              <td>{activity && words(activity.kind)}</td>
              <td>{chart.staff.find(({ staff_id }) => staff_id === activity?.staff_id)?.name}</td>
              <td className="number">{reason ? '' : clockWords(seconds)}</td>
              <td className="number">{reason ? clockWords(seconds) : ''}</td>
              <td>{reason && words(reason)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>Together, minutes and seconds</td>
            <td className="number">{clockWords(sum(counted))}</td>
            <td className="number">{clockWords(sum(excluded))}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

const sum = (parts: readonly CountedTime[]): number =>
  parts.reduce((seconds, part) => seconds + part.seconds, 0)

/** Where the chart is not for one's role to read: how much counted, and how much did not and why. */
export function TimeByReason({
  counted,
  excluded,
}: {
  readonly counted: readonly CountedTime[]
  readonly excluded: readonly ExcludedTime[]
}) {
  const reasons = [...new Set(excluded.map(({ reason }) => reason))]
  return (
    <section className="panel stack time-table" aria-labelledby="time">
      <h2 id="time">Time</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col" className="number">
              Entries
            </th>
            <th scope="col" className="number">
              Minutes and seconds
            </th>
          </tr>
        </thead>
        <tbody>
          <TimeLine says="counted" parts={counted} />
          {reasons.map((reason) => (
            <TimeLine
              key={reason}
              says={`excluded: ${words(reason)}`}
              parts={excluded.filter((part) => part.reason === reason)}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TimeLine({
  says,
  parts,
}: {
  readonly says: string
  readonly parts: readonly CountedTime[]
}) {
  return (
    <tr>
      <td>{says}</td>
      <td className="number">{parts.length}</td>
      <td className="number">{clockWords(sum(parts))}</td>
    </tr>
  )
}
