/** The chart's plan for the drawing library: scores above, item 9 and events in lanes below. */
import type { ChartConfiguration, ChartOptions, TooltipItem } from 'chart.js'
import { type CalendarDay, dayNumber, dayNumbered } from '../../../server/domain/calendar.ts'
import { shownDay } from '../words.ts'
import { type Colors, faint } from './colors.ts'
import { datasetsOf, type Mark } from './datasets.ts'
import { lanes } from './events.ts'
import type { ScoreChartData } from './points.ts'

export type Config = ChartConfiguration<'line' | 'scatter', Mark[]>

export function configOf(data: ScoreChartData, colors: Colors): Config {
  return {
    type: 'line',
    data: { datasets: datasetsOf(data, colors) },
    options: optionsOf(data, colors),
  }
}

const laneNames = ({ asksItem9 }: ScoreChartData) => [...(asksItem9 ? ['Item 9'] : []), ...lanes]

function optionsOf(data: ScoreChartData, colors: Colors): ChartOptions<'line' | 'scatter'> {
  const ticks = { color: colors.quiet, font: { size: 12 } }
  return {
    animation: false,
    maintainAspectRatio: false,
    devicePixelRatio: Math.max(2, window.devicePixelRatio),
    interaction: { mode: 'nearest', intersect: true },
    layout: { padding: { right: 8, top: 4 } },
    scales: {
      x: timeScale(data, colors),
      lanes: {
        type: 'category',
        position: 'left',
        labels: [...laneNames(data)],
        offset: true,
        stack: 'scores',
        stackWeight: 0.3 * laneNames(data).length,
        grid: { color: colors.border, lineWidth: 0.5 },
        border: { color: colors.border },
        ticks: { ...ticks, autoSkip: false, font: { size: 11 } },
      },
      y: {
        position: 'left',
        min: 0,
        max: data.highest,
        stack: 'scores',
        stackWeight: 3,
        grid: { display: false },
        border: { color: colors.border },
        ticks: { ...ticks, stepSize: 5 },
      },
    },
    plugins: {
      tooltip: { displayColors: false, callbacks: { title: () => '', label: said } },
      annotation: { annotations: annotationsOf(data, colors) },
    },
  }
}

const said = ({ raw }: TooltipItem<'line' | 'scatter'>): string => (raw as Mark).says

/** Days as numbers; a tick on the first of each month, or of every second or third. */
function timeScale({ from, to }: ScoreChartData, colors: Colors) {
  const first = dayNumber(from) - 2
  const last = Math.max(dayNumber(to), first + 28) + 2
  const step = Math.ceil((last - first) / 30 / 9)
  return {
    type: 'linear' as const,
    min: first,
    max: last,
    grid: { color: colors.border, lineWidth: 0.5 },
    border: { color: colors.border },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = monthTicks(first, last, step)
    },
    ticks: {
      color: colors.quiet,
      font: { size: 12 },
      maxRotation: 0,
      callback: (value: string | number) => monthName(dayNumbered(Number(value))),
    },
  }
}

const monthTicks = (first: number, last: number, step: number): { value: number }[] => {
  const days = Array.from({ length: last - first + 1 }, (_, at) => dayNumbered(first + at))
  const firsts = days.filter((day) => day.endsWith('-01'))
  return firsts.filter((_, at) => at % step === 0).map((day) => ({ value: dayNumber(day) }))
}

/** Jan 2026, Feb, Mar …: the year where it begins. */
const monthName = (day: CalendarDay): string => {
  const [, month, year] = shownDay(day).split(' ')
  return month === 'Jan' ? `Jan ${year}` : (month ?? '')
}

/** One of the annotation plugin's; its own types cannot be resolved under ES module rules. */
type Annotation = Readonly<Record<string, unknown>>
type Annotations = Readonly<Record<string, Annotation>>

/** Severity bands with their names, the target, and a line through every change of treatment. */
function annotationsOf(data: ScoreChartData, colors: Colors): Annotations {
  const bands = data.bands.map(({ from, to, band }, at): [string, Annotation] => [
    `band ${band}`,
    {
      type: 'box',
      yScaleID: 'y',
      yMin: from === 0 ? 0 : from - 0.5,
      yMax: Math.min(to - 0.5, data.highest),
      backgroundColor: faint(colors.bands[stepOf(at, data)]!, at % 2 === 0 ? 0.1 : 0.17),
      borderWidth: 0,
      drawTime: 'beforeDatasetsDraw',
      label: {
        display: true,
        content: band,
        position: { x: 'end', y: 'center' },
        color: colors.quiet,
        font: { size: 11, weight: 'normal' },
      },
    },
  ])
  return Object.fromEntries([...bands, ...targetLine(data, colors), ...changeLines(data, colors)])
}

/** A scale of four bands lacks the fourth step, "moderately severe". */
const stepOf = (at: number, { bands }: ScoreChartData): number =>
  bands.length === 4 && at === 3 ? 4 : Math.min(at, 4)

const targetLine = ({ target }: ScoreChartData, colors: Colors): [string, Annotation][] =>
  target === null
    ? []
    : [
        [
          'target',
          {
            type: 'line',
            yScaleID: 'y',
            yMin: target,
            yMax: target,
            borderColor: colors.met,
            borderWidth: 2,
            borderDash: [6, 3],
            label: {
              display: true,
              content: `target ${target}`,
              position: 'start',
              backgroundColor: colors.surface,
              color: colors.met,
              font: { size: 11 },
              padding: 2,
            },
          },
        ],
      ]

const changeLines = (data: ScoreChartData, colors: Colors): [string, Annotation][] =>
  data.events
    .filter(({ isChange }) => isChange)
    .map((event, at) => [
      `change ${at}`,
      {
        type: 'line',
        xScaleID: 'x',
        xMin: dayNumber(event.on),
        xMax: dayNumber(event.on),
        borderColor: faint(colors.text, 0.55),
        borderWidth: 1,
        borderDash: [2, 3],
        label: {
          display: true,
          content: event.short,
          position: at % 2 === 0 ? 'end' : { x: 'center', y: '8%' },
          backgroundColor: colors.surface,
          color: colors.text,
          font: { size: 11, weight: 'normal' },
          padding: 2,
        },
      },
    ])
