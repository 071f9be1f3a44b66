/** The chart's numbers as a table: the same rows, for whoever reads rather than looks. */
import { shownDay, titled } from '../words.ts'
import type { Plotted, ScoreChartData } from './points.ts'

const standing = {
  complete: 'complete',
  prorated: 'prorated (~)',
  total_only: 'total only',
  unscorable: 'too many items missing',
} as const

const itemNineWords = (item9: Plotted['item9']) => (item9 === 'not_asked' ? 'not asked' : item9)

export function ScoreTable({ data }: { readonly data: ScoreChartData }) {
  return (
    <table className="score-table">
      <caption className="hidden-visually">{data.name} over time, latest first</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" className="number">
            {data.name}
          </th>
          <th scope="col">Severity</th>
          <th scope="col">Standing</th>
          {data.asksItem9 && <th scope="col">Item 9</th>}
        </tr>
      </thead>
      <tbody>
        {data.points.toReversed().map((one) => (
          <tr key={one.score_id}>
            <th scope="row">{shownDay(one.on)}</th>
            <td className="number">
              {one.status === 'prorated' && '~'}
              {one.total ?? '–'}
            </td>
            <td>{one.band === null ? '–' : titled(one.band)}</td>
            <td>
              {standing[one.status]}
              {one.isBaseline && ', baseline'}
            </td>
            {data.asksItem9 && <td>{itemNineWords(one.item9)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Treatment, contacts and reviews as the chart marks them. */
export function EventTable({ data }: { readonly data: ScoreChartData }) {
  return (
    <table className="score-table">
      <caption className="hidden-visually">Treatment, contacts and reviews, latest first</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Lane</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {data.events.toReversed().map((one, at) => (
          // nothing else tells two contacts of one day apart, and the order never changes
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={at}>
            <th scope="row">{shownDay(one.on)}</th>
            <td>{one.lane}</td>
            <td className="wrap">{one.says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
