/** Points of the chart: shape says what a mark is, color only repeats it. */
import type { ChartDataset } from 'chart.js'
import { dayNumber } from '../../../server/domain/calendar.ts'
import { shownDay } from '../words.ts'
import type { Colors } from './colors.ts'
import type { ChartEvent } from './events.ts'
import type { Plotted, ScoreChartData } from './points.ts'

/** A drawn point with the sentence that is shown for it. */
export interface Mark {
  readonly x: number
  readonly y: number | string
  readonly says: string
}

type Dataset = ChartDataset<'line' | 'scatter', Mark[]>

export const datasetsOf = (data: ScoreChartData, colors: Colors): Dataset[] => [
  baselineMark(data, colors),
  scoreLine(data, colors),
  ...(data.asksItem9 ? [itemNineStrip(data, colors)] : []),
  ...eventLanes(data, colors),
]

const standsFor = {
  complete: '',
  prorated: ', prorated',
  total_only: ', total only',
  unscorable: ', too many items missing',
} as const

export const saysOf = (point: Plotted, name: string): string =>
  `${shownDay(point.on)}: ${name} ${point.status === 'prorated' ? '~' : ''}${point.total ?? '–'}` +
  `${point.band === null ? '' : ` ${point.band}`}${standsFor[point.status]}` +
  `${point.isBaseline ? ', baseline' : ''}`

/** A full circle is a complete form, a hollow one a prorated, a hollow square a total alone. */
function scoreLine({ points, name }: ScoreChartData, colors: Colors): Dataset {
  const shown = points.filter(({ total }) => total !== null)
  return {
    type: 'line',
    yAxisID: 'y',
    data: shown.map((one) => ({ x: dayNumber(one.on), y: one.total!, says: saysOf(one, name) })),
    borderColor: colors.action,
    borderWidth: 2,
    pointBackgroundColor: shown.map(({ status }) =>
      status === 'complete' ? colors.action : colors.surface,
    ),
    pointBorderColor: colors.action,
    pointBorderWidth: 2,
    pointStyle: shown.map(({ status }) => (status === 'total_only' ? 'rect' : 'circle')),
    pointRadius: 4.5,
    pointHoverRadius: 6,
  }
}

/** A ring around the score from which change is measured. */
const baselineMark = ({ points, name }: ScoreChartData, colors: Colors): Dataset => ({
  type: 'scatter',
  yAxisID: 'y',
  data: points
    .filter(({ isBaseline }) => isBaseline)
    .map((one) => ({ x: dayNumber(one.on), y: one.total!, says: saysOf(one, name) })),
  pointStyle: 'circle',
  pointRadius: 9,
  pointBackgroundColor: 'transparent',
  pointBorderColor: colors.text,
  pointBorderWidth: 1.5,
})

/** Positive: a filled triangle that grows with the answer; no: a ring; not asked: a cross. */
function itemNineStrip({ points }: ScoreChartData, colors: Colors): Dataset {
  const isPositive = ({ item9 }: Plotted) => typeof item9 === 'number' && item9 > 0
  return {
    type: 'scatter',
    yAxisID: 'lanes',
    data: points.map((one) => ({
      x: dayNumber(one.on),
      y: 'Item 9',
      says: `${shownDay(one.on)}: item 9 ${one.item9 === 'not_asked' ? 'not asked' : one.item9}`,
    })),
    pointStyle: points.map((one) =>
      one.item9 === 'not_asked' ? 'crossRot' : isPositive(one) ? 'triangle' : 'circle',
    ),
    pointRadius: points.map((one) => (isPositive(one) ? 4 + Number(one.item9) : 3.5)),
    pointBackgroundColor: points.map((one) => (isPositive(one) ? colors.safety : colors.surface)),
    pointBorderColor: points.map((one) => (isPositive(one) ? colors.safety : colors.quiet)),
    pointBorderWidth: 1.5,
  } as Dataset // the library's types leave the names of a lane out
}

const shapes = { Treatment: 'rectRot', Contacts: 'circle', Reviews: 'triangle' } as const

const eventLanes = ({ events }: ScoreChartData, colors: Colors): Dataset[] =>
  (['Treatment', 'Contacts', 'Reviews'] as const).map((lane) => {
    const own = events.filter((one) => one.lane === lane)
    const shapeOf = ({ look }: ChartEvent) => (look === 'cross' ? 'crossRot' : shapes[lane])
    return {
      type: 'scatter',
      yAxisID: 'lanes',
      data: own.map((one) => ({
        x: dayNumber(one.on),
        y: lane,
        says: `${shownDay(one.on)}: ${one.says}`,
      })),
      pointStyle: own.map(shapeOf),
      pointRadius: lane === 'Contacts' ? 3.2 : 5,
      pointBackgroundColor: own.map(({ look }) => (look === 'full' ? colors.text : colors.surface)),
      pointBorderColor: colors.text,
      pointBorderWidth: 1.2,
    } as Dataset // as above
  })
