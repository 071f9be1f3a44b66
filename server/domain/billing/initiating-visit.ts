/** The visit that must come before care begins (billing.md 6, initiating-visit). */
import { type CalendarDay, daysBetween } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Episode, Visit } from '../records/index.ts'
import { teamOf } from './chart.ts'
import type { Service } from './exclusions.ts'
import type { PolicyTerms } from './policy-terms.ts'

/** How the visit stands to the episode's first activity that counts, visits left aside. */
export type InitiatingVisit =
  | { readonly kind: 'not-applicable'; readonly because: string }
  /** Every visit that could prove it; `from`: time on days before it does not count. */
  | {
      readonly kind: 'proven'
      readonly visits: readonly Visit[]
      readonly from: CalendarDay | null
    }
  | { readonly kind: 'missing'; readonly first: CalendarDay }

/** Codes of a visit that may begin collaborative care; nurse visits 99211 and 99212 do not. */
const qualifies = (code: string): boolean =>
  qualifyingCodes.has(code) ||
  qualifyingRanges.some(([from, to]) => code.length === 5 && from <= code && code <= to)

const qualifyingRanges = [
  ['99202', '99205'],
  ['99213', '99215'],
  ['99341', '99350'],
  ['99381', '99397'],
] as const
const qualifyingCodes = new Set(['G0402', 'G0438', 'G0439', 'G0468', '99495', '99496'])

/**
 * @param first the day of the episode's first activity that counts when this rule is left aside
 * @param upTo visits after it are left aside: the month's last day, or the closing day
 */
export function initiatingVisit(
  dossier: Dossier,
  episode: Episode,
  first: CalendarDay | undefined,
  upTo: CalendarDay,
  { terms, service }: { readonly terms: PolicyTerms; readonly service: Service },
): InitiatingVisit {
  const days = terms.initiating_visit_days
  if (days === null) return { kind: 'not-applicable', because: 'The payer requires no visit.' }
  if (first === undefined)
    return { kind: 'not-applicable', because: 'No activity counts yet that a visit must precede.' }
  const practitioners = teamOf(dossier, episode, 'billing_practitioner')
  const held = dossier.visits.filter(
    ({ code, visit_on, practitioner_id }) =>
      visit_on <= upTo &&
      (service === 'g0323' ? code === '90791' : qualifies(code)) &&
      practitioners.some(({ staff_id }) => staff_id === practitioner_id),
  )
  const before = held.filter(
    ({ visit_on }) => visit_on <= first && daysBetween(visit_on, first) <= days,
  )
  if (before.length > 0) return { kind: 'proven', visits: before, from: null }
  const after = held.filter(({ visit_on }) => visit_on > first)
  const earliest = after.map(({ visit_on }) => visit_on).sort()[0]
  return earliest === undefined
    ? { kind: 'missing', first }
    : { kind: 'proven', visits: after, from: earliest }
}
