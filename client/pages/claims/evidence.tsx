/** The rows that a month rested on, as they were frozen. */
import type { ClaimView } from '../../../server/contract/claims.ts'
import { titled, words } from '../../components/words.ts'

export function Evidence({ view: { rows, evidence } }: { readonly view: ClaimView }) {
  const records = [...new Set(evidence.map((name) => name.split('/')[0] ?? ''))]
  return (
    <section className="panel stack" aria-labelledby="evidence">
      <h2 id="evidence">
        Frozen evidence <span className="quiet">{evidence.length} rows</span>
      </h2>
      {records.map((record) => (
        <details key={record}>
          <summary>
            {titled(record)}{' '}
            <span className="quiet">
              {evidence.filter((name) => name.startsWith(`${record}/`)).length}
            </span>
          </summary>
          <ul className="frozen">
            {evidence
              .filter((name) => name.startsWith(`${record}/`))
              .map((name) => (
                <li key={name}>{rowSaid(rows[name] ?? {})}</li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

/** Every value of a row that says something, under its name. */
export const rowSaid = (row: Readonly<Record<string, unknown>>): string =>
  Object.entries(row)
    .filter(([name, value]) => value !== null && !name.endsWith('patient_id'))
    .map(([name, value]) => `${words(name)}: ${valueSaid(value)}`)
    .join(' · ')

export const valueSaid = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
