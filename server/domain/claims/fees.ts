/** What a month is expected to bring: fees by payer and locality, with the days on which they hold. */
import type { Line } from '../billing/determined.ts'
import type { CalendarDay } from '../calendar.ts'
import type { Fee } from '../records/index.ts'

/** Where and to whom something is billed. */
export interface FeePlace {
  readonly payer_id: string | null
  readonly locality: string | null
}

/** The fee of a code on a day: of this payer and locality before one that holds for all. */
export function feeOf(
  fees: readonly Fee[],
  code: string,
  on: CalendarDay,
  { payer_id, locality }: FeePlace,
): Fee | undefined {
  const specific = (fee: Fee) => (fee.payer_id === null ? 0 : 2) + (fee.locality === null ? 0 : 1)
  return fees
    .filter(
      (fee) =>
        fee.code === code &&
        (fee.payer_id === null || fee.payer_id === payer_id) &&
        (fee.locality === null || fee.locality === locality) &&
        fee.effective_from <= on &&
        (fee.effective_to === null || on <= fee.effective_to),
    )
    .sort((a, b) => specific(b) - specific(a) || (a.effective_from < b.effective_from ? 1 : -1))[0]
}

/** What lines are expected to bring, in cents; null where a fee is not known. */
export function expectedCents(
  fees: readonly Fee[],
  lines: readonly Pick<Line, 'code' | 'units' | 'service_on'>[],
  place: FeePlace,
): number | null {
  let sum = 0
  for (const { code, units, service_on } of lines) {
    const fee = feeOf(fees, code, service_on, place)
    if (!fee) return null
    sum += fee.amount_cents * units
  }
  return lines.length === 0 ? null : sum
}
