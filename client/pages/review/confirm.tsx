/** Meetings that somebody else entered: they prove nothing until their consultant confirms them. */
import type { MeetingView, ReviewView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { mondayOf } from '../../../server/domain/calendar.ts'
import { dayOfTime } from '../../../server/domain/zone.ts'
import { useConfirmMeeting } from '../../api/review.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Refused } from '../../components/form/fields.tsx'
import { counted, shownDay, shownTime } from '../../components/words.ts'
import { Reviewed } from './ended.tsx'

export function ConfirmMeetings({
  view,
  session,
  onClose,
}: {
  readonly view: ReviewView
  readonly session: SessionView
  readonly onClose: () => void
}) {
  return (
    <GuardedDialog title="Meetings to confirm" dirty={false} wide onClose={onClose}>
      {(leave) => (
        <div className="stack">
          {view.to_confirm.length === 0 && <p className="quiet">Every meeting is confirmed.</p>}
          {view.to_confirm.map((meeting) => (
            <Waiting key={meeting.meeting} meeting={meeting} view={view} session={session} />
          ))}
          <div className="foot row">
            <button type="button" className="button" onClick={leave}>
              Close
            </button>
          </div>
        </div>
      )}
    </GuardedDialog>
  )
}

function Waiting({
  meeting,
  view,
  session,
}: {
  readonly meeting: MeetingView
  readonly view: ReviewView
  readonly session: SessionView
}) {
  const confirming = useConfirmMeeting()
  const { row, reviews, version } = meeting
  const consultant = [...view.consultants, view.psychiatric_consultant].find(
    (one) => one?.staff_id === row.psychiatric_consultant_id,
  )
  const isMine = session.role === 'psychiatric_consultant' && consultant?.staff === session.staff
  const confirm = () => {
    if (confirming.isPending) return
    const seen = reviews.map(({ review, version }) => ({ review_id: review.review_id, version }))
    confirming.mutate({ meeting: meeting.meeting, version, body: { reviews: seen } })
  }
  const wasMissed = row.ended_at === null
  return (
    <section aria-label={`Meeting of ${shownTime(row.started_at)}`}>
      <h3>
        {wasMissed ? (
          <>Week of {shownDay(mondayOf(dayOfTime(row.started_at)))}: no meeting </>
        ) : (
          <>
            {shownTime(row.started_at)} to {row.ended_at?.slice(11, 16)}{' '}
          </>
        )}
        <span className="quiet">
          {!wasMissed && `${counted(meeting.minutes ?? 0, 'minute')} · `}
          {view.care_manager.name} with {consultant?.name ?? 'another consultant'}
          {row.attendees && ` · ${row.attendees}`}
        </span>
      </h3>
      {wasMissed ? <p>{row.missed_reason}</p> : <Reviewed meeting={meeting} />}
      <Refused error={confirming.error} />
      <p>
        {isMine ? (
          <button
            type="button"
            className="button primary"
            disabled={confirming.isPending}
            onClick={confirm}
          >
            {wasMissed
              ? 'That is why there was none'
              : 'I was there, and this is what I recommended'}
          </button>
        ) : (
          <span className="quiet">
            Waits for the word of {consultant?.name ?? 'its consultant'}, under their own sign-in.
          </span>
        )}
      </p>
    </section>
  )
}
