/** Minutes of a month against the codes that they could reach: facts, not goals. */
import type { Band } from '../../server/domain/billing/determined.ts'

const [width, height] = [200, 14]

/** A drawing: a strict content policy then need not allow styles in the markup. */
export function Meter({
  minutes,
  bands,
}: {
  readonly minutes: number
  readonly bands: readonly Band[]
}) {
  const top = scaleOf(minutes, bands)
  const at = (value: number): number => (Math.min(value, top) / top) * width
  const isReached = bands.some((band) => band.minutes <= minutes)
  const marks = bands.map((band) => `${nameOf(band)} from ${band.minutes}`)
  const says = [`${minutes} minutes`, ...marks].join(', ')
  return (
    <svg
      className={`meter ${isReached ? 'reached' : ''}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={says}
    >
      <title>{says}</title>
      <rect className="meter-ground" width={width} height={height} />
      <rect className="meter-minutes" width={at(minutes)} height={height} />
      {bands
        .filter((band) => band.minutes < top)
        .map((band) => (
          <line
            key={band.minutes}
            className={band.minutes <= minutes ? 'passed' : ''}
            x1={at(band.minutes)}
            x2={at(band.minutes)}
            y1={0}
            y2={height}
          />
        ))}
    </svg>
  )
}

/** The bar ends a little after the next threshold, so that the way to it can be seen. */
function scaleOf(minutes: number, bands: readonly Band[]): number {
  const next = bands.find((band) => band.minutes > minutes)
  const base = bands.at(-1)?.minutes ?? 60
  return Math.max((next?.minutes ?? minutes) * 1.1, Math.min(base, 90), minutes * 1.05, 1)
}

export const nameOf = ({ code, units }: Band): string => (units > 1 ? `${code} × ${units}` : code)
