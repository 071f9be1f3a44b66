/** Where a month's billing stands: looked at, closed, and what came in afterwards. */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import { billingMonthQuery, useMonthStep } from '../../api/claims.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted, shownMonth, shownTime } from '../../components/words.ts'

export function MonthSteps({
  month,
  rows,
}: {
  readonly month: string
  readonly rows: readonly MonthRunRow[]
}) {
  const { data } = useQuery(billingMonthQuery(month))
  const look = useMonthStep(month, 'first-look')
  const [closing, setClosing] = useState(false)
  const late = rows.filter(({ after_close }) => after_close > 0)
  if (!data) return null
  const { kept } = data
  return (
    <div className="row end">
      {kept === null ? (
        <button
          type="button"
          className="button"
          disabled={look.isPending}
          onClick={() => look.mutate(undefined)}
        >
          Begin: first look
        </button>
      ) : (
        <span className="quiet">
          First look {shownTime(kept.first_look_at)} · {kept.just_short} just short
        </span>
      )}
      {look.error && <Refused error={look.error} />}
      {kept?.closed_at ? (
        <strong>
          <Glyph name="lock" /> Closed {shownTime(kept.closed_at)}
          {late.length > 0 && ` · ${counted(late.length, 'patient')} with later entries`}
        </strong>
      ) : (
        kept && (
          <button type="button" className="button no-print" onClick={() => setClosing(true)}>
            Close the month
          </button>
        )
      )}
      {closing && <CloseDialog month={month} onClose={() => setClosing(false)} />}
    </div>
  )
}

function CloseDialog({ month, onClose }: { readonly month: string; readonly onClose: () => void }) {
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const closing = useMonthStep(month, 'closing')
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (note.trim() !== '' && !closing.isPending)
      closing.mutate({ note: note.trim() }, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title={`Close ${shownMonth(month)}`} dirty={note !== ''} onClose={onClose}>
      {(leave) => (
        <form noValidate onSubmit={save}>
          <p>
            Entries that come in later are marked as such, and change no claim by themselves. A
            closed month stays closed.
          </p>
          <div className="record-fields">
            <Reason value={note} missing={tried && note.trim() === ''} onChange={setNote} />
          </div>
          <Refused error={closing.error} />
          <Foot saving={closing.isPending} says="Close the month" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
