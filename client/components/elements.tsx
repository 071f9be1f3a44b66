/** Every required element: met, missing or not applicable, with the records that prove it. */
import type { Chart } from '../../server/contract/patients.ts'
import type { Judged } from '../../server/domain/billing/determined.ts'
import type { Evidence } from '../../server/domain/evidence.ts'
import { type AnyRow, idOf } from '../../server/domain/records/index.ts'

const marks = {
  met: { symbol: '✓', words: 'met' },
  unmet: { symbol: '✗', words: 'missing' },
  not_applicable: { symbol: '–', words: 'not applicable' },
} as const

const words = (slug: string) => slug.replaceAll(/[-_]/g, ' ')

export function Elements({
  elements,
  chart,
}: {
  readonly elements: readonly Judged[]
  readonly chart: Chart
}) {
  if (elements.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="elements">
      <h2 id="elements">Required elements</h2>
      <ul className="elements">
        {elements.map((one) => (
          <li key={one.element} className={one.outcome}>
            <span className="mark" aria-hidden="true">
              {marks[one.outcome].symbol}
            </span>
            <div>
              <h3>
                {words(one.element)}{' '}
                <span className="hidden-visually">{marks[one.outcome].words}</span>
              </h3>
              <p>{one.because}</p>
              {one.remedy && <p className="remedy">{one.remedy}</p>}
              <p className="quiet small">
                {one.says} {one.source}
              </p>
              {one.evidence.length > 0 && <Proof evidence={one.evidence} chart={chart} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The records themselves, as they are held. */
function Proof({
  evidence,
  chart,
}: {
  readonly evidence: readonly Evidence[]
  readonly chart: Chart
}) {
  return (
    <details>
      <summary>
        {evidence.length} {evidence.length === 1 ? 'record' : 'records'}
      </summary>
      <ul className="proof">
        {evidence.map(({ record, id, on }) => (
          <li key={`${record} ${id} ${on}`}>
            <strong>
              {words(record)} {on}
            </strong>{' '}
            {said(rowOf(chart, record, id))}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The row that a piece of evidence names, where the chart holds it. */
function rowOf(chart: Chart, record: Evidence['record'], id: string): AnyRow | undefined {
  const rows: unknown = record in chart ? chart[record as 'scores'] : []
  return (rows as readonly AnyRow[]).find((row) => idOf(record, row) === id)
}

/** What a row says, column by column, ids left aside. */
const said = (row: AnyRow | undefined): string =>
  Object.entries(row ?? {})
    .filter(([column, value]) => value !== null && !/_id$/.test(column))
    .map(([column, value]) => `${words(column)}: ${String(value)}`)
    .join(' · ')
