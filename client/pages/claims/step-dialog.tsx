/** One step of a claim: its day, its reason, and what that step needs besides. */
import { type FormEvent, useState } from 'react'
import type { ClaimView } from '../../../server/contract/claims.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import type { Step } from '../../../server/domain/claims/states.ts'
import { useReplacement, useStep } from '../../api/claims.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Entry } from '../../components/form/entry.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'

export type StepName = Step['to'] | 'replaced'

export const stepWords: Readonly<Record<StepName, string>> = {
  submitted: 'Submitted',
  paid: 'Paid',
  denied: 'Denied',
  replaced: 'Replace',
  voided: 'Void',
  refunded: 'Refunded',
}

interface Typed {
  readonly on: string
  readonly reason: string
  readonly carc: string
  readonly paid: string
  readonly number: string
}
const nothing: Typed = { on: '', reason: '', carc: '', paid: '', number: '' }

/** What is wrong with a field, by its name. */
function faultsOf(step: StepName, typed: Typed): Partial<Record<keyof Typed, string>> {
  const needsDay = step !== 'replaced'
  return {
    ...(needsDay && !isCalendarDay(typed.on) ? { on: 'is a day, YYYY-MM-DD' } : {}),
    ...(typed.reason.trim() === '' ? { reason: 'is needed' } : {}),
    ...(step === 'denied' && !/^[A-Z]?\d{1,3}$/.test(typed.carc)
      ? { carc: 'is a CARC, such as 16' }
      : {}),
    ...(step === 'paid' && !/^\d{1,6}(\.\d{2})?$/.test(typed.paid)
      ? { paid: 'is an amount, such as 133.59' }
      : {}),
  }
}

export function StepDialog({
  step,
  view: { claim, version },
  onDone,
  onClose,
}: {
  readonly step: StepName
  readonly view: ClaimView
  readonly onDone: (claim: string) => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const [taking, replacing] = [useStep(), useReplacement()]
  const faults = faultsOf(step, typed)
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const saving = taking.isPending || replacing.isPending
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length > 0 || saving) return
    const seen = { claim: claim.claim_id, version }
    const kept = {
      onSuccess: (done: { claim: { claim_id: string } }) => onDone(done.claim.claim_id),
    }
    const reason = typed.reason.trim()
    if (step === 'replaced') replacing.mutate({ ...seen, reason }, kept)
    else taking.mutate({ ...seen, step: bodyOf(step, typed) }, kept)
  }
  return (
    <GuardedDialog title={`${stepWords[step]}: claim`} dirty={typed !== nothing} onClose={onClose}>
      {(leave) => (
        <form noValidate onSubmit={save}>
          <div className="record-fields">
            <Fields step={step} typed={typed} faults={tried ? faults : {}} change={change} />
            <Reason
              value={typed.reason}
              missing={tried && faults.reason !== undefined}
              onChange={(reason) => change({ reason })}
            />
          </div>
          <Refused error={taking.error ?? replacing.error} />
          <Foot saving={saving} says={stepWords[step]} onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

const bodyOf = (to: Step['to'], { on, reason, carc, paid, number }: Typed) => ({
  to,
  on: on as Step['on'], // a day by the check above
  reason: reason.trim(),
  carc: to === 'denied' ? carc : null,
  paid_cents: to === 'paid' ? Math.round(Number(paid) * 100) : null,
  payer_claim_number: number.trim() === '' ? null : number.trim(),
})

function Fields({
  step,
  typed,
  faults,
  change,
}: {
  readonly step: StepName
  readonly typed: Typed
  readonly faults: Partial<Record<keyof Typed, string>>
  readonly change: (part: Partial<Typed>) => void
}) {
  const field = (name: keyof Typed, label: string, hint?: string) => (
    <Entry
      label={label}
      hint={hint}
      value={typed[name]}
      fault={faults[name]}
      onType={(value) => change({ [name]: value })}
    />
  )
  if (step === 'replaced') return null
  return (
    <>
      {field('on', 'Day', 'YYYY-MM-DD')}
      {step === 'denied' && field('carc', 'Reason code (CARC)', 'As on the remittance, such as 16')}
      {step === 'paid' && field('paid', 'Amount paid', 'In dollars, such as 133.59')}
      {step !== 'refunded' && field('number', 'Payer’s claim number', 'Where it is known')}
    </>
  )
}
