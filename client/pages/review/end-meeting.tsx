/** Ends the meeting: before it does, it says who was reviewed and who carries over. */
import { type FormEvent, useId, useState } from 'react'
import type { MeetingView, ReviewView } from '../../../server/contract/review.ts'
import type { LocalTime } from '../../../server/domain/zone.ts'
import { useEndMeeting } from '../../api/review.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { counted, shownDay } from '../../components/words.ts'
import { everyone } from './state.ts'

/** Longer than any consultation lasts: nobody ended it when it was over. */
const longest = 8 * 60

export function EndMeeting({
  view,
  meeting,
  onEnded,
  onClose,
}: {
  readonly view: ReviewView
  readonly meeting: MeetingView
  readonly onEnded: (meeting: MeetingView) => void
  readonly onClose: () => void
}) {
  const ending = useEndMeeting()
  const wasForgotten = (meeting.minutes ?? 0) > longest
  const [time, setTime] = useState('')
  const day = meeting.row.started_at.slice(0, 10)
  const end = (event: FormEvent) => {
    event.preventDefault()
    if (ending.isPending) return
    const ended_at = time === '' ? null : (`${day}T${time}` as LocalTime) // of a time field
    ending
      .mutateAsync({ meeting: meeting.meeting, version: meeting.version, body: { ended_at } })
      .then((over) => {
        onEnded(over)
        onClose()
      })
      .catch(() => undefined) // it stands in the form
  }
  const waiting = everyone(view).filter(({ reviewed }) => !reviewed).length
  return (
    <GuardedDialog title="End the meeting" dirty={false} onClose={onClose}>
      {(leave) => (
        <form onSubmit={end} noValidate>
          <p>
            <strong>{counted(meeting.reviews.length, 'case')} reviewed</strong>, with{' '}
            {meeting.minutes_used} of its minutes written on them.{' '}
            {waiting > 0 &&
              `${counted(waiting, 'case')} on the agenda had no turn and will carry over to next week.`}
          </p>
          {wasForgotten && <Forgotten day={day} value={time} onChange={setTime} />}
          <Refused error={ending.error} />
          <Foot
            saving={ending.isPending}
            says={wasForgotten ? 'End it then' : 'End it now'}
            onLeave={leave}
          />
        </form>
      )}
    </GuardedDialog>
  )
}

function Forgotten({
  day,
  value,
  onChange,
}: {
  readonly day: string
  readonly value: string
  readonly onChange: (time: string) => void
}) {
  const id = useId()
  return (
    <div className="record-field long">
      <label htmlFor={id}>When it really ended, on {shownDay(day)}</label>
      <input id={id} type="time" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}
