/** What is about to be emitted, said once more before it is. */
import type { FormEvent } from 'react'
import type { EmissionView } from '../../../server/contract/claims.ts'
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import { useEmission } from '../../api/claims.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { counted, shownMonth } from '../../components/words.ts'
import { dollars, total, unitsByCode } from './rows.ts'

export function EmitDialog({
  month,
  rows,
  onDone,
  onClose,
}: {
  readonly month: string
  readonly rows: readonly MonthRunRow[]
  readonly onDone: (view: EmissionView) => void
  readonly onClose: () => void
}) {
  const emission = useEmission()
  const { cents, unknown } = total(rows)
  const emit = (event: FormEvent) => {
    event.preventDefault()
    if (emission.isPending) return
    const patients = rows.slice(0, 500).map(({ patient }) => patient)
    emission.mutate({ month, patients }, { onSuccess: onDone })
  }
  return (
    <GuardedDialog
      title={`Emit ${counted(Math.min(rows.length, 500), 'claim')} for ${shownMonth(month)}`}
      dirty={false}
      onClose={onClose}
    >
      {(leave) => (
        <form className="stack" onSubmit={emit}>
          <table>
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Units</th>
              </tr>
            </thead>
            <tbody>
              {unitsByCode(rows).map(([code, units]) => (
                <tr key={code}>
                  <th scope="row">{code}</th>
                  <td className="number">{units}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            Expected {dollars(cents)}
            {unknown > 0 && ` without ${counted(unknown, 'claim')} of which a fee is not known`}.
          </p>
          <p>
            Each month is determined once more as it is stored; what no longer says “bill” is left
            out and told. The evidence is frozen with the claim. A month is emitted once: later it
            can only be replaced or voided.
          </p>
          {rows.length > 500 && <p>The first 500 go now, the others after them.</p>}
          <Refused error={emission.error} />
          <Foot saving={emission.isPending} says="Emit" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
