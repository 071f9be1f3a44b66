/** The lines of the worklist: the server's things to do, with what was just done among them. */
import type { WorklistView } from '../../../server/contract/caseload.ts'
import { type WorkKind, workKinds } from '../../../server/domain/caseload/work-kind.ts'

type Listed = WorklistView['rows'][number]

/** One thing to do for one patient. */
export interface Entry extends Readonly<WorklistView['items'][number]>, Listed {
  /** The same thing keeps its id from one answer to the next. */
  readonly id: string
}

/**
 * Of some kinds a patient may have several at once: their flags tell them apart, or, where no flag
 * says it, their reasons. A reason alone would not do: it changes with what was just entered.
 */
const several: readonly WorkKind[] = ['safety', 'scores', 'recommendations', 'relapse_prevention']

function markOf(work: WorklistView['items'][number], { row }: Listed): string {
  if (!several.includes(work.kind)) return ''
  return `/${row.flags.find(({ because }) => because === work.because)?.id ?? work.because}`
}

export function entriesOf({ items, rows }: WorklistView): readonly Entry[] {
  const byEpisode = new Map(rows.map((listed) => [listed.row.episode_id, listed]))
  return items.flatMap((work) => {
    const listed = byEpisode.get(work.episode_id)
    if (listed === undefined) return []
    return [{ ...work, ...listed, id: `${work.kind}/${work.episode_id}${markOf(work, listed)}` }]
  })
}

/**
 * The new list, with lines of the former one that must stay for a while (done just now, or a form
 * is open in them) in the place where they stood.
 */
export function withKept(
  former: readonly Entry[],
  now: readonly Entry[],
  kept: ReadonlySet<string>,
): readonly Entry[] {
  const shown = [...now]
  const isShown = (id: string) => shown.findIndex((entry) => entry.id === id)
  for (const [place, entry] of former.entries()) {
    if (!kept.has(entry.id) || isShown(entry.id) >= 0) continue
    const before = former
      .slice(0, place)
      .findLast(({ kind, id }) => kind === entry.kind && isShown(id) >= 0)
    const at = before === undefined ? startOf(shown, entry.kind) : isShown(before.id) + 1
    shown.splice(at, 0, entry)
  }
  return shown
}

/** Where a kind begins, or would begin. */
function startOf(entries: readonly Entry[], kind: WorkKind): number {
  const order = workKinds.indexOf(kind)
  const at = entries.findIndex((entry) => workKinds.indexOf(entry.kind) >= order)
  return at < 0 ? entries.length : at
}

/** A line of the list on screen. */
export type Line =
  | { readonly is: 'heading'; readonly kind: WorkKind; readonly count: number }
  | { readonly is: 'entry'; readonly entry: Entry }

/** Groups with their counts of what is still to do. */
export function linesOf(entries: readonly Entry[], due: ReadonlySet<string>): readonly Line[] {
  return workKinds.flatMap((kind): readonly Line[] => {
    const own = entries.filter((entry) => entry.kind === kind)
    if (own.length === 0) return []
    const count = own.filter(({ id }) => due.has(id)).length
    return [{ is: 'heading', kind, count }, ...own.map((entry): Line => ({ is: 'entry', entry }))]
  })
}

export const keyOfLine = (line: Line): string => (line.is === 'heading' ? line.kind : line.entry.id)
