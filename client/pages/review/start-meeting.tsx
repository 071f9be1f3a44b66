/** Starts the meeting: its record is the proof of the weekly consultation. */
import { type FormEvent, useId, useState } from 'react'
import type { ReviewView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { useNewMeeting } from '../../api/review.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { textOrNull } from './state.ts'

export function StartMeeting({
  view,
  session,
  onClose,
}: {
  readonly view: ReviewView
  readonly session: SessionView
  readonly onClose: () => void
}) {
  const id = useId()
  const starting = useNewMeeting()
  const [consultant, setConsultant] = useState(() => consultantFor(view, session))
  const [others, setOthers] = useState('')
  const start = (event: FormEvent) => {
    event.preventDefault()
    if (starting.isPending || consultant === '') return
    const meeting = {
      care_manager: view.care_manager.staff,
      psychiatric_consultant: consultant,
      attendees: textOrNull(others),
      missed: null,
    }
    starting.mutate(meeting, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title="Start the meeting" dirty={others !== ''} onClose={onClose}>
      {(leave) => (
        <form onSubmit={start} noValidate>
          <p>
            It begins now, with {view.care_manager.name}. Cases that are saved while it runs belong
            to it.
          </p>
          <div className="record-field long">
            <label htmlFor={`${id}-with`}>Psychiatric consultant</label>
            <ConsultantSelect
              id={`${id}-with`}
              view={view}
              session={session}
              value={consultant}
              onChange={setConsultant}
            />
          </div>
          <div className="record-field long">
            <label htmlFor={`${id}-others`}>
              Who else is there <span className="quiet">optional</span>
            </label>
            <input
              id={`${id}-others`}
              autoComplete="off"
              value={others}
              onChange={(event) => setOthers(event.target.value)}
            />
          </div>
          <Refused error={starting.error} />
          <Foot saving={starting.isPending} says="Start now" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

/** Oneself where one consults; else whoever consults on most of these cases. */
export const consultantFor = (view: ReviewView, session: SessionView): string =>
  session.role === 'psychiatric_consultant' && session.staff !== null
    ? session.staff
    : (view.psychiatric_consultant?.staff ?? view.consultants[0]?.staff ?? '')

/** A consultant speaks for themselves; a care manager says whom they met. */
export function ConsultantSelect({
  id,
  view,
  session,
  value,
  onChange,
}: {
  readonly id: string
  readonly view: ReviewView
  readonly session: SessionView
  readonly value: string
  readonly onChange: (staff: string) => void
}) {
  const isSelf = session.role === 'psychiatric_consultant'
  const offered = isSelf ? [{ staff: session.staff ?? '', name: session.name }] : view.consultants
  return (
    <select
      id={id}
      // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was just opened
      autoFocus
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {offered.length === 0 && <option value="">No consultant is on these care teams</option>}
      {offered.map(({ staff, name }) => (
        <option key={staff} value={staff}>
          {name}
        </option>
      ))}
    </select>
  )
}
