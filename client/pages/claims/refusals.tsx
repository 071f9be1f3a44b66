/** Months that were not emitted after all, each with why and the way out. */
import type { EmissionView } from '../../../server/contract/claims.ts'
import { Glyph } from '../../components/symbols.tsx'
import { counted } from '../../components/words.ts'

interface Named {
  readonly family_name: string
  readonly given_name: string
}

export function Refusals({
  refused,
  nameOf,
}: {
  readonly refused: EmissionView['results']
  readonly nameOf: (patient: string) => Named | undefined
}) {
  if (refused.length === 0) return null
  return (
    <section className="panel" role="alert" aria-labelledby="refused">
      <h2 id="refused">
        <Glyph name="warning" /> {counted(refused.length, 'month')} not emitted
      </h2>
      <ul>
        {refused.map(({ patient, message, remedy }) => (
          <li key={patient}>
            <strong>
              {nameOf(patient)?.family_name}, {nameOf(patient)?.given_name}
            </strong>
            : {message ?? 'It changed meanwhile.'} <span className="remedy">{remedy}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
