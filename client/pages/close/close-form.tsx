/** Last day, reason and a word for the history; a relapse plan is asked for where goals are met. */
import { type FormEvent, useEffect, useId, useState } from 'react'
import { Link } from 'wouter'
import { columnsOf, type Episode } from '../../../server/domain/records/index.ts'
import { currentOf, faultOf, type Seen, useAmendRecord } from '../../api/records.ts'
import { Field } from '../../components/form/field.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import { type Faults, faultsIn, rowMeant, type Values } from '../../components/form/values.ts'

const nobody = { people: [], payers: [], clinics: [] }

export function CloseForm({
  patient,
  seen,
  today,
  hasPlan,
  onDone,
}: {
  readonly patient: string
  readonly seen: Seen
  readonly today: string
  /** There is a relapse-prevention plan of this episode. */
  readonly hasPlan: boolean
  readonly onDone: () => void
}) {
  const [values, setValues] = useState<Values>({ closed_on: today, close_reason: '' })
  const [reason, setReason] = useState('')
  const [without, setWithout] = useState(false)
  const [tried, setTried] = useState(false)
  const closing = useAmendRecord(patient, 'episodes')
  const wantsPlan = values['close_reason'] === 'goals_met' && !hasPlan
  const faults = faultsOf(values)
  const dirty = values['close_reason'] !== '' || reason !== ''
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const isReady = Object.keys(faults).length === 0 && reason.trim() !== ''
    if (!isReady || (wantsPlan && !without) || closing.isPending) return
    const changes = rowMeant('episodes', values) as Partial<Episode> // two of its columns
    closing.mutate({ ...seen, changes, reason }, { onSuccess: onDone })
  }
  return (
    <form noValidate className="stack" onSubmit={save}>
      <div className="record-fields">
        {(['closed_on', 'close_reason'] as const).map((name) => (
          <Field
            key={name}
            name={name}
            text={texts[name]}
            column={{ ...columnsOf.episodes[name], required: true }}
            value={values[name] ?? ''}
            fault={(tried ? faults[name] : undefined) ?? faultOf(closing.error, name)}
            choices={nobody}
            first={name === 'closed_on'}
            onChange={(value) => setValues({ ...values, [name]: value })}
          />
        ))}
      </div>
      {wantsPlan && (
        <PlanFirst
          patient={patient}
          missing={tried && !without}
          without={without}
          onChange={setWithout}
        />
      )}
      <Reason value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
      {currentOf(closing.error) ? (
        <p className="refused" role="alert">
          Somebody changed this episode after you opened it. Load the page again, look, and close it
          then. Nothing was changed by you.
        </p>
      ) : (
        <Refused error={closing.error} />
      )}
      <Foot saving={closing.isPending} says="Close the episode" onLeave={onDone} />
    </form>
  )
}

const texts = {
  closed_on: { label: 'Last day', hint: 'Time after it does not count' },
  close_reason: { label: 'Why it ends' },
} as const

function faultsOf(values: Values): Faults {
  const needed = Object.entries(values).filter(([, typed]) => typed === '')
  const empty = Object.fromEntries(needed.map(([name]) => [name, 'is needed']))
  return { ...faultsIn('episodes', values), ...empty }
}

function PlanFirst({
  patient,
  missing,
  without,
  onChange,
}: {
  readonly patient: string
  readonly missing: boolean
  readonly without: boolean
  readonly onChange: (without: boolean) => void
}) {
  const id = useId()
  return (
    <div className="stopped stack">
      <p>
        The goals are met, and there is no relapse-prevention plan yet. Make it with the patient
        before they leave: <Link href={`/patients/${patient}`}>open the chart</Link>.
      </p>
      <div className="record-field tick">
        <input
          id={id}
          type="checkbox"
          aria-describedby={`${id}-fault`}
          checked={without}
          onChange={(event) => onChange(event.target.checked)}
        />{' '}
        <label htmlFor={id}>Close without one; the reason below says why</label>
        <span id={`${id}-fault`} className="fault small" role="status">
          {missing && ' Make the plan, or tick this.'}
        </span>
      </div>
    </div>
  )
}
