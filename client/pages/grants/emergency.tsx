/** Break-glass: one patient in an emergency, for an hour; the privacy officer is told at once. */
import { type FormEvent, useId, useState } from 'react'
import type { EmergencyView } from '../../../server/contract/grants.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import { useEmergency } from '../../api/grants.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { StepUp, wantsPassword } from '../account/step-up.tsx'
import '../../theme/forms.css'

export function EmergencyDialog({
  onOpened,
  onClose,
}: {
  readonly onOpened: (opened: EmergencyView) => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState({ mrn: '', birth_date: '', reason: '' })
  const [tried, setTried] = useState(false)
  const asking = useEmergency()
  const { birth_date } = typed
  const faults = {
    mrn: typed.mrn.trim() === '' ? 'is needed' : '',
    birth_date: isCalendarDay(birth_date) ? '' : 'must be a day, YYYY-MM-DD',
    reason: typed.reason.trim().length < 10 ? 'must say what makes it an emergency' : '',
  }
  const open = () => {
    if (isCalendarDay(birth_date)) asking.mutate({ ...typed, birth_date }, { onSuccess: onOpened })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(faults).every((fault) => fault === '') && !asking.isPending) open()
  }
  if (wantsPassword(asking.error))
    return <StepUp what="open a chart in an emergency" onDone={open} onLeave={onClose} />
  return (
    <GuardedDialog title="An emergency" dirty={typed.reason !== ''} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered stack" onSubmit={save}>
          <p>
            For one patient who is not yours, when their safety cannot wait. The chart is open for
            60 minutes; the privacy officer is told now and reviews it within 72 hours.
          </p>
          <div className="record-fields">
            {fields.map(([name, label]) => (
              <Entry
                key={name}
                label={label}
                long={name === 'reason'}
                value={typed[name]}
                fault={tried ? faults[name] : ''}
                onType={(text) => setTyped({ ...typed, [name]: text })}
              />
            ))}
          </div>
          <Refused error={asking.error} />
          <Foot saving={asking.isPending} says="Open the chart" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

const fields = [
  ['mrn', 'Record number (MRN)'],
  ['birth_date', 'Birth date, YYYY-MM-DD'],
  ['reason', 'What makes it an emergency'],
] as const

function Entry({
  label,
  long,
  value,
  fault,
  onType,
}: {
  readonly label: string
  readonly long: boolean
  readonly value: string
  readonly fault: string
  readonly onType: (text: string) => void
}) {
  const id = useId()
  const shared = {
    id,
    value,
    'aria-invalid': fault !== '',
    'aria-describedby': `${id}-fault`,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onType(event.target.value),
  }
  return (
    <div className="record-field">
      <label htmlFor={id}>{label}</label>
      {long ? <textarea rows={3} {...shared} /> : <input autoComplete="off" {...shared} />}
      <span id={`${id}-fault`} className="fault small">
        {fault}
      </span>
    </div>
  )
}
