/** One patient's billing month: the meter, every element with its evidence, and what is missing. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PatientView } from '../../server/contract/patients.ts'
import type { Determination } from '../../server/domain/billing/determined.ts'
import { addMonths, calendarMonth, isCalendarMonth } from '../../server/domain/calendar.ts'
import { patientMonthQuery, patientQuery } from '../api/queries.ts'
import { Elements } from '../components/elements.tsx'
import { Empty, Trouble, Waiting } from '../components/states.tsx'
import { TimeTable } from '../components/time-table.tsx'

interface Address {
  readonly patient: string
  readonly month: string
}

export function MonthPage({ patient, month }: Address) {
  const known = isCalendarMonth(month)
  const person = useQuery({ ...patientQuery(patient), enabled: known })
  const determined = useQuery({ ...patientMonthQuery(patient, month), enabled: known })
  if (!known) return <Empty>This address names no month. Choose a patient on the caseload.</Empty>
  if (person.isError) return <Trouble error={person.error} retry={person.refetch} />
  if (determined.isError) return <Trouble error={determined.error} retry={determined.refetch} />
  if (person.isPending || determined.isPending) return <Waiting what="the month" />
  return <Month patient={patient} view={person.data} determination={determined.data} />
}

const outcomeWords = {
  bill: 'Proven: may be billed',
  hold: 'On hold',
  no_bill: 'Not billed',
} as const

function Month({
  patient,
  view,
  determination: { month, outcome, ...determination },
}: {
  readonly patient: string
  readonly view: PatientView
  readonly determination: Determination
}) {
  const { chart } = view
  const { family_name, given_name, birth_date, mrn } = chart.patient
  const [before, after] = [addMonths(calendarMonth(month), -1), addMonths(calendarMonth(month), 1)]
  return (
    <article className="stack month">
      <header className="stack">
        <h1>
          {family_name}, {given_name}{' '}
          <span className="quiet">
            born {birth_date} · MRN {mrn}
          </span>
        </h1>
        <nav className="row" aria-label="Months">
          <Link className="button no-print" href={`/patients/${patient}/months/${before}`}>
            ‹ {before}
          </Link>
          <h2>{month}</h2>
          <Link className="button no-print" href={`/patients/${patient}/months/${after}`}>
            {after} ›
          </Link>
        </nav>
      </header>
      <section className="panel stack" aria-label="Outcome">
        <p className={`outcome ${outcome}`}>
          <strong>{outcomeWords[outcome]}</strong>{' '}
          {[...determination.lines, ...determination.proposed]
            .map(({ code, units }) => (units > 1 ? `${code} × ${units}` : code))
            .join(' + ')}
        </p>
        <p>
          {determination.minutes} minutes count
          {determination.next &&
            `; ${determination.next.code} at ${determination.next.minutes_to_go} more`}
          .{' '}
          <span className="quiet">
            Policy {determination.policy ?? 'unknown'}, time rule {determination.time_rule}, rules{' '}
            {determination.rules_version}
          </span>
        </p>
        {determination.reasons.length > 0 && (
          <ul className="reasons">
            {determination.reasons.map(({ reason, message, remedy }) => (
              <li key={reason}>
                {message} <span className="quiet">{remedy}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Elements elements={determination.elements} chart={chart} />
      <TimeTable counted={determination.counted} excluded={determination.excluded} chart={chart} />
    </article>
  )
}
