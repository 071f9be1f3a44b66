/** The drawn chart: loaded only where a chart is looked at. */
import {
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js'
import annotations from 'chartjs-plugin-annotation'
import { useEffect, useRef } from 'react'
import { readColors, useLook } from './colors.ts'
import { configOf } from './config.ts'
import type { ScoreChartData } from './points.ts'

Chart.register(
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
  annotations,
)

export default function ScoreCanvas({
  data,
  label,
}: {
  readonly data: ScoreChartData
  readonly label: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const look = useLook()
  useEffect(() => {
    const place = canvas.current?.parentElement
    if (!canvas.current || !place || look < 0) return
    const chart = new Chart(canvas.current, configOf(data, readColors(place)))
    const fit = () => chart.resize()
    addEventListener('beforeprint', fit)
    addEventListener('afterprint', fit)
    return () => {
      removeEventListener('beforeprint', fit)
      removeEventListener('afterprint', fit)
      chart.destroy()
    }
  }, [data, look])
  return <canvas ref={canvas} role="img" aria-label={label} />
}
