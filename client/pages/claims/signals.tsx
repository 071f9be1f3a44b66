/** For the compliance officer: totals that cluster above a threshold, minutes added after a look. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import type { SignalsView } from '../../../server/contract/claims.ts'
import { addMonths, calendarMonth, isCalendarMonth } from '../../../server/domain/calendar.ts'
import { signalsQuery } from '../../api/claims.ts'
import { sessionQuery } from '../../api/queries.ts'
import { Heads } from '../../components/heads.tsx'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { shownMonth, shownTime } from '../../components/words.ts'
import '../../theme/claims.css'

export function SignalsPage() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const named = useParams()['*'] ?? ''
  const today = session?.idle_until.slice(0, 7)
  const month = named !== '' ? named : today && addMonths(calendarMonth(today), -1)
  if (month === undefined || month === '' || !isCalendarMonth(month))
    return <Empty>This address names no month.</Empty>
  return <Signals key={month} month={month} />
}

function Signals({ month }: { readonly month: string }) {
  const { data, isError, error, refetch } = useQuery(signalsQuery(month))
  const step = (by: number): string => addMonths(calendarMonth(month), by)
  if (isError) return <Trouble error={error} retry={refetch} />
  return (
    <section className="claims-screen stack" aria-labelledby="signals">
      <header className="row">
        <h1 id="signals">Billing signals</h1>
        <nav className="row month-chooser" aria-label="Month">
          <Link className="icon-button no-print" href={`/signals/${step(-1)}`}>
            <Glyph name="before" label={shownMonth(step(-1))} />
          </Link>
          <strong>{shownMonth(month)}</strong>
          <Link className="icon-button no-print" href={`/signals/${step(1)}`}>
            <Glyph name="open" label={shownMonth(step(1))} />
          </Link>
        </nav>
      </header>
      <p className="quiet">
        Reasons to look, not findings. Minutes fall on both sides of a threshold alike where nobody
        aims at it.
      </p>
      {data ? <Both data={data} /> : <Skeleton what="the signals" lines={10} />}
    </section>
  )
}

function Both({ data }: { readonly data: SignalsView }) {
  return (
    <>
      <table>
        <caption>Totals within 5 minutes of a threshold</caption>
        <thead>
          <tr>
            {['Care manager', 'Months with a code', 'Just above', 'Just below', ''].map((head) => (
              <th key={head} scope="col">
                {head || <span className="hidden-visually">Signal</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.clusters.map((one) => (
            <tr key={one.care_manager}>
              <th scope="row">{one.care_manager}</th>
              <td className="number">{one.months}</td>
              <td className="number">{one.just_over}</td>
              <td className="number">{one.just_under}</td>
              <td>{one.is_signal && <strong>clusters above</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.first_look_at === null ? (
        <p>Nobody has looked at this month for billing yet.</p>
      ) : data.crossed.length === 0 ? (
        <p>
          First look {shownTime(data.first_look_at)}. No month that was just short then has reached
          its band since.
        </p>
      ) : (
        <table>
          <caption>
            Just short at the first look of {shownTime(data.first_look_at)}, reached since
          </caption>
          <Heads of={['MRN', 'Care manager', 'Code', 'Minutes then', 'Minutes now']} />
          <tbody>
            {data.crossed.map((one) => (
              <tr key={one.mrn}>
                <th scope="row">{one.mrn}</th>
                <td>{one.care_manager}</td>
                <td>{one.code}</td>
                <td className="number">{one.minutes_then}</td>
                <td className="number">{one.minutes_now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
