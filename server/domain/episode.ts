/**
 * Episodes as they really ran (billing.md 5): a stored row, ended early or split by six consecutive
 * calendar months in which no collaborative care was delivered.
 */

import { consentSpans, isConfirmed, teamOf } from './billing/chart.ts'
import type { Frame, Service } from './billing/exclusions.ts'
import { type InitiatingVisit, initiatingVisit } from './billing/initiating-visit.ts'
import { monthsOfBreak } from './billing/parameters.ts'
import { policyOn } from './billing/policy.ts'
import { cmsTerms, type PolicyTerms } from './billing/policy-terms.ts'
import { entriesOf } from './billing/stretches.ts'
import { isWithin, type Tallied, tally } from './billing/tally.ts'
import {
  addDays,
  addMonths,
  type CalendarDay,
  earlierOf,
  firstDay,
  lastDay,
  monthOf,
  monthsBetween,
} from './calendar.ts'
import type { Dossier } from './dossier.ts'
import type { Episode, Model } from './records/index.ts'

/** One episode: a stored row, or what a break has made of it. */
export interface EpisodeSpan {
  readonly row: Episode
  readonly model: Model
  /** The referral; of an episode after a break, the first day of its first service's month. */
  readonly starts_on: CalendarDay
  readonly enrolled_on: CalendarDay
  readonly closes_on: CalendarDay | null
  readonly close_reason: Episode['close_reason']
  /** It began after a break, without a row of its own. */
  readonly derived: boolean
  readonly visit: InitiatingVisit
  readonly first_counted_on: CalendarDay | null
  readonly last_delivered_on: CalendarDay | null
}

/** The episodes of one model up to a day, and the tally of all time up to it. */
export interface CareHistory {
  readonly spans: readonly EpisodeSpan[]
  readonly time: readonly Tallied[]
}

/** How time is judged: by which payer's terms, for which service, and with what set aside. */
export interface Judging {
  readonly terms: PolicyTerms
  readonly service: Service
  readonly consentSetAside: boolean
}

/** All episodes up to a day, of both models, by the policy in force on that day (else cms). */
export function spansOf(dossier: Dossier, upTo: CalendarDay): readonly EpisodeSpan[] {
  const found = policyOn(dossier, upTo)
  const terms = found.kind === 'found' ? found.terms : cmsTerms
  const models = [...new Set(dossier.episodes.map(({ model }) => model))]
  return models
    .flatMap((model) => {
      const judging = { terms, service: model, consentSetAside: false }
      return careHistory(dossier, model, upTo, judging).spans
    })
    .sort((a, b) => (a.starts_on < b.starts_on ? -1 : 1))
}

export function careHistory(
  dossier: Dossier,
  model: Model,
  upTo: CalendarDay,
  judging: Judging,
): CareHistory {
  const rows = rowsOf(dossier, model, upTo)
  const entries = entriesOf(dossier, upTo)
  const practitioners = new Map(
    rows.map(({ row }) => [row, teamOf(dossier, row, 'billing_practitioner')]),
  )
  const frame: Frame = {
    dossier,
    ...judging,
    consents: consentSpans(dossier),
    episodeOn: (day) => rows.findLast(({ row, end }) => row.referred_on <= day && day <= end)?.row,
    practitionersOf: (episode) => practitioners.get(episode) ?? [],
    beforeVisit: () => false,
  }
  const visitsAside = tally(entries, frame)
  const spans = rows.flatMap((one) => spansOfRow(dossier, one, visitsAside, judging))
  const late = spans.filter(({ visit }) => visit.kind === 'proven' && visit.from !== null)
  if (late.length === 0) return { spans, time: visitsAside }
  const beforeVisit = (day: CalendarDay) =>
    late.some(({ visit, starts_on, closes_on }) =>
      visit.kind === 'proven' && visit.from !== null
        ? starts_on <= day && day < visit.from && (closes_on === null || day <= closes_on)
        : false,
    )
  return { spans, time: tally(entries, { ...frame, beforeVisit }) }
}

/** A row with the last day that is its own: its closing, the eve of the next row, or `upTo`. */
interface BoundedRow {
  readonly row: Episode
  readonly end: CalendarDay
}

function rowsOf(dossier: Dossier, model: Model, upTo: CalendarDay): readonly BoundedRow[] {
  const rows = dossier.episodes
    .filter((row) => row.model === model && row.referred_on <= upTo)
    .sort((a, b) => (a.referred_on < b.referred_on ? -1 : a.referred_on > b.referred_on ? 1 : 0))
  return rows.map((row, i) => {
    const next = rows[i + 1]
    const own = row.closed_on ?? (next ? addDays(next.referred_on, -1) : upTo)
    return { row, end: earlierOf(own, upTo) }
  })
}

function spansOfRow(
  dossier: Dossier,
  { row, end }: BoundedRow,
  time: readonly Tallied[],
  judging: Judging,
): readonly EpisodeSpan[] {
  const counted = time
    .filter((one) => one.excluded === null && isWithin(one, row.referred_on, end))
    .map(({ day }) => day)
  const reviewed = dossier.case_reviews
    .filter((review) => isConfirmed(review))
    .map(({ reviewed_on }) => reviewed_on)
    .filter((day) => row.referred_on <= day && day <= end)
  const spans: EpisodeSpan[] = []
  let start = row.referred_on
  for (;;) {
    const here = counted.filter((day) => day >= start)
    const visit = initiatingVisit(dossier, row, here[0], end, judging)
    const from = visit.kind === 'proven' && visit.from !== null ? visit.from : start
    const delivered = [
      ...here.filter((day) => day >= from),
      ...reviewed.filter((day) => day >= start),
    ].sort()
    const before = delivered.findIndex((day, i) => isBreak(row, day, delivered[i + 1]))
    const last = delivered[before === -1 ? delivered.length - 1 : before] ?? null
    const next = before === -1 ? undefined : delivered[before + 1]
    spans.push({
      row,
      model: row.model,
      starts_on: start,
      enrolled_on: spans.length === 0 ? row.enrolled_on : start,
      ...closingOf(row, end, last, next !== undefined),
      derived: spans.length > 0,
      visit,
      first_counted_on:
        here.find((day) => day >= from && (next === undefined || day < next)) ?? null,
      last_delivered_on: last,
    })
    if (next === undefined) return spans
    start = firstDay(monthOf(next))
  }
}

/** Six empty months from one service's month to the next's end collaborative care, not general BHI. */
const isBreak = (row: Episode, day: CalendarDay, next: CalendarDay | undefined): boolean =>
  row.model === 'cocm' &&
  next !== undefined &&
  monthsBetween(monthOf(day), monthOf(next)) > monthsOfBreak

/** An episode in which nothing has been delivered yet is not ended by empty months. */
function closingOf(
  row: Episode,
  end: CalendarDay,
  last: CalendarDay | null,
  resumed: boolean,
): Pick<EpisodeSpan, 'closes_on' | 'close_reason'> {
  const isEnding = row.model === 'cocm' && last !== null
  const broken = isEnding ? lastDay(addMonths(monthOf(last), monthsOfBreak)) : null
  if (broken !== null && (resumed || broken < end))
    return { closes_on: broken, close_reason: 'break_in_care' }
  return { closes_on: row.closed_on, close_reason: row.close_reason }
}
