/** The month's run in groups: what may be billed, what lacks one thing, and what lacks more. */
import type { MonthRunRow } from '../../server/contract/determinations.ts'
import type { Line } from '../../server/domain/billing/determined.ts'
import { words } from '../components/words.ts'

export type MonthRow = MonthRunRow

export const groups = ['billable', 'one_missing', 'more_missing', 'below', 'not_billable'] as const
export type Group = (typeof groups)[number]

export const groupWords: Readonly<Record<Group, string>> = {
  billable: 'Billable',
  one_missing: 'One thing missing',
  more_missing: 'More missing',
  below: 'Below minimum',
  not_billable: 'Not billable',
}

/** On hold for one reason only, or for several; below every band; or forbidden by a rule. */
export function groupOf({ outcome, reasons }: MonthRow): Group {
  if (outcome === 'bill') return 'billable'
  if (outcome === 'hold') return reasons.length === 1 ? 'one_missing' : 'more_missing'
  return reasons.some(({ reason }) => reason === 'below-minimum') ? 'below' : 'not_billable'
}

export interface MonthFilter {
  readonly group: Group | ''
  readonly reason: string
  readonly text: string
}
export const noMonthFilter: MonthFilter = { group: '', reason: '', text: '' }

export const fitsMonth = (row: MonthRow, { group, reason, text }: MonthFilter): boolean =>
  (group === '' || groupOf(row) === group) &&
  (reason === '' || row.reasons.some((one) => one.reason === reason)) &&
  text
    .toLocaleLowerCase()
    .split(/[\s,]+/)
    .every((word) =>
      `${row.family_name} ${row.given_name} ${row.mrn}`.toLocaleLowerCase().includes(word),
    )

const names = new Intl.Collator('en', { numeric: true })

export const byPatient = (a: MonthRow, b: MonthRow): number =>
  names.compare(a.family_name, b.family_name) ||
  names.compare(a.given_name, b.given_name) ||
  (a.mrn < b.mrn ? -1 : 1)

/** What wants a person first: nearly there, then lacking more, then done, then below. */
const inOrder: readonly Group[] = [
  'one_missing',
  'more_missing',
  'billable',
  'below',
  'not_billable',
]

export const byWork = (a: MonthRow, b: MonthRow): number =>
  inOrder.indexOf(groupOf(a)) - inOrder.indexOf(groupOf(b)) || byPatient(a, b)

export const countsOf = (rows: readonly MonthRow[]): Readonly<Record<Group, number>> => {
  const counts = { billable: 0, one_missing: 0, more_missing: 0, below: 0, not_billable: 0 }
  for (const row of rows) counts[groupOf(row)] += 1
  return counts
}

/** Units by code of whatever may be billed as it stands. */
export function provenUnits(rows: readonly MonthRow[]): readonly (readonly [string, number])[] {
  const units = new Map<string, number>()
  for (const { code, units: more } of rows.flatMap(({ lines }) => lines))
    units.set(code, (units.get(code) ?? 0) + more)
  return [...units].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Reasons that are given somewhere, the commonest first. */
export function reasonsIn(rows: readonly MonthRow[]): readonly (readonly [string, string])[] {
  const counts = new Map<string, number>()
  for (const { reason } of rows.flatMap(({ reasons }) => reasons))
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, count]) => [reason, `${words(reason)} (${count})`])
}

interface Billed {
  readonly lines: readonly Pick<Line, 'code' | 'units'>[]
  readonly proposed: readonly Pick<Line, 'code' | 'units'>[]
}

/** `99493 + 99494 × 2`; what a hold would bill is only proposed. */
export const codesOf = ({ lines, proposed }: Billed): string =>
  [...lines, ...proposed]
    .map(({ code, units }) => (units > 1 ? `${code} × ${units}` : code))
    .join(' + ')
