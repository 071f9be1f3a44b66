/** An order: which patient-months, for whom, and what for. */
import { type FormEvent, useState } from 'react'
import { useAuditExportOrder } from '../../api/audit-exports.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Entry } from '../../components/form/entry.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Tick } from '../../components/form/tick.tsx'
import { StepUp, wantsPassword } from '../account/step-up.tsx'
import { Choice } from './choice.tsx'
import { faultsOf, type Granted, orderOf, type Typed } from './typed.ts'

export function OrderDialog({
  first,
  granted,
  onClose,
}: {
  /** What stands in it when it opens. */
  readonly first: Typed
  readonly granted: readonly Granted[]
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState(first)
  const [tried, setTried] = useState(false)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const ordering = useAuditExportOrder()
  const set = (change: Partial<Typed>) => {
    setTyped({ ...typed, ...change })
    setKey(crypto.randomUUID()) // it is another order now
  }
  const found = faultsOf(typed)
  const faults = tried ? found : {}
  const order = () =>
    ordering.mutate({ order: orderOf(typed, granted), key }, { onSuccess: onClose })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(found).length === 0 && !ordering.isPending) order()
  }
  if (wantsPassword(ordering.error))
    return <StepUp what="hand out an export" onDone={order} onLeave={() => ordering.reset()} />
  return (
    <GuardedDialog title="New audit export" dirty={typed !== first} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <div className="record-fields">
            <Choice typed={typed} faults={faults} granted={granted} set={set} />
            <Entry
              label="At random: how many"
              hint="Empty: all of them"
              inputMode="numeric"
              value={typed.count}
              fault={faults.count}
              onType={(count) => set({ count })}
            />
            {typed.count !== '' && (
              <Entry
                label="Seed"
                hint="The same seed draws the same"
                inputMode="numeric"
                value={typed.seed}
                fault={faults.seed}
                onType={(seed) => set({ seed })}
              />
            )}
            <Entry
              label="For whom"
              hint="As the patients’ consents name them"
              maxLength={200}
              value={typed.recipient}
              fault={faults.recipient}
              onType={(recipient) => set({ recipient })}
            />
            <Entry
              label="What for"
              maxLength={200}
              value={typed.purpose}
              fault={faults.purpose}
              onType={(purpose) => set({ purpose })}
            />
            <Tick
              className="record-field tick"
              says="Numbers instead of names, and no free text"
              is={typed.pseudonymized}
              set={(pseudonymized) => set({ pseudonymized })}
            />
            <Tick
              className="record-field tick"
              says="Leave patients out for whom a consent under 42 CFR Part 2 is missing"
              is={typed.leaveOut}
              set={(leaveOut) => set({ leaveOut })}
            />
          </div>
          <Refused error={ordering.error} />
          <Foot saving={ordering.isPending} says="Order it" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
