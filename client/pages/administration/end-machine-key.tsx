/** Ends a key for good, with a reason. */
import { type FormEvent, useState } from 'react'
import type { MachineKeyView } from '../../../server/contract/machine-keys.ts'
import { useEndMachineKey } from '../../api/machine-keys.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'

export function EndMachineKey({
  one: { machine_key, version, name },
  onClose,
}: {
  readonly one: MachineKeyView
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const ending = useEndMachineKey()
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '' || ending.isPending) return
    ending.mutate({ machine_key, version, reason }, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title={`End the key: ${name}`} dirty={reason !== ''} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <p>The program that has it is answered nothing from now on. It cannot be taken back.</p>
          <Reason value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
          <Refused error={ending.error} />
          <Foot saving={ending.isPending} says="End the key" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
