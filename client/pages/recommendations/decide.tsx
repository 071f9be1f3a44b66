/** Accept, modify or decline: one of three, with the reason that the others need to know. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import { peopleQuery } from '../../api/records.ts'
import { useKept } from '../../components/kept.ts'
import { useUnsaved } from '../review/notes.ts'
import { MoveForm, type MoveProps, useMove } from './move.tsx'

const answers = ['accepted', 'modified', 'declined'] as const
type Answer = (typeof answers)[number]

const verbs: Readonly<Record<Answer, string>> = {
  accepted: 'Accept',
  modified: 'Modify',
  declined: 'Decline',
}
const asks: Readonly<Record<Answer, string>> = {
  accepted: 'Remark, if any',
  modified: 'What will be done instead',
  declined: 'Why it is declined',
}

interface Typed {
  readonly answer: Answer | null
  readonly reason: string
  readonly day: string
  readonly by: string
}

export function Decide({ one, view, session }: MoveProps) {
  const own = view.people.find(({ staff }) => staff === session.staff)?.staff_id ?? ''
  const isManager = session.role === 'care_manager'
  const treating = view.row?.team.billing_practitioner?.staff_id ?? ''
  const first: Typed = {
    answer: null,
    reason: '',
    day: view.today,
    by: isManager ? treating : own,
  }
  const [typed, setTyped] = useKept<Typed>(`decision ${one.key}`, first)
  const [isMissing, setMissing] = useState(false)
  const move = useMove(one, view)
  const { answer, reason } = typed
  useUnsaved(answer !== null || reason !== '')
  const choose = (row: AnyRow) =>
    setTyped({
      ...typed,
      answer: answers.find((one) => one === row['decision']) ?? null,
      day: String(row['decided_on'] ?? view.today),
      by: String(row['decided_by'] ?? typed.by),
    })
  const type = (change: Partial<Typed>) => {
    setMissing(false)
    setTyped({ ...typed, ...change })
  }
  const needsReason = answer !== 'accepted' && reason.trim() === ''
  return (
    <section className="decide" aria-label="Decision">
      <fieldset className="answers row">
        <legend>{isManager ? 'The practitioner’s decision' : 'Your decision'}</legend>
        {answers.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={answer === one}
            onClick={() => type({ answer: one })}
          >
            {verbs[one]}
          </button>
        ))}
      </fieldset>
      {answer && (
        <MoveForm
          move={move}
          asked={['decision', 'decided_by', 'decided_on']}
          mine={{ decision: answer, decided_by: typed.by || null, decided_on: typed.day }}
          reason={reason.trim() || 'accepted as recommended'}
          says="Save the decision"
          isReady={!needsReason}
          onChoose={choose}
          onSaved={() => setTyped(first)}
        >
          <ReasonField
            label={asks[answer]}
            value={reason}
            isMissing={isMissing && needsReason}
            onChange={(text) => type({ reason: text })}
            onLeave={() => setMissing(true)}
          />
          {isManager && <DecidedBy view={view} value={typed.by} onChange={(by) => type({ by })} />}
          <DecidedOn
            value={typed.day}
            from={one.review.reviewed_on}
            today={view.today}
            onChange={(day) => type({ day })}
          />
        </MoveForm>
      )}
    </section>
  )
}

function ReasonField({
  label,
  value,
  isMissing,
  onChange,
  onLeave,
}: {
  readonly label: string
  readonly value: string
  readonly isMissing: boolean
  readonly onChange: (text: string) => void
  readonly onLeave: () => void
}) {
  const id = useId()
  return (
    <div className="field reason">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        name="reason"
        rows={2}
        // biome-ignore lint/a11y/noAutofocus: opened by the button that asks for it
        autoFocus
        aria-invalid={isMissing}
        aria-describedby={`${id}-fault`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
      <span id={`${id}-fault`} className="fault small" role="status">
        {isMissing && 'The others need to know.'}
      </span>
    </div>
  )
}

function DecidedBy({
  view,
  value,
  onChange,
}: {
  readonly view: MoveProps['view']
  readonly value: string
  readonly onChange: (staff: string) => void
}) {
  const id = useId()
  const { data } = useQuery(peopleQuery)
  const offered = (data?.staff ?? view.people).filter(({ role }) => role === 'billing_practitioner')
  return (
    <div className="field">
      <label htmlFor={id}>Decided by</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">–</option>
        {offered.map(({ staff_id, name }) => (
          <option key={staff_id} value={staff_id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

function DecidedOn({
  value,
  from,
  today,
  onChange,
}: {
  readonly value: string
  readonly from: string
  readonly today: string
  readonly onChange: (day: string) => void
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>On</label>
      <input
        id={id}
        type="date"
        min={from}
        max={today}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
