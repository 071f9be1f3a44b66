/** New York State's report of the month: eight numbers beside their goals, each with its patients. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { NysView } from '../../../server/contract/measures.ts'
import { nysQuery } from '../../api/measures.ts'
import { useThen } from '../../components/frame/looking-back.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { shownDay, withDays } from '../../components/words.ts'

type Measure = NysView['measures'][number]

export function Nys({ month }: { readonly month: string }) {
  const { data, isError, error, refetch } = useQuery(nysQuery(month, useThen()[0]))
  const [chosen, choose] = useState<Measure['id']>('m6')
  if (isError) return <Trouble error={error} retry={refetch} />
  if (!data) return <Skeleton what="the report" lines={12} />
  const measure = data.measures.find(({ id }) => id === chosen)
  if (data.patients.length === 0 || !measure)
    return <Empty>Nobody within your reach was enrolled in this month.</Empty>
  return (
    <>
      <div className="two">
        <Numbers measures={data.measures} chosen={chosen} onChoose={choose} />
        <Members measure={measure} patients={data.patients} />
      </div>
      <p className="quiet small">
        As of {shownDay(data.as_of)}, definitions {data.version}. Complete scores and imported
        totals count, never prorated ones.
      </p>
    </>
  )
}

/** A number as the report has it; n/a where there is nothing to divide by. */
const shown = ({ value, unit }: Measure): string => {
  if (value === null) return 'n/a'
  if (unit === 'patients') return String(value)
  return unit === 'percent' ? `${value.toFixed(1)} %` : `${value.toFixed(1)} weeks`
}

function Numbers({
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
      <caption className="hidden-visually">New York State’s report</caption>
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
        {measures.map((one) => (
          <tr key={one.id} className={one.id === chosen ? 'chosen' : ''}>
            <th scope="row">
              <button
                type="button"
                className="link"
                aria-pressed={one.id === chosen}
                onClick={() => onChoose(one.id)}
              >
                {one.id} {one.says}
              </button>
              {goalOf(one) && <span className="goal quiet">{goalOf(one)}</span>}
            </th>
            <td className="number value">{shown(one)}</td>
            <td className="number quiet">
              {one.denominator === null ? '' : `${one.numerator} of ${one.denominator}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const goalOf = ({ target, benchmark }: Measure): string =>
  [target, benchmark && `elsewhere ${benchmark}`].filter(Boolean).join('; ')

const places = { numerator: 'counted', denominator: 'not counted', excluded: 'left out' } as const
/** A longer list is told by its number: the command prints everybody. */
const mostShown = 200

/** Everybody in the denominator, and who was left out and why. */
function Members({
  measure,
  patients,
}: {
  readonly measure: Measure
  readonly patients: NysView['patients']
}) {
  const named = new Map(patients.map((one) => [one.patient, one]))
  return (
    <section className="panel stack detail" aria-labelledby="nys-measure">
      <div>
        <h2 id="nys-measure">
          {measure.says} <strong>{shown(measure)}</strong>
        </h2>
        <p className="quiet">{measure.definition}</p>
      </div>
      {measure.members.length === 0 ? (
        <p className="quiet">Nobody.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className="scroll" aria-label="Patients" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Patient</th>
                <th scope="col">MRN</th>
                <th scope="col">Stands</th>
                <th scope="col">Because</th>
              </tr>
            </thead>
            <tbody>
              {measure.members.slice(0, mostShown).map((one) => {
                const who = named.get(one.patient)
                return (
                  <tr key={one.patient}>
                    <th scope="row">
                      <Link href={`/patients/${one.patient}`}>
                        {who ? `${who.family_name}, ${who.given_name}` : 'open the chart'}
                      </Link>
                    </th>
                    <td>{who?.mrn}</td>
                    <td>{places[one.in]}</td>
                    <td className="because" title={withDays(one.because)}>
                      {withDays(one.because)}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {measure.members.length > mostShown && (
            <p className="quiet">{measure.members.length - mostShown} more.</p>
          )}
        </section>
      )}
    </section>
  )
}
