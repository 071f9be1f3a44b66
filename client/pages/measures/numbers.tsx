/** The fidelity set as a table: one number a row, with what it is made of and the goal or benchmark. */
import type { Measure } from '../../../server/contract/measures.ts'

type Unit = Measure['unit']

/** A number as people say it; a dash where there is nothing to divide by. */
export function valueText(value: number | null, unit: Unit): string {
  if (value === null) return '–'
  if (unit === 'percent') return `${value.toFixed(1)} %`
  return unit === 'patients' && Number.isInteger(value) ? String(value) : value.toFixed(1)
}

export const unitWords: Readonly<Record<Unit, string>> = {
  patients: 'patients',
  percent: '% of patients',
  mean: 'on average',
  days: 'days on average',
}

export function Numbers({
  measures,
  chosen,
  onChoose,
}: {
  readonly measures: readonly Measure[]
  readonly chosen: Measure['id']
  readonly onChoose: (id: Measure['id']) => void
}) {
  return (
    <table className="numbers">
      <caption className="hidden-visually">The fidelity set</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col" className="number">
            Value
          </th>
          <th scope="col" className="number">
            Of
          </th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <tr key={measure.id} className={measure.id === chosen ? 'chosen' : ''}>
            <th scope="row">
              <button
                type="button"
                className="link"
                aria-pressed={measure.id === chosen}
                onClick={() => onChoose(measure.id)}
              >
                {measure.says}
              </button>
              {measure.target && <span className="goal quiet">{measure.target}</span>}
            </th>
            <td className="number value">
              {valueText(measure.value, measure.unit)}
              {measure.unit === 'percent' && measure.value !== null && (
                <meter
                  min={0}
                  max={100}
                  value={measure.value}
                  aria-label={`${measure.says}: ${valueText(measure.value, measure.unit)}`}
                />
              )}
            </td>
            <td className="number quiet">{madeOf(measure)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function madeOf({ unit, numerator, denominator }: Measure): string {
  if (denominator === 0) return 'nobody'
  return unit === 'percent' ? `${numerator} of ${denominator}` : String(denominator)
}
