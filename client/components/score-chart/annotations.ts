/** What lies behind the scores: severity bands, the target, and where treatment changed. */
import { type CalendarDay, dayNumber } from '../../../server/domain/calendar.ts'
import { type Colors, faint } from './colors.ts'
import type { ScoreChartData } from './points.ts'

/** One of the annotation plugin's; its own types cannot be resolved under ES module rules. */
type Annotation = Readonly<Record<string, unknown>>
type Annotations = Readonly<Record<string, Annotation>>

/** Severity bands with their names, the target, and a line through every change of treatment. */
export function annotationsOf(data: ScoreChartData, colors: Colors): Annotations {
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

/** Through the score's part only; names in turn on three lines, kept inside at the right edge. */
const changeLines = (data: ScoreChartData, colors: Colors): [string, Annotation][] =>
  data.events
    .filter(({ isChange }) => isChange)
    .map((event, at) => [
      `change ${at}`,
      {
        type: 'line',
        yScaleID: 'y',
        yMin: 0,
        yMax: data.highest,
        xScaleID: 'x',
        xMin: dayNumber(event.on),
        xMax: dayNumber(event.on),
        borderColor: faint(colors.text, 0.55),
        borderWidth: 1,
        borderDash: [2, 3],
        label: {
          display: true,
          content: event.short,
          position: 'end',
          xAdjust: isLate(event.on, data) ? -4 - 3 * event.short.length : 0,
          yAdjust: 17 * (at % 3),
          backgroundColor: faint(colors.surface, 0.85),
          color: colors.text,
          font: { size: 11, weight: 'normal' },
          padding: 2,
        },
      },
    ])

const isLate = (on: CalendarDay, { from, to }: ScoreChartData): boolean =>
  dayNumber(on) - dayNumber(from) > 0.75 * (dayNumber(to) - dayNumber(from))
