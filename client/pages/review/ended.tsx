/** After the meeting: who was reviewed, with what result, and who carries over to next week. */
import type { AgendaEntry, MeetingView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { FlagMark } from '../../components/severity.tsx'
import { counted, titled } from '../../components/words.ts'
import { nameOf, reasonOf } from './state.ts'

export interface Ended {
  readonly meeting: MeetingView
  /** The agenda as it stood at the end. */
  readonly agenda: readonly AgendaEntry[]
}

export function EndedMeeting({
  ended: { meeting, agenda },
  session,
  onLeave,
}: {
  readonly ended: Ended
  readonly session: SessionView
  readonly onLeave: () => void
}) {
  const had = new Set(meeting.reviews.map(({ patient }) => patient))
  const cut = agenda.filter(({ patient }) => !had.has(patient))
  return (
    <article className="ended" aria-labelledby="ended">
      <h2 id="ended">The meeting is over</h2>
      <p>
        {meeting.row.started_at.slice(11, 16)} to {meeting.row.ended_at?.slice(11, 16)},{' '}
        {counted(meeting.minutes ?? 0, 'minute')}; {counted(meeting.reviews.length, 'case')}{' '}
        reviewed in {counted(meeting.minutes_used, 'minute')}.{' '}
        {meeting.state === 'to_confirm' && <strong>{confirmWords(session)}</strong>}
      </p>
      <h3>Reviewed</h3>
      <Reviewed meeting={meeting} />
      <h3>Carried over to next week</h3>
      {cut.length === 0 ? (
        <p className="quiet">Nobody: everybody on the agenda had their turn.</p>
      ) : (
        <ul className="over">
          {cut.map((entry) => (
            <Carried key={entry.row.episode_id} entry={entry} />
          ))}
        </ul>
      )}
      <p>
        <button type="button" className="button" onClick={onLeave}>
          Back to the agenda
        </button>
      </p>
    </article>
  )
}

function Carried({ entry }: { readonly entry: AgendaEntry }) {
  const { flag, says } = reasonOf(entry)
  return (
    <li>
      {flag && <FlagMark flag={flag} />} <strong>{nameOf(entry.row)}</strong>{' '}
      <span className="quiet">{says}</span>
    </li>
  )
}

const confirmWords = ({ role }: SessionView): string =>
  role === 'psychiatric_consultant'
    ? 'It proves nothing until you confirm it.'
    : 'It proves nothing until the consultant confirms it.'

/** The reviews of a meeting, one a row, with what was recommended. */
export function Reviewed({ meeting }: { readonly meeting: MeetingView }) {
  if (meeting.reviews.length === 0) return <p className="quiet">Nobody was reviewed in it.</p>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Patient</th>
          <th scope="col">Kind</th>
          <th scope="col">Recommendation</th>
          <th scope="col">Change</th>
          <th scope="col" className="number">
            Minutes
          </th>
        </tr>
      </thead>
      <tbody>
        {meeting.reviews.map((one) => (
          <tr key={one.review.review_id}>
            <th scope="row">{nameOf(one)}</th>
            <td>{one.review.kind ? titled(one.review.kind) : '–'}</td>
            <td className="long">
              {one.review.recommendation}
              {one.review.note && <span className="quiet"> {one.review.note}</span>}
            </td>
            <td>{one.review.recommends_change ? 'yes' : 'no'}</td>
            <td className="number">{one.review.minutes ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
