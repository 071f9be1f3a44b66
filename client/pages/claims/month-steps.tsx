/** Where a month's billing stands: looked at, closed, and what came in afterwards. */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import { billingMonthQuery, useMonthStep } from '../../api/claims.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import { PopUp } from '../../components/pop-up.tsx'
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
        </strong>
      ) : (
        kept && (
          <button type="button" className="button no-print" onClick={() => setClosing(true)}>
            Close the month
          </button>
        )
      )}
      <Late month={month} rows={rows} />
      {closing && <CloseDialog month={month} onClose={() => setClosing(false)} />}
    </div>
  )
}

/** What came in after the closing, as what it changed: no claim changes by itself. */
function Late({ month, rows }: { readonly month: string; readonly rows: readonly MonthRunRow[] }) {
  const late = rows.flatMap(({ after_close, ...row }) =>
    after_close ? { ...row, after_close } : [],
  )
  if (late.length === 0) return null
  return (
    <PopUp glyph="warning" words={`${counted(late.length, 'patient')} with later entries`}>
      {() => (
        <ul className="late-entries">
          {late.map(({ patient, family_name, given_name, minutes, after_close }) => (
            <li key={patient}>
              <Link href={`/patients/${patient}/months/${month}`}>
                {family_name}, {given_name}
              </Link>{' '}
              {after_close.entries === 1 ? '1 entry' : `${after_close.entries} entries`},{' '}
              {after_close.minutes_before} to {counted(minutes, 'minute')}
            </li>
          ))}
        </ul>
      )}
    </PopUp>
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
