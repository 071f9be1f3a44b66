/** The chart's axes: days below, scores and lanes on the left, the bands' names on the right. */
import { type CalendarDay, dayNumber, dayNumbered } from '../../../server/domain/calendar.ts'
import { shownDay } from '../words.ts'
import type { Colors } from './colors.ts'
import { lanes } from './events.ts'
import type { ScoreChartData } from './points.ts'

const laneNames = ({ asksItem9 }: ScoreChartData) => [...(asksItem9 ? ['Item 9'] : []), ...lanes]

/** Lanes of item 9 and events below, the scores themselves above. */
export function leftScales(data: ScoreChartData, colors: Colors) {
  const ticks = { color: colors.quiet, font: { size: 11 } }
  const border = { color: colors.border }
  return {
    lanes: {
      type: 'category' as const,
      position: 'left' as const,
      labels: [...laneNames(data)],
      offset: true,
      stack: 'left',
      stackWeight: laneShare(data),
      grid: { color: colors.border, lineWidth: 0.5 },
      border,
      ticks: { ...ticks, autoSkip: false },
      afterFit: wide(64),
    },
    y: {
      position: 'left' as const,
      min: 0,
      max: data.highest,
      stack: 'left',
      stackWeight: scoreShare,
      grid: { display: false },
      border,
      ticks: { ...ticks, stepSize: 5 },
      afterFit: wide(64),
    },
  }
}

/** As wide as its longest name: the library would rather cut it on a small screen. */
const wide = (width: number) => (axis: { width: number }) => {
  axis.width = width
}

const scoreShare = 3
const laneShare = (data: ScoreChartData): number => 0.3 * laneNames(data).length

/** The names of the bands stand beside them, where no score can cover them. */
export function bandNames({ highest, bands, ...data }: ScoreChartData, colors: Colors) {
  const middles = bands.map(({ from, to }) => (from + Math.min(to, highest)) / 2)
  const blank = { display: false }
  return {
    bands: {
      type: 'linear' as const,
      position: 'right' as const,
      min: 0,
      max: highest,
      stack: 'right',
      stackWeight: scoreShare,
      grid: blank,
      border: blank,
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
        axis.ticks = middles.map((value) => ({ value }))
      },
      ticks: {
        color: colors.quiet,
        font: { size: 11 },
        autoSkip: false,
        callback: (_: unknown, at: number) => bands[at]?.band.replace('moderately', 'mod.') ?? '',
      },
      afterFit: wide(76),
    },
    besideLanes: {
      type: 'linear' as const,
      position: 'right' as const,
      stack: 'right',
      stackWeight: laneShare({ highest, bands, ...data }),
      grid: blank,
      border: blank,
      ticks: { callback: () => '' },
      afterFit: wide(76),
    },
  }
}

/** Days as numbers; a tick on the first of each month, or of every second or third. */
export function timeScale({ from, to }: ScoreChartData, colors: Colors) {
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
