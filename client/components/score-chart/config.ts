/** The chart's plan for the drawing library: scores above, item 9 and events in lanes below. */
import type { ChartConfiguration, ChartOptions, TooltipItem } from 'chart.js'
import { annotationsOf } from './annotations.ts'
import type { Colors } from './colors.ts'
import { datasetsOf, type Mark } from './datasets.ts'
import type { ScoreChartData } from './points.ts'
import { bandNames, leftScales, timeScale } from './scales.ts'

export type Config = ChartConfiguration<'line' | 'scatter', Mark[]>

export function configOf(data: ScoreChartData, colors: Colors): Config {
  return {
    type: 'line',
    data: { datasets: datasetsOf(data, colors) },
    options: optionsOf(data, colors),
  }
}

function optionsOf(data: ScoreChartData, colors: Colors): ChartOptions<'line' | 'scatter'> {
  return {
    animation: false,
    maintainAspectRatio: false,
    devicePixelRatio: Math.max(2, window.devicePixelRatio),
    interaction: { mode: 'nearest', intersect: true },
    layout: { padding: { right: 8, top: 4 } },
    scales: {
      x: timeScale(data, colors),
      ...leftScales(data, colors),
      ...bandNames(data, colors),
    },
    plugins: {
      tooltip: { displayColors: false, callbacks: { title: () => '', label: said } },
      annotation: { annotations: annotationsOf(data, colors) },
    },
  }
}

const said = ({ raw }: TooltipItem<'line' | 'scatter'>): string => (raw as Mark).says
