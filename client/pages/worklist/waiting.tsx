/** How long a positive self-harm answer has waited, to the minute, and whose move it is by now. */
import { useEffect, useReducer } from 'react'
import { type CalendarDay, daysBetween } from '../../../server/domain/calendar.ts'
import { useServerNow } from '../../components/server-now.ts'
import { Glyph } from '../../components/symbols.tsx'
import { counted } from '../../components/words.ts'
import type { Entry } from './entries.ts'

/** Minutes that the care manager alone has for it (review.md). */
const alone = 60

/** 0 min, 59 min, 2 h 14 min, 3 d 4 h. */
export function ageWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} min`
  if (hours < 48) return `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

export const minutesSince = (raisedAt: string, now: number): number =>
  Math.max(Math.floor((now - Date.parse(raisedAt)) / 60_000), 0)

/**
 * The age of an answer given on a day and written down at a moment: to the minute, and in days where
 * it was a day old or more by then (an import, a form found in a drawer). It is never told too young.
 */
export function waited(
  raisedAt: string,
  since: CalendarDay,
  today: CalendarDay,
  now: number,
): { readonly says: string; readonly minutes: number } {
  const minutes = minutesSince(raisedAt, now)
  const days = daysBetween(since, today)
  return minutes < (days - 1) * 1440
    ? { says: counted(days, 'day'), minutes: days * 1440 }
    : { says: ageWords(minutes), minutes }
}

export function Waiting({
  raisedAt,
  entry: { acknowledged, since, today, row },
}: {
  readonly raisedAt: string
  readonly entry: Entry
}) {
  const { team } = row
  const { says, minutes } = waited(raisedAt, since, today, useNow())
  const others = [team.psychiatric_consultant, team.billing_practitioner].flatMap((one) =>
    one ? [one.name] : [],
  )
  return (
    <span className="waiting" title={others.join(', ')}>
      <Glyph name="warning" /> Waits {says}
      {acknowledged
        ? ', acted on'
        : minutes >= alone && ', nobody acted: consultant and practitioner too'}
      .{' '}
    </span>
  )
}

/** Drawn anew twice a minute. */
function useNow(): number {
  const now = useServerNow()
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    const timer = window.setInterval(drawAgain, 30_000)
    return () => window.clearInterval(timer)
  }, [])
  return now()
}
