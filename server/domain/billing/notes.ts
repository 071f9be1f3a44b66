/** What a person should see beside a bill (billing.md 8, notes). */
import { addMonths, monthOf } from '../calendar.ts'
import { secondsIn } from '../intervals.ts'
import type { Reason } from './determined.ts'
import { because, isIn } from './finding.ts'
import type { Ladder, Rung } from './ladder.ts'
import { collaborativeCareMinutes, inForce, undisputedG2214Minutes } from './parameters.ts'
import type { ServiceMonth } from './service-month.ts'

export function notesOf(
  month: ServiceMonth,
  { cutFrom }: Ladder,
  minutes: number,
  rung: Rung | undefined,
): readonly Reason[] {
  const code = rung?.codes[0]?.code
  const notes: Reason[] = []
  if (rung && cutFrom !== null && minutes >= cutFrom)
    notes.push(
      because(
        'add-on-capped',
        `${minutes} minutes would make more add-on units than the payer's ${month.terms.add_on_cap}.`,
        'Nothing is to be done; the units above the cap are not billed.',
      ),
    )
  if (code === 'G2214' && minutes < undisputedG2214Minutes)
    notes.push(
      because(
        'g2214-minimum-disputed',
        `G2214 from ${month.terms.g2214_minimum} minutes: sources name 16 and 30.`,
        "Check the payer's own minimum and keep it in its policy.",
      ),
    )
  if (rung && month.model === 'cocm' && isAfterShortStart(month))
    notes.push(
      because(
        'initial-month-short',
        'The first month of the episode did not reach its own code.',
        'A person may look at it; no authority allows the first-month code in a later month.',
      ),
    )
  return notes
}

/** The month that follows a first month below its own code. */
function isAfterShortStart(month: ServiceMonth): boolean {
  const { history, episode, initial, terms, first, ends_on } = month
  if (initial) return false
  const time = history.time.filter(
    ({ excluded, day }) => excluded === null && isIn(day, episode.starts_on, ends_on),
  )
  const start = time[0] && monthOf(time[0].day)
  if (!start || addMonths(start, 1) !== month.month) return false
  const spent = Math.floor(secondsIn(time.filter(({ day }) => monthOf(day) === start)) / 60)
  return spent < (inForce(collaborativeCareMinutes.initial[terms.time_rule], first)?.base ?? 0)
}
