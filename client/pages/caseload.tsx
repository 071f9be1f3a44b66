/** The caseload list: one row a patient, in the order of urgency, with every flag's reason. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import { caseloadQuery } from '../api/queries.ts'
import { FlagMark, ScoreMark } from '../components/severity.tsx'
import { Empty, Trouble, Waiting } from '../components/states.tsx'

type Listed = CaseloadView['rows'][number]

/** Gravest first; then by name, as people look them up. */
const byUrgency = (a: Listed, b: Listed): number =>
  b.row.agenda_points - a.row.agenda_points ||
  names.compare(a.row.family_name, b.row.family_name) ||
  names.compare(a.row.given_name, b.row.given_name) ||
  (a.row.episode_id < b.row.episode_id ? -1 : 1)
const names = new Intl.Collator()

export function CaseloadPage() {
  const { data, isPending, isError, error, refetch } = useQuery(caseloadQuery)
  if (isPending) return <Waiting what="the caseload" />
  if (isError) return <Trouble error={error} retry={refetch} />
  if (data.rows.length === 0)
    return <Empty>Patients whose team you are on will be listed here once they are enrolled.</Empty>
  return (
    <section aria-labelledby="caseload">
      <h1 id="caseload">
        Caseload <span className="quiet">{data.rows.length} patients</span>
      </h1>
      <section className="scroll" aria-labelledby="caseload">
        <table className="caseload">
          <thead>
            <tr>
              <th scope="col">Flags</th>
              <th scope="col">Patient</th>
              <th scope="col">MRN</th>
              <th scope="col">Status</th>
              <th scope="col" className="number">
                Weeks
              </th>
              <th scope="col" colSpan={3}>
                PHQ-9: first, last, change
              </th>
              <th scope="col" colSpan={3}>
                GAD-7: first, last, change
              </th>
              <th scope="col">Item 9</th>
              <th scope="col">Last contact</th>
              <th scope="col">Next due</th>
              <th scope="col">Last review</th>
              <th scope="col">This month</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.toSorted(byUrgency).map((one) => (
              <CaseloadLine key={one.row.episode_id} {...one} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function CaseloadLine({ patient, today, row }: Listed) {
  const [top, ...more] = row.flags
  return (
    <tr>
      <td>
        {top && <FlagMark flag={top} />}
        {more.length > 0 && (
          <span
            className="quiet"
            title={more.map(({ id, because }) => `${id}: ${because}`).join(' ')}
          >
            {' '}
            +{more.length}
          </span>
        )}
      </td>
      <th scope="row">
        <Link href={`/patients/${patient}/months/${today.slice(0, 7)}`}>
          {row.family_name}, {row.given_name}
        </Link>
      </th>
      <td>{row.mrn}</td>
      <td>{row.status.replaceAll('_', ' ')}</td>
      <td className="number">{row.weeks}</td>
      <InstrumentCells row={row} instrument="phq-9" />
      <InstrumentCells row={row} instrument="gad-7" />
      <td>{row.item9 === null ? '–' : row.item9.replaceAll('_', ' ')}</td>
      <td>{row.last_contact_on ?? 'none yet'}</td>
      <td>{row.next_contact_due ?? 'on hold'}</td>
      <td>{row.last_review_on ?? 'none yet'}</td>
      <td>
        {row.minutes_this_month} min
        {row.next_band && (
          <span className="quiet">
            {' '}
            {row.next_band.code} in {row.next_band.minutes_to_go}
          </span>
        )}
      </td>
    </tr>
  )
}

function InstrumentCells({ row, instrument }: { row: Listed['row']; instrument: string }) {
  const view = row.instruments[instrument]
  const change = view?.change ?? null
  return (
    <>
      <td className="number">
        <ScoreMark instrument={instrument} total={view?.first ?? null} why="no score yet" />
      </td>
      <td className="number">
        <ScoreMark
          instrument={instrument}
          total={view?.last ?? null}
          prorated={view?.status === 'prorated'}
          why={view?.status === 'unscorable' ? 'too many items missing' : 'no score yet'}
        />
      </td>
      <td className="number">
        {change === null ? '–' : `${change < 0 ? '▾' : change > 0 ? '▴' : ''}${Math.abs(change)}`}
        {view?.at_target && <span title="at target"> ✓</span>}
      </td>
    </>
  )
}
