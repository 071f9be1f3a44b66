/** The worklist: what is due today for a care manager, by kind of work. */
import type { CalendarDay } from '../calendar.ts'
import { coveredBy } from '../covering.ts'
import type { Dossier } from '../dossier.ts'
import { type Asking, type Case, casesOf } from './case.ts'
import { severities } from './flag.ts'
import { byName, type CaseloadRow } from './row.ts'
import { dueWork } from './work.ts'
import { type Work, workKinds } from './work-kind.ts'

export interface WorklistItem extends Work {
  readonly row: CaseloadRow
}

/** What one open case asks for. */
export const itemsOf = (one: Case): readonly WorklistItem[] =>
  dueWork(one).map((work) => ({ ...work, row: one.row }))

/** By kind, gravest first, then longest due, then by name. */
export const inWorklistOrder = (items: readonly WorklistItem[]): readonly WorklistItem[] =>
  items.toSorted((a, b) => inOrder(a, b))

/** The work of these open cases. */
export const worklistOf = (cases: readonly Case[]): readonly WorklistItem[] =>
  inWorklistOrder(cases.flatMap(itemsOf))

/**
 * What is due for these patients.
 * @param careManager only those that this care manager has or covers today; absent: all
 */
export function worklist(
  dossiers: readonly Dossier[],
  today: CalendarDay,
  careManager?: string,
  asking?: Asking,
): readonly WorklistItem[] {
  const cases = dossiers.flatMap((dossier) => casesOf(dossier, today, asking))
  if (careManager === undefined) return worklistOf(cases)
  const theirs = new Set([careManager, ...coveredBy(asking?.covers ?? [], careManager, today)])
  return worklistOf(cases.filter(({ row }) => theirs.has(row.team.care_manager?.staff_id ?? '')))
}

/** A positive self-harm answer comes before everything else (review.md). */
const isFirst = ({ kind, because, row: { flags } }: WorklistItem): boolean =>
  kind === 'safety' && flags.some((flag) => flag.id === 'S1' && flag.because === because)

const inOrder = (a: WorklistItem, b: WorklistItem): number =>
  workKinds.indexOf(a.kind) - workKinds.indexOf(b.kind) ||
  Number(isFirst(b)) - Number(isFirst(a)) ||
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  (a.since === b.since ? 0 : a.since < b.since ? -1 : 1) ||
  byName(a.row, b.row) ||
  (a.because < b.because ? -1 : 1)
