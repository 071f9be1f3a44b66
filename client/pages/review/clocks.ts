/** Time spent on each case while a meeting runs, kept on the desk, and how much of it is left. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReviewView } from '../../../server/contract/review.ts'
import { useKeepViews, useKeptViews, viewsQuery } from '../../api/desk.ts'
import { useServerNow } from '../../components/server-now.ts'

type Meeting = NonNullable<ReviewView['meeting']>

/** Draws anew every second while it is on. */
function useTick(isOn: boolean): void {
  const [, setTick] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const timer = window.setInterval(() => setTick((tick) => tick + 1), 1000)
    return () => window.clearInterval(timer)
  }, [isOn])
}

/** Time spent on the cases of a meeting, as it is kept on the desk: a reload loses none of it. */
export interface Spent {
  readonly meeting: string
  /** Seconds by patient, of visits that are over. */
  readonly seconds: Readonly<Record<string, number>>
  /** On the screen since then; a UTC instant. */
  readonly running: { readonly patient: string; readonly since: string } | null
}

const screen = 'review'

/** What was kept of this meeting. */
export function spentIn(kept: unknown, meeting: string): Spent {
  const { meeting: of, seconds, running } = (kept ?? {}) as Partial<Spent> // as it is kept below
  if (of !== meeting) return { meeting, seconds: {}, running: null }
  return { meeting, seconds: seconds ?? {}, running: running ?? null }
}

/** No case is discussed for longer: a screen that was left open over night says nothing. */
const longest = 2 * 3600

/** Seconds on one case so far. */
export function secondsOn({ seconds, running }: Spent, patient: string, now: number): number {
  const since = running?.patient === patient ? (now - Date.parse(running.since)) / 1000 : 0
  return Math.floor((seconds[patient] ?? 0) + Math.min(Math.max(since, 0), longest))
}

/** Another case comes on the screen, or none: what the last one took is added to it. */
export function turnedTo(spent: Spent, patient: string | null, now: number): Spent {
  const { running } = spent
  if ((running?.patient ?? null) === patient) return spent
  const seconds = running
    ? { ...spent.seconds, [running.patient]: secondsOn(spent, running.patient, now) }
    : spent.seconds
  const since = new Date(now).toISOString()
  return { ...spent, seconds, running: patient === null ? null : { patient, since } }
}

/**
 * @param meeting the running one; null: none, and no clock runs
 * @param shown the patient on the screen; null: none
 * @returns seconds spent on them so far
 */
export function useCaseClock(meeting: string | null, shown: string | null): number {
  const views = useQuery(viewsQuery)
  const { mutate } = useKeepViews(screen)
  const kept = views.data?.screens[screen]
  const isKnown = views.data !== undefined
  const now = useServerNow()
  const clock = useRef(now)
  useTick(meeting !== null && shown !== null)
  const turn = useRef<(patient: string | null) => void>(() => undefined)
  useEffect(() => {
    turn.current = (patient) => {
      if (meeting === null || !isKnown) return
      const before = spentIn(kept, meeting)
      const turned = turnedTo(before, patient, clock.current())
      if (turned !== before) mutate({ views: turned })
    }
    turn.current(shown)
  }, [meeting, shown, isKnown, kept, mutate])
  // another screen is no case; a reload is none either, but comes back to this one
  useEffect(() => () => turn.current(null), [])
  if (meeting === null || shown === null) return 0
  return secondsOn(spentIn(kept, meeting), shown, now())
}

/** Whose case was on the screen when it was last looked at in this meeting. */
export function useLastCase(meeting: string | null): string | null {
  const kept = useKeptViews(screen)
  return meeting === null ? null : (spentIn(kept, meeting).running?.patient ?? null)
}

/** Whole minutes since it began: what the server said, and what has passed here since. */
export function useMeetingMinutes(meeting: Meeting | null): number {
  const [seen, setSeen] = useState({ meeting, at: performance.now() })
  if (seen.meeting !== meeting) setSeen({ meeting, at: performance.now() })
  if (meeting === null) return 0
  return (meeting.minutes ?? 0) + Math.floor((performance.now() - seen.at) / 60_000)
}

/** What the clock would write on the case: never more than the meeting still has. */
export const clockMinutes = (seconds: number, left: number | null): number =>
  Math.min(Math.max(Math.round(seconds / 60), seconds > 0 ? 1 : 0), left ?? 480)
