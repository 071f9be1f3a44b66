/** Enrolled: what the month still needs for the first claim, as the rules themselves judge it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Determination } from '../../../server/domain/billing/determined.ts'
import { determiningRoles } from '../../../server/domain/permissions.ts'
import { patientMonthQuery, patientQuery, sessionQuery } from '../../api/queries.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { shownMonth, withDays, words } from '../../components/words.ts'

export function Done({ patient }: { readonly patient: string }) {
  const { data: session } = useQuery(sessionQuery)
  const may = (determiningRoles as readonly string[]).includes(session?.role ?? '')
  const person = useQuery(patientQuery(patient))
  const month = person.data?.today.slice(0, 7) ?? ''
  const judged = useQuery({ ...patientMonthQuery(patient, month), enabled: may && month !== '' })
  if (person.isError) return <Trouble error={person.error} retry={person.refetch} />
  if (person.isPending) return <Skeleton what="the new chart" />
  const { family_name, given_name, mrn } = person.data.chart.patient
  return (
    <section className="enrolled stack" aria-labelledby="enrolled">
      <h1 id="enrolled">
        <Glyph name="met" /> {family_name}, {given_name} is enrolled{' '}
        <span className="quiet">MRN {mrn}</span>
      </h1>
      {may && judged.isError && <Trouble error={judged.error} retry={judged.refetch} />}
      {may && judged.isPending && <Skeleton what="what the first claim needs" lines={8} />}
      {judged.data && <Missing judged={judged.data} />}
      <div className="row">
        <Link className="button primary" href={`/patients/${patient}`}>
          Open the chart
        </Link>
        <Link className="button" href="/enroll">
          Enroll another patient
        </Link>
      </div>
    </section>
  )
}

function Missing({ judged }: { readonly judged: Determination }) {
  const missing = judged.elements.filter(({ outcome }) => outcome === 'unmet')
  const others = judged.reasons.filter(({ reason }) => !reason.endsWith('-missing'))
  return (
    <div className="panel stack">
      <h2>Still missing for the first claim, {shownMonth(judged.month)}</h2>
      {judged.elements.length === 0 && (
        <p>
          No care is recorded in this month yet. With the first contact, every element of the month
          is judged here; until then:
        </p>
      )}
      <ul className="missing">
        {missing.map(({ element, because, remedy }) => (
          <li key={element}>
            <strong>{words(element)}</strong> {withDays(because)}{' '}
            <span className="quiet">{remedy}</span>
          </li>
        ))}
        {others.map(({ reason, message, remedy }) => (
          <li key={reason}>
            {message} <span className="quiet">{remedy}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
