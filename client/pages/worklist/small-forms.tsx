/** Reschedule, snooze, ask: a day or a choice, and why. */
import { useState } from 'react'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import { Labelled } from '../../components/contact-form/labelled.tsx'
import { shownDay } from '../../components/words.ts'
import { DayField, SmallForm, type SmallProps, Words } from './small-form.tsx'

export function Reschedule(props: SmallProps) {
  const { today } = props.entry
  const [due, setDue] = useState('')
  const [reason, setReason] = useState('')
  const isDay = isCalendarDay(due) && due >= today
  return (
    <SmallForm
      {...props}
      record="planned_contacts"
      title="Reschedule the next contact"
      row={isDay && reason.trim() !== '' ? { due_on: due, reason: reason.trim() } : null}
      missing="A day from today on and a reason are needed."
      says={`next contact ${shownDay(due)}`}
    >
      <DayField label="Next contact" today={today} weeks={[1, 2, 3, 4]} day={due} onDay={setDue} />
      <Words label="Reason" value={reason} onChange={setReason} />
    </SmallForm>
  )
}

export function Snooze(props: SmallProps) {
  const { today, row } = props.entry
  const flags = row.flags.filter(({ safety }) => !safety)
  const [flag, setFlag] = useState<string>(flags[0]?.id ?? '')
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  if (flags.length === 0)
    return (
      <div className="entry-form">
        <p>
          {row.flags.length === 0
            ? 'No flag is up for this patient: there is nothing to snooze.'
            : 'Only safety flags are up for this patient. Those are never snoozed.'}
        </p>
        <button type="button" className="button" onClick={props.onLeave}>
          Close
        </button>
      </div>
    )
  const isDay = isCalendarDay(until) && until > today
  return (
    <SmallForm
      {...props}
      record="snoozes"
      title="Snooze a flag"
      row={isDay && reason.trim() !== '' ? { flag, until_on: until, reason: reason.trim() } : null}
      missing="A day after today and a reason are needed."
      says={`${flag} snoozed until ${shownDay(until)}`}
    >
      <Labelled label="Flag" field="flag">
        {(id) => (
          <select id={id} value={flag} onChange={(event) => setFlag(event.target.value)}>
            {flags.map(({ id: flagId, says }) => (
              <option key={flagId} value={flagId}>
                {flagId} {says}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <DayField label="Until" today={today} weeks={[1, 2, 4]} day={until} onDay={setUntil} />
      <Words label="Reason" value={reason} onChange={setReason} />
    </SmallForm>
  )
}

export function Ask(props: SmallProps) {
  const [question, setQuestion] = useState('')
  return (
    <SmallForm
      {...props}
      record="questions"
      title="Question to the consultant"
      row={question.trim() === '' ? null : { question: question.trim() }}
      missing="Write the question."
      says="question for the next review"
    >
      <Words label="Question for the next review" value={question} onChange={setQuestion} />
    </SmallForm>
  )
}
