/** On paper only: who printed it and when, and the notice that goes with it. Page numbers come with its margins. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { SessionView } from '../../../server/contract/session.ts'
import { useNotice } from '../leaving.ts'
import { shownMoment, words } from '../words.ts'

const idleMinutes = 15

export function PrintedBy({
  session,
  demo,
}: {
  readonly session: SessionView
  readonly demo: boolean
}) {
  const [seconds, setSeconds] = useState(0)
  const [seen] = useState(() => performance.now())
  const notice = useNotice()
  useEffect(() => {
    const printing = () => flushSync(() => setSeconds((performance.now() - seen) / 1000))
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [seen])
  return (
    <p className="printed-by">
      Printed by {session.name}, {words(session.role)}, {momentOf(session, seconds)}.
      {demo && ' Demonstration: every person is invented.'} Holds health information: keep it safe.
      {notice !== null && <strong> {notice}</strong>}
    </p>
  )
}

/** The server's time when it was last asked who is signed in, and the seconds since. */
function momentOf({ idle_until }: SessionView, seconds: number): string {
  const moment = new Date(Date.parse(idle_until) + (seconds - idleMinutes * 60) * 1000)
  return shownMoment(moment.toISOString())
}
