/** The month's run as money: what may be emitted, whom it comes from, and what is missing costs. */
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import type { Line } from '../../../server/domain/billing/determined.ts'
import { noteReasons } from '../../../server/domain/billing/reasons.ts'

/** 133.59 of cents; a dash where a fee is not known. */
export const dollars = (cents: number | null): string =>
  cents === null
    ? '–'
    : (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' })

/** 99493 + 2 × 99494 */
export const linesSaid = (lines: readonly Pick<Line, 'code' | 'units'>[]): string =>
  lines.map(({ code, units }) => (units === 1 ? code : `${units} × ${code}`)).join(' + ')

/** Proven and not emitted: the draft of a run. */
export const toEmit = (rows: readonly MonthRunRow[]): readonly MonthRunRow[] =>
  rows.filter(({ outcome, claim }) => outcome === 'bill' && claim === null)

export interface Sum {
  readonly name: string
  readonly months: number
  /** Of those whose fees are known. */
  readonly cents: number
  /** How many have a code without a fee. */
  readonly unknown: number
}

function summed(name: string, rows: readonly MonthRunRow[]): Sum {
  const known = rows.flatMap(({ expected_cents }) => expected_cents ?? [])
  return {
    name,
    months: rows.length,
    cents: known.reduce((sum, cents) => sum + cents, 0),
    unknown: rows.length - known.length,
  }
}

/** What proven months are expected to bring, by care manager, the most first. */
export function byCareManager(rows: readonly MonthRunRow[]): readonly Sum[] {
  const proven = rows.filter(({ outcome }) => outcome === 'bill')
  const names = [...new Set(proven.map(managerOf))]
  return names
    .map((name) =>
      summed(
        name,
        proven.filter((row) => managerOf(row) === name),
      ),
    )
    .sort((a, b) => b.cents - a.cents)
}

const managerOf = ({ care_manager }: MonthRunRow): string => care_manager?.name ?? 'Nobody'

/** What each missing thing costs: the whole month's proposed lines, held by it alone or with others. */
export function costOfMissing(rows: readonly MonthRunRow[]): readonly (Sum & { alone: number })[] {
  const held = rows.filter(({ outcome }) => outcome === 'hold')
  const missing = (row: MonthRunRow) => row.reasons.filter(({ reason }) => !noteReasons.has(reason))
  const reasons = [...new Set(held.flatMap((row) => missing(row).map(({ reason }) => reason)))]
  return reasons
    .map((reason) => {
      const own = held.filter((row) => row.reasons.some((one) => one.reason === reason))
      const alone = own.filter((row) => missing(row).length === 1).length
      return { ...summed(reason, own), alone }
    })
    .sort((a, b) => b.cents - a.cents || b.months - a.months)
}

export const total = (rows: readonly MonthRunRow[]): Sum => summed('', rows)

/** Units by code, as a confirmation says them. */
export function unitsByCode(rows: readonly MonthRunRow[]): readonly (readonly [string, number])[] {
  const units = new Map<string, number>()
  for (const { lines } of rows)
    for (const line of lines) units.set(line.code, (units.get(line.code) ?? 0) + line.units)
  return [...units].sort(([a], [b]) => (a < b ? -1 : 1))
}
