/** Marks a row as entered in error: it counts for nothing from then on, and stays on record. */
import { type FormEvent, useState } from 'react'
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import { type Seen, useWithdrawRecord } from '../../api/records.ts'
import { GuardedDialog } from './dialog.tsx'
import { Foot, Refused } from './fields.tsx'
import { Reason } from './reason.tsx'
import { formOf } from './texts.ts'

export function WithdrawDialog({
  patient,
  record,
  seen,
  says,
  onClose,
}: {
  readonly patient: string
  readonly record: AmendedRecord
  readonly seen: Seen
  /** The row in a line. */
  readonly says: string
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [unexplained, setUnexplained] = useState(false)
  const withdrawing = useWithdrawRecord(patient, record)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setUnexplained(reason.trim() === '')
    if (reason.trim() === '' || withdrawing.isPending) return
    withdrawing.mutate({ ...seen, reason }, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title="Entered in error" dirty={reason !== ''} onClose={onClose}>
      {(close) => (
        <form noValidate onSubmit={save}>
          <p>
            This {formOf(record).one} will count for nothing from now on. It stays in the history,
            with your name and the reason.
          </p>
          <p className="quiet">{says}</p>
          <Reason
            value={reason}
            missing={unexplained && reason.trim() === ''}
            onChange={setReason}
          />
          <Refused error={withdrawing.error} />
          <Foot saving={withdrawing.isPending} says="Mark as entered in error" onLeave={close} />
        </form>
      )}
    </GuardedDialog>
  )
}
