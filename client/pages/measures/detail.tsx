/** One measure: its definition, whoever stands behind it, and how care managers and clinics differ. */
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { Measure, MeasuresView } from '../../../server/contract/measures.ts'
import { Glyph } from '../../components/symbols.tsx'
import { useWindowed } from '../../components/windowed.ts'
import { withDays } from '../../components/words.ts'
import { valueText } from './numbers.tsx'

const Bars = lazy(() => import('./bars.tsx'))

type Showing = 'in' | 'out' | 'all'

export function Detail({
  measure,
  view,
}: {
  readonly measure: Measure
  readonly view: MeasuresView
}) {
  return (
    <section className="panel stack detail" aria-labelledby="measure">
      <div>
        <h2 id="measure">
          {measure.says} <strong>{valueText(measure.value, measure.unit)}</strong>
        </h2>
        <p className="quiet">{measure.definition}</p>
      </div>
      <Groups measure={measure} name="By care manager" groups={view.care_managers} />
      <Groups measure={measure} name="By clinic" groups={view.clinics} />
      <Members measure={measure} patients={view.patients} />
    </section>
  )
}

/** A picture, and the same as a table. */
function Groups({
  measure,
  name,
  groups,
}: {
  readonly measure: Measure
  readonly name: string
  readonly groups: MeasuresView['clinics']
}) {
  if (groups.length < 2) return null
  const rows = groups.map((group) => ({
    name: group.name,
    number: group.numbers.find(({ id }) => id === measure.id),
  }))
  const bars = rows.map((row) => ({ name: row.name, value: row.number?.value ?? null }))
  const says = bars.map((one) => `${one.name} ${valueText(one.value, measure.unit)}`).join(', ')
  return (
    <figure aria-label={name}>
      <figcaption>
        <h3>{name}</h3>
      </figcaption>
      <div className={rows.length > 4 ? 'bars tall' : 'bars'}>
        <Suspense fallback={<p className="hidden-visually">Drawing the chart …</p>}>
          <Bars bars={bars} unit={measure.unit} label={`${measure.says}, ${name}: ${says}`} />
        </Suspense>
      </div>
      <details className="no-print">
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">
                {name.replace('By ', '').replace(/^./, (one) => one.toUpperCase())}
              </th>
              <th scope="col" className="number">
                Value
              </th>
              <th scope="col" className="number">
                Numerator
              </th>
              <th scope="col" className="number">
                Denominator
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td className="number">{valueText(row.number?.value ?? null, measure.unit)}</td>
                <td className="number">{row.number?.numerator ?? '–'}</td>
                <td className="number">{row.number?.denominator ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

const showings: readonly (readonly [Showing, string])[] = [
  ['all', 'Everybody'],
  ['in', 'Counted'],
  ['out', 'Not counted'],
]

const rowHeight = 25

/** The patients behind the number, each with the reason; their chart is one click away. */
function Members({
  measure: { members, unit },
  patients,
}: {
  readonly measure: Measure
  readonly patients: MeasuresView['patients']
}) {
  const [showing, show] = useState<Showing>('all')
  const hasValues = unit !== 'percent' && members.some(({ value }) => value !== null)
  const shown = members.filter(({ counts }) => showing === 'all' || counts === (showing === 'in'))
  const names = new Map(patients.map((one) => [one.patient, one]))
  const { scroll, from, to, above, below } = useWindowed(shown.length, rowHeight)
  return (
    <section className="stack members" aria-labelledby="members">
      <header className="row">
        <h3 id="members">The patients behind it</h3>
        {showings.map(([one, says]) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={one === showing}
            onClick={() => show(one)}
          >
            {says}{' '}
            <span className="quiet">
              {members.filter(({ counts }) => one === 'all' || counts === (one === 'in')).length}
            </span>
          </button>
        ))}
      </header>
      {shown.length === 0 ? (
        <p className="quiet">Nobody.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section ref={scroll} className="scroll" aria-label="Patients" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Patient</th>
                <th scope="col">MRN</th>
                {hasValues && (
                  <th scope="col" className="number">
                    Value
                  </th>
                )}
                <th scope="col">Counted</th>
                <th scope="col">Because</th>
              </tr>
            </thead>
            <tbody>
              {above > 0 && (
                <tr>
                  <td height={above} />
                </tr>
              )}
              {shown.slice(from, to).map((one) => {
                const who = names.get(one.patient)
                return (
                  <tr key={`${one.patient} ${one.episode_id} ${one.because}`}>
                    <th scope="row">
                      <Link href={`/patients/${one.patient}`}>
                        {who ? `${who.family_name}, ${who.given_name}` : 'open the chart'}
                      </Link>
                    </th>
                    <td>{who?.mrn}</td>
                    {hasValues && <td className="number">{one.value ?? '–'}</td>}
                    <td>
                      <Glyph
                        name={one.counts ? 'met' : 'none'}
                        label={one.counts ? 'counted' : 'not counted'}
                      />
                    </td>
                    <td className="because" title={withDays(one.because)}>
                      {withDays(one.because)}
                    </td>
                  </tr>
                )
              })}
              {below > 0 && (
                <tr>
                  <td height={below} />
                </tr>
              )}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
