/** Plausibility: what can hardly be true is shown until a person has corrected it. */
import { type CalendarDay, daysBetween } from '../../calendar.ts'
import type { Dossier } from '../../dossier.ts'
import type { Evidence } from '../../evidence.ts'
import { dayOfTime } from '../../zone.ts'
import type { Chart } from '../chart.ts'
import { type Course, citeScore, nameOf, type Totalled } from '../course.ts'
import type { Raised, Rule } from '../flag.ts'
import type { Numbers } from '../numbers.ts'

/**
 * A date in the future needs to know which day it is: `today` may be asked about in retrospect, when
 * later records are no mistake. Only where the caller names the clock's own day is it looked for.
 */
export const implausible: Rule = {
  id: 'D1',
  says: 'Implausible',
  severity: 'notice',
  owner: 'care_manager',
  clears: 'The record confirmed, or corrected.',
  safety: false,
  points: 0,
  judge(chart) {
    const found = [
      ...[...chart.courses.values()].flatMap((course) => oddScores(course, chart)),
      ...beforeBirth(chart),
      ...inTheFuture(chart),
    ].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
    const first = found[0]
    if (!first) return undefined
    return {
      since: first.since,
      because: found.map(({ because }) => because).join(' '),
      inputs: found.flatMap(({ inputs }) => inputs),
    }
  },
}

/** Two totals of one day, or a jump within a week: each is held against the whole week before it. */
function oddScores({ instrument, totals }: Course, { numbers }: Chart): readonly Raised[] {
  return totals.flatMap((one, i): readonly Raised[] => {
    const before = oddBefore(totals, i, numbers)
    if (!before) return []
    const inputs = [citeScore(before), citeScore(one)]
    const name = nameOf(instrument)
    const days = daysBetween(before.on, one.on)
    const because =
      days === 0
        ? `Two totals of the ${name} on ${one.on}: ${before.total} and ${one.total}.`
        : `${name} from ${before.total} to ${one.total} in ${days} days, on ${one.on}.`
    return [{ since: one.on, because, inputs }]
  })
}

/** The nearest that cannot stand beside it; one between them, on the way, makes a jump no likelier. */
function oddBefore(totals: readonly Totalled[], at: number, numbers: Numbers) {
  const one = totals[at]!
  for (let i = at - 1; i >= 0; i--) {
    const before = totals[i]!
    if (daysBetween(before.on, one.on) > numbers.implausible_jump_within) return undefined
    const jumped = Math.abs(one.total - before.total) >= numbers.implausible_jump
    if (jumped || (before.on === one.on && before.total !== one.total)) return before
  }
  return undefined
}

function beforeBirth({ dossier, span }: Chart): readonly Raised[] {
  const { birth_date } = dossier.patient
  return doings(dossier, (on) => on < birth_date).map((one) => ({
    since: span.starts_on,
    because: `A record is dated ${one.on}, before birth on ${birth_date}.`,
    inputs: [one],
  }))
}

/** Since today: on its own day such a record would not be in the future. */
function inTheFuture({ whole, today, clock_day }: Chart): readonly Raised[] {
  if (clock_day === null) return []
  return doings(whole, (on) => on > clock_day).map((one) => ({
    since: today,
    because: `A record is dated ${one.on}, in the future.`,
    inputs: [one],
  }))
}

/** What is said to have been done on a day of that kind. */
function doings(dossier: Dossier, isOdd: (on: CalendarDay) => boolean): readonly Evidence[] {
  const found: Evidence[] = []
  const look = (record: Evidence['record'], id: string, on: CalendarDay) => {
    if (isOdd(on)) found.push({ record, id, on })
  }
  for (const one of dossier.scores) look('scores', one.score_id, one.administered_on)
  for (const one of dossier.activities)
    look('activities', one.activity_id, dayOfTime(one.started_at))
  for (const one of dossier.case_reviews) look('case_reviews', one.review_id, one.reviewed_on)
  for (const one of dossier.visits) look('visits', one.visit_id, one.visit_on)
  for (const one of dossier.consents) look('consents', one.consent_id, dayOfTime(one.obtained_at))
  return found
}
