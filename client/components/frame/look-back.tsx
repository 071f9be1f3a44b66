/** Chooses the day to look back to, and says so over the screen for as long as one does. */
import { type FormEvent, useEffect, useId, useState } from 'react'
import { useLocation } from 'wouter'
import type { SessionView } from '../../../server/contract/session.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import { PopUp } from '../pop-up.tsx'
import { Glyph } from '../symbols.tsx'
import { canLookBack, type Then, thenWords, useThen } from './looking-back.ts'

/** In the top bar of the screens that can look back. */
export function LookBack({ session }: { readonly session: SessionView }) {
  const [then, look] = useThen()
  const [location] = useLocation()
  if (!canLookBack(location)) return null
  // the session's end, minutes ahead, tells the day: a browser has no clock of the clinic's
  const last = session.idle_until.slice(0, 10)
  return (
    <div className="look-back" title="Look back: as known on an earlier day">
      <PopUp words="Look back" glyph="calendar" isBare>
        {(close) => (
          <Day
            last={last}
            then={then}
            onLook={(next) => {
              close()
              look(next)
            }}
          />
        )}
      </PopUp>
    </div>
  )
}

function Day({
  last,
  then,
  onLook,
}: {
  readonly last: string
  readonly then: Then | null
  readonly onLook: (then: Then) => void
}) {
  const id = useId()
  const [day, setDay] = useState<string>(then?.day ?? '')
  const [known, setKnown] = useState(then?.known ?? true)
  const look = (event: FormEvent): void => {
    event.preventDefault()
    if (isCalendarDay(day) && day <= last) onLook({ day, known })
  }
  return (
    <form className="stack" onSubmit={look}>
      <p className="places">
        <label htmlFor={id}>As known on</label>
        <input
          id={id}
          type="date"
          required
          max={last}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
      </p>
      <label className="row">
        <input
          type="checkbox"
          checked={!known}
          onChange={({ target }) => setKnown(!target.checked)}
        />
        With what was entered later
      </label>
      <button type="submit" className="button">
        Look back
      </button>
    </form>
  )
}

/** Also on paper. Whoever goes to a screen of the present is back in it. */
export function LookingBack() {
  const [then, look] = useThen()
  const [location] = useLocation()
  const isBack = then !== null && canLookBack(location)
  useEffect(() => {
    if (then !== null && !isBack) look(null)
  })
  if (!isBack) return null
  return (
    <p className="looking-back row" role="alert">
      <Glyph name="calendar" />
      <span>
        <strong>{thenWords(then)}</strong>
        {!then.known && ', with what was entered later'} — nothing can be changed here
      </span>
      <button type="button" className="button no-print" onClick={() => look(null)}>
        Back to now
      </button>
    </p>
  )
}
