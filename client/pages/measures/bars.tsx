/** Bars, one a group: loaded only where measures are looked at. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import { useEffect, useRef } from 'react'
import { readColors, useLook } from '../../components/score-chart/colors.ts'
import { valueText } from './numbers.tsx'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

export interface Bar {
  readonly name: string
  readonly value: number | null
}

export default function Bars({
  bars,
  unit,
  label,
}: {
  readonly bars: readonly Bar[]
  readonly unit: Parameters<typeof valueText>[1]
  readonly label: string
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const look = useLook()
  const text = JSON.stringify(bars)
  useEffect(() => {
    const place = canvas.current?.parentElement
    if (!canvas.current || !place || look < 0) return
    const shown = JSON.parse(text) as readonly Bar[] // as it was written above
    const { action, quiet, border, text: ink } = readColors(place)
    const chart = new Chart(canvas.current, {
      type: 'bar',
      data: {
        labels: shown.map(({ name }) => name),
        datasets: [
          { data: shown.map(({ value }) => value), backgroundColor: action, maxBarThickness: 14 },
        ],
      },
      options: {
        indexAxis: 'y',
        animation: false,
        maintainAspectRatio: false,
        devicePixelRatio: Math.max(2, window.devicePixelRatio),
        scales: {
          x: {
            beginAtZero: true,
            ...(unit === 'percent' ? { max: 100 } : {}),
            grid: { color: border },
            ticks: { color: quiet },
          },
          y: { grid: { display: false }, ticks: { color: ink, autoSkip: false } },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            callbacks: { label: ({ parsed }) => valueText(parsed.x, unit) },
          },
        },
      },
    })
    const fit = () => chart.resize()
    addEventListener('beforeprint', fit)
    addEventListener('afterprint', fit)
    return () => {
      removeEventListener('beforeprint', fit)
      removeEventListener('afterprint', fit)
      chart.destroy()
    }
  }, [text, unit, look])
  return <canvas ref={canvas} role="img" aria-label={label} />
}
