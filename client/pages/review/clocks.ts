/** Time spent on each case while a meeting runs, and how much of the meeting is left. */
import { useEffect, useRef, useState } from 'react'
import type { ReviewView } from '../../../server/contract/review.ts'

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

/**
 * @param shown the case on the screen; null: none
 * @returns seconds spent on it so far
 */
export function useCaseClock(shown: string | null, isRunning: boolean): number {
  const spent = useRef(new Map<string, number>())
  const since = useRef(0)
  useTick(isRunning)
  useEffect(() => {
    if (shown === null || !isRunning) return
    const began = performance.now()
    since.current = began
    return () => {
      const before = spent.current.get(shown) ?? 0
      spent.current.set(shown, before + performance.now() - began)
      since.current = 0
    }
  }, [shown, isRunning])
  if (shown === null) return 0
  const running = isRunning && since.current > 0 ? performance.now() - since.current : 0
  return Math.floor(((spent.current.get(shown) ?? 0) + running) / 1000)
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
