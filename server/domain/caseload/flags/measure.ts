/** Measurement: a target that is not measured cannot be treated to. */
import { addDays } from '../../calendar.ts'
import { citeScore, nameOf } from '../course.ts'
import type { Rule } from '../flag.ts'
import { allSince, lastRun } from '../since.ts'

export const measureDue: Rule = {
  id: 'M1',
  says: 'Measure due',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'A complete score of the target instrument.',
  safety: false,
  points: 0,
  judge({ span, phase, target, numbers }) {
    const inPrevention = phase.phase === 'relapse_prevention'
    const every = inPrevention ? numbers.measure_every_in_relapse_prevention : numbers.measure_every
    const last = target.latestProving
    const from = last?.on ?? span.enrolled_on
    return {
      since: allSince(addDays(from, every), phase.since)!,
      because: last
        ? `The last complete ${nameOf(target.instrument)} is of ${last.on}; one is due every ${every} days.`
        : `No complete ${nameOf(target.instrument)} since enrollment on ${from}.`,
      inputs: last ? [citeScore(last)] : [],
    }
  },
}

export const measureIncomplete: Rule = {
  id: 'M2',
  says: 'Measure incomplete',
  severity: 'notice',
  owner: 'care_manager',
  clears: 'A complete score of the target instrument.',
  safety: false,
  points: 0,
  judge({ target }) {
    if (target.latest === null || target.latest.score === target.latestProving?.score)
      return undefined
    const wholeOn = new Set(target.totals.filter(({ proves }) => proves).map(({ on }) => on))
    const partial = lastRun(target.all, ({ on }) => !wholeOn.has(on))
    const latest = partial.at(-1)
    if (!latest) return undefined
    const { status, missing } = latest.standing
    const blanks = missing === null ? '' : `: ${missing} not answered`
    return {
      since: partial[0]!.on,
      because: `The ${nameOf(target.instrument)} of ${latest.on} is ${status}${blanks}.`,
      inputs: partial.map(citeScore),
    }
  },
}
