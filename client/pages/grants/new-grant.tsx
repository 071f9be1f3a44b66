/** An audit request, or substance-use records: to whom, about whom, why, and for how long. */
import { type FormEvent, useState } from 'react'
import type { GrantsView, NewGrant } from '../../../server/contract/grants.ts'
import { isCalendarMonth } from '../../../server/domain/calendar.ts'
import { useGrant } from '../../api/grants.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Entry } from '../../components/form/entry.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import { words } from '../../components/words.ts'
import { Pick } from '../enroll/parts.tsx'

interface Typed {
  readonly kind: NewGrant['kind']
  readonly granted_to: string
  readonly patients: string
  readonly days: string
  readonly reason: string
}
const nothing: Typed = {
  kind: 'audit_request',
  granted_to: '',
  patients: '',
  days: '30',
  reason: '',
}

export function NewGrantDialog({
  people,
  onClose,
}: {
  readonly people: GrantsView['people']
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const granting = useGrant()
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change })
  const patients = patientsIn(typed)
  const faults = faultsOf(typed, patients)
  const faultAt = (name: keyof Typed) => (tried ? faults[name] : undefined)
  const fit = people.filter(({ role }) => typed.kind === 'substance_use' || role === 'auditor')
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length > 0 || granting.isPending) return
    const { kind, granted_to, reason, days } = typed
    const wish = { kind, granted_to, reason, days: Number(days), patients: [...patients] }
    granting.mutate(wish, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title="Grant for a time" dirty={typed !== nothing} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <div className="record-fields">
            <Pick
              label="What"
              value={typed.kind}
              fault={undefined}
              options={[
                ['audit_request', 'The months of an audit request'],
                ['substance_use', 'Substance-use records of these patients'],
              ]}
              onPick={(kind) =>
                set({ kind: kind === 'substance_use' ? kind : 'audit_request', granted_to: '' })
              }
            />
            <Pick
              label="To whom"
              value={typed.granted_to}
              fault={faultAt('granted_to')}
              options={fit.map(({ staff, name, role }) => [staff, `${name}, ${words(role)}`])}
              onPick={(granted_to) => set({ granted_to })}
            />
            <Entry
              long
              label={
                typed.kind === 'audit_request'
                  ? 'Patient-months: a record number and a month on each line'
                  : 'Patients: a record number on each line'
              }
              spellCheck={false}
              placeholder={typed.kind === 'audit_request' ? '0004711 2026-10' : '0004711'}
              value={typed.patients}
              fault={faultAt('patients')}
              onType={(text) => set({ patients: text })}
            />
            <Entry
              label="For how many days"
              inputMode="numeric"
              value={typed.days}
              fault={faultAt('days')}
              onType={(days) => set({ days })}
            />
          </div>
          <Reason
            value={typed.reason}
            missing={faultAt('reason') !== undefined}
            onChange={(reason) => set({ reason })}
          />
          <Refused error={granting.error} />
          <Foot saving={granting.isPending} says="Grant it" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

/** `0004711 2026-10`, one a line. */
const patientsIn = ({ kind, patients }: Typed): NewGrant['patients'] =>
  patients
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [mrn = '', month = ''] = line.split(/[\s,;]+/)
      return { mrn, month: kind === 'audit_request' && isCalendarMonth(month) ? month : null }
    })

function faultsOf(
  { kind, granted_to, days, reason }: Typed,
  patients: NewGrant['patients'],
): Partial<Record<keyof Typed, string>> {
  const monthless = kind === 'audit_request' && patients.some(({ month }) => month === null)
  return {
    ...(granted_to === '' ? { granted_to: 'is needed' } : {}),
    ...(patients.length === 0 ? { patients: 'is needed' } : {}),
    ...(monthless ? { patients: 'must have a month on each line, such as 2026-10' } : {}),
    ...(/^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= 90
      ? {}
      : { days: 'must be 1 to 90' }),
    ...(reason.trim() === '' ? { reason: 'is needed' } : {}),
  }
}
