/** A week without a meeting is answered with its reason. */
import { type FormEvent, useId, useState } from 'react'
import type { ReviewView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { addDays, type CalendarDay } from '../../../server/domain/calendar.ts'
import { useNewMeeting } from '../../api/review.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { shownDay } from '../../components/words.ts'
import { consultantFor } from './start-meeting.tsx'

export function MissedWeek({
  view,
  session,
  onClose,
}: {
  readonly view: ReviewView
  readonly session: SessionView
  readonly onClose: () => void
}) {
  const id = useId()
  const noting = useNewMeeting()
  const [week, setWeek] = useState(view.missed_weeks.at(-1) ?? view.today)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setMissing(reason.trim() === '')
    if (reason.trim() === '' || noting.isPending) return
    const missed = { on: week, reason: reason.trim() }
    const answered = {
      care_manager: view.care_manager.staff,
      psychiatric_consultant: consultantFor(view, session),
      attendees: null,
      missed,
    }
    noting.mutate(answered, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title="A week without a meeting" dirty={reason !== ''} onClose={onClose}>
      {(leave) => (
        <form onSubmit={save} noValidate>
          <p>
            A weekly consultation is required. Say why there was none; it stays on record
            {session.role !== 'psychiatric_consultant' &&
              ', and counts once the consultant has confirmed it'}
            .
          </p>
          <div className="record-field long">
            <label htmlFor={`${id}-week`}>Week</label>
            <select
              id={`${id}-week`}
              value={week}
              onChange={(event) => setWeek(event.target.value as CalendarDay)} // one of the options
            >
              {view.missed_weeks.map((monday) => (
                <option key={monday} value={monday}>
                  {shownDay(monday)} to {shownDay(addDays(monday, 6))}
                </option>
              ))}
            </select>
          </div>
          <div className="record-field long">
            <label htmlFor={`${id}-why`}>Why there was no meeting</label>
            <input
              id={`${id}-why`}
              autoComplete="off"
              aria-required
              aria-invalid={missing}
              aria-describedby={`${id}-fault`}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <span id={`${id}-fault`} className="fault small" role="status">
              {missing && 'is needed'}
            </span>
          </div>
          <Refused error={noting.error} />
          <Foot saving={noting.isPending} says="Save the reason" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
