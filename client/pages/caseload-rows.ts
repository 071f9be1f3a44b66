/** Choosing, ordering and counting the rows of the caseload. */
import { words } from '../components/words.ts'
import type { Filter, Listed, ListedRow, Sort } from './caseload-state.ts'

/** Contact, measure or review is overdue, by their own rules. */
const overdueFlags: readonly string[] = ['C1', 'C2', 'M1', 'R1']

export const isOverdue = ({ row, today }: Listed): boolean =>
  (row.next_contact_due !== null && row.next_contact_due < today) ||
  row.flags.some(({ id }) => overdueFlags.includes(id))

const targetView = (row: ListedRow) => row.instruments[row.target_instrument]
export const isAtTarget = ({ row }: Listed): boolean => targetView(row)?.at_target === true

/** The baseline at which improvement is counted (measures.md). */
const elevated = 10
export const hasElevatedBaseline = ({ row }: Listed): boolean =>
  (targetView(row)?.first ?? 0) >= elevated

/** At least half lower than the baseline, or below 10. */
export function isImproved(one: Listed): boolean {
  const { last = null, percent = null } = targetView(one.row) ?? {}
  if (last === null || !hasElevatedBaseline(one)) return false
  return last < elevated || (typeof percent === 'number' && percent >= 50)
}

const hasFlag = ({ row: { flags } }: Listed, wanted: string): boolean => {
  if (wanted === '') return true
  if (wanted === 'none') return flags.length === 0
  if (wanted === 'safety') return flags.some(({ safety }) => safety)
  if (wanted === 'act') return flags.some(({ severity }) => severity !== 'notice')
  if (wanted === 'T') return flags.some(({ id }) => /^T[123]$/.test(id))
  return flags.some(({ id }) => id === wanted)
}

/** Every word of the text is found in the name, MRN, clinic, care manager or status. */
function hasText({ row }: Listed, text: string): boolean {
  const { family_name, given_name, mrn, clinic, team, status } = row
  const said = [family_name, given_name, mrn, clinic?.name, team.care_manager?.name, words(status)]
  const held = said.join(' ').toLocaleLowerCase()
  return text
    .toLocaleLowerCase()
    .split(/[\s,]+/)
    .every((word) => held.includes(word))
}

export const fits = (one: Listed, filter: Filter): boolean =>
  (filter.status === '' || one.row.status === filter.status) &&
  (filter.care_manager === '' || one.row.team.care_manager?.staff_id === filter.care_manager) &&
  (!filter.at_target || isAtTarget(one)) &&
  (!filter.overdue || isOverdue(one)) &&
  hasFlag(one, filter.flag) &&
  hasText(one, filter.text.trim())

const names = new Intl.Collator('en', { numeric: true })

/** By family name, given name and, so that no two tie, the episode's id. */
export const byName = ({ row: a }: Listed, { row: b }: Listed): number =>
  names.compare(a.family_name, b.family_name) ||
  names.compare(a.given_name, b.given_name) ||
  (a.episode_id < b.episode_id ? -1 : 1)

/** Gravest first; then by name, as people look them up. */
const byUrgency = (a: Listed, b: Listed): number =>
  b.row.agenda_points - a.row.agenda_points || byName(a, b)

export type Value = string | number | null

/** @param valueIn of the sorted column; unknown stands last either way */
export function sorted(
  rows: readonly Listed[],
  sort: Sort | null,
  valueIn: ((one: Listed) => Value) | undefined,
): readonly Listed[] {
  if (!sort || !valueIn) return rows.toSorted(byUrgency)
  const way = sort.down ? -1 : 1
  return rows.toSorted((a, b) => {
    const [x, y] = [valueIn(a), valueIn(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b)
    const order =
      typeof x === 'number' && typeof y === 'number' ? x - y : names.compare(`${x}`, `${y}`)
    return order * way || byName(a, b)
  })
}

export interface Totals {
  readonly patients: number
  /** Of so many with an elevated baseline. */
  readonly improved: number
  readonly elevated: number
  readonly at_target: number
  readonly overdue: number
  readonly minutes: number
}

export const totalsOf = (rows: readonly Listed[]): Totals => ({
  patients: new Set(rows.map(({ patient }) => patient)).size,
  improved: rows.filter(isImproved).length,
  elevated: rows.filter(hasElevatedBaseline).length,
  at_target: rows.filter(isAtTarget).length,
  overdue: rows.filter(isOverdue).length,
  minutes: rows.reduce((sum, { row }) => sum + row.minutes_this_month, 0),
})
