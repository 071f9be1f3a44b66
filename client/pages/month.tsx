/** One patient's billing month: the meter, every element with its evidence, and what is missing. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PatientMonth } from '../../server/contract/determinations.ts'
import type { PatientView } from '../../server/contract/patients.ts'
import type { Determination } from '../../server/domain/billing/determined.ts'
import { addMonths, calendarMonth, isCalendarMonth } from '../../server/domain/calendar.ts'
import { treatingRoles } from '../../server/domain/permissions.ts'
import type { Role } from '../../server/domain/records/people.ts'
import { monthRunQuery, patientMonthQuery, patientQuery, sessionQuery } from '../api/queries.ts'
import { Elements } from '../components/elements.tsx'
import { useThen } from '../components/frame/looking-back.ts'
import { printScreen } from '../components/leaving.ts'
import { Meter, nameOf } from '../components/meter.tsx'
import { Empty, Skeleton, Trouble } from '../components/states.tsx'
import { Glyph } from '../components/symbols.tsx'
import { TimeByReason, TimeTable } from '../components/time-table.tsx'
import { ageOn, counted, shownDay, shownMonth, shownTime } from '../components/words.ts'
import { remedyPlace } from './months-remedies.ts'
import { codesOf } from './months-rows.ts'

interface Address {
  readonly patient: string
  readonly month: string
}

export function MonthPage({ patient, month }: Address) {
  const known = isCalendarMonth(month)
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const reads = treatingRoles.some((role) => role === session?.role)
  const [then] = useThen()
  const person = useQuery({ ...patientQuery(patient, then), enabled: known && reads })
  const determined = useQuery({ ...patientMonthQuery(patient, month, then), enabled: known })
  if (!known) return <Empty>This address names no month. Choose a patient on the caseload.</Empty>
  if (person.isError) return <Trouble error={person.error} retry={person.refetch} />
  if (determined.isError) return <Trouble error={determined.error} retry={determined.refetch} />
  if ((reads && person.isPending) || determined.isPending)
    return <Skeleton what="the month" lines={20} />
  return <Month patient={patient} view={person.data} determination={determined.data} />
}

const outcomeWords = {
  bill: 'Proven: may be billed',
  hold: 'On hold',
  no_bill: 'Not billed',
} as const
const outcomeGlyphs = { bill: 'met', hold: 'ring', no_bill: 'none' } as const

function Month({
  patient,
  view,
  determination,
}: {
  readonly patient: string
  /** Undefined: the chart is not for this role to read. */
  readonly view: PatientView | undefined
  readonly determination: PatientMonth
}) {
  const { month, elements, counted, excluded } = determination
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const step = (by: number): string => addMonths(calendarMonth(month), by)
  return (
    <article className="stack month">
      <header className="row">
        <Who patient={patient} view={view} determination={determination} />
        <nav className="row month-chooser" aria-label="Month">
          <Link className="icon-button no-print" href={`/patients/${patient}/months/${step(-1)}`}>
            <Glyph name="before" label={shownMonth(step(-1))} />
          </Link>
          <strong>{shownMonth(month)}</strong>
          <Link className="icon-button no-print" href={`/patients/${patient}/months/${step(1)}`}>
            <Glyph name="open" label={shownMonth(step(1))} />
          </Link>
        </nav>
        <div className="row end no-print">
          <Link className="button" href={`/billing/${month}`}>
            All patients of the month
          </Link>
          <button type="button" className="button" onClick={printScreen}>
            <Glyph name="print" /> Print
          </button>
        </div>
      </header>
      <Outcome determination={determination} patient={patient} role={session?.role} />
      <Elements elements={elements} chart={view?.chart ?? null} patient={patient} />
      {view ? (
        <TimeTable counted={counted} excluded={excluded} chart={view.chart} />
      ) : (
        <TimeByReason counted={counted} excluded={excluded} />
      )}
    </article>
  )
}

/** From the chart; else from the month's run, where one came from there; else the MRN alone. */
function Who({
  patient,
  view,
  determination: { month, mrn },
}: {
  readonly patient: string
  readonly view: PatientView | undefined
  readonly determination: Determination
}) {
  const [then] = useThen()
  const { data: run } = useQuery({ ...monthRunQuery(month, then), enabled: false })
  const listed = run?.rows.find((row) => row.patient === patient)
  const named = view?.chart.patient ?? listed
  const name = named && `${named.family_name}, ${named.given_name}`
  return (
    <h1>
      {view ? <Link href={`/patients/${patient}`}>{name}</Link> : name}{' '}
      <span className="quiet">
        {view && `${ageOn(view.chart.patient.birth_date, view.today)} · `}
        {view && `born ${shownDay(view.chart.patient.birth_date)} · `}
        MRN {mrn}
      </span>
    </h1>
  )
}

/** What may be billed and why not more: the meter, the bands, and every reason with its way out. */
function Outcome({
  determination,
  patient,
  role,
}: {
  readonly determination: PatientMonth
  readonly patient: string
  readonly role: Role | undefined
}) {
  const { month, outcome, minutes, bands, next, reasons, suggestions } = determination
  const { reached_since: since } = determination
  return (
    <section className="panel stack" aria-labelledby="outcome">
      <h2 id="outcome" className={`outcome ${outcome}`}>
        <Glyph name={outcomeGlyphs[outcome]} /> <strong>{outcomeWords[outcome]}</strong>{' '}
        {codesOf(determination)}
        {outcome === 'hold' && <span className="quiet"> once what is missing exists</span>}
      </h2>
      <div>
        <p>
          <strong>{minutes} minutes count</strong>
          {next &&
            ` · ${next.code} from ${minutes + next.minutes_to_go}: ${next.minutes_to_go} more`}
        </p>
        <Meter minutes={minutes} bands={bands} />
        {since && (
          <p>
            <Glyph name="warning" /> {counted(since.minutes_then, 'minute')} at the first look of{' '}
            {shownTime(since.first_look_at)}, just short of {since.code}; the others were added
            since. The compliance officer sees this.
          </p>
        )}
        <ul className="band-scale">
          {bands.map((band) => (
            <li key={band.minutes} className={band.minutes <= minutes ? 'reached' : 'quiet'}>
              {band.minutes <= minutes && <Glyph name="met" label="reached" />} {nameOf(band)} from{' '}
              {band.minutes}
            </li>
          ))}
        </ul>
      </div>
      {reasons.length > 0 && (
        <ul className="reasons">
          {reasons.map(({ reason, message, remedy }) => (
            <li key={reason}>
              <Glyph name={outcome === 'bill' ? 'dot' : 'warning'} />
              <p>
                {message}{' '}
                <Remedy place={remedyPlace(reason, { patient, month, role })}>{remedy}</Remedy>
              </p>
            </li>
          ))}
        </ul>
      )}
      {suggestions.map((suggestion) => (
        <p key={suggestion} className="quiet">
          {suggestion}
        </p>
      ))}
      <p className="quiet small">
        Policy {determination.policy ?? 'unknown'} · time rule {determination.time_rule} · rules{' '}
        {determination.rules_version}
      </p>
    </section>
  )
}

/** A way out leads to where it can be done; on this page it is only said. */
const Remedy = ({ place, children }: { readonly place: string; readonly children: string }) =>
  place.includes('/months/') ? (
    <span className="remedy">{children}</span>
  ) : (
    <Link className="remedy" href={place}>
      {children}
    </Link>
  )
