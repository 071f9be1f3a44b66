/** What the signed-in person can do now: send, decide, or note that it was carried out. */
import { useId, useState } from 'react'
import { Decide } from './decide.tsx'
import { MoveForm, type MoveProps, useMove } from './move.tsx'

export function Moves(props: MoveProps) {
  const { one, session } = props
  const { step, review } = one
  const isTeam = session.role === 'care_manager' || session.role === 'billing_practitioner'
  const isManager = session.role === 'care_manager'
  if (!isTeam || step === 'done' || step === 'outcome') return null
  return (
    <div className="moves no-print">
      {isManager && step === 'sending' && (
        <DayMove
          {...props}
          column="sent_on"
          label="Sent to the practitioner on"
          says="Mark as sent"
          reason="sent to the practitioner"
        />
      )}
      {(step === 'decision' || step === 'sending') && <Decide {...props} />}
      {step === 'action' && (
        <DayMove
          {...props}
          column="carried_out_on"
          label="Carried out on"
          says="Mark as carried out"
          reason={`carried out, ${review.decision ?? 'as recommended'}`}
        />
      )}
    </div>
  )
}

function DayMove({
  one,
  view,
  column,
  label,
  says,
  reason,
}: MoveProps & {
  readonly column: 'sent_on' | 'carried_out_on'
  readonly label: string
  readonly says: string
  readonly reason: string
}) {
  const id = useId()
  const [day, setDay] = useState<string>(view.today)
  const move = useMove(one, view)
  return (
    <MoveForm
      move={move}
      asked={[column]}
      says={says}
      isReady={day !== ''}
      mine={{ [column]: day }}
      onChoose={(row) => setDay(String(row[column] ?? view.today))}
      reason={reason}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        max={view.today}
        min={one.review.reviewed_on}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </MoveForm>
  )
}
