/** What the caseload shows: which rows, in which order, with which columns. */
import type { CaseloadView } from '../../server/contract/caseload.ts'

export type Listed = CaseloadView['rows'][number]
export type ListedRow = Listed['row']

export interface Filter {
  readonly text: string
  /** A rule's id, `safety`, `act` (red or amber), `none`; empty: any. */
  readonly flag: string
  readonly status: string
  /** A care manager's staff id; empty: all. */
  readonly care_manager: string
  readonly at_target: boolean
  readonly overdue: boolean
}

export interface Sort {
  readonly column: string
  readonly down: boolean
}

export interface CaseloadState {
  readonly filter: Filter
  /** Null: by urgency. */
  readonly sort: Sort | null
  readonly hidden: readonly string[]
}

export interface SavedView {
  readonly name: string
  readonly state: CaseloadState
}

export const noFilter: Filter = {
  text: '',
  flag: '',
  status: '',
  care_manager: '',
  at_target: false,
  overdue: false,
}
export const everything: CaseloadState = { filter: noFilter, sort: null, hidden: [] }

const view = (name: string, filter: Partial<Filter>): SavedView => ({
  name,
  state: { ...everything, filter: { ...noFilter, ...filter } },
})

/** The views that everybody has. */
export const ownViews: readonly SavedView[] = [
  view('All', {}),
  view('Act today', { flag: 'act' }),
  view('Overdue', { overdue: true }),
  view('Not improved', { flag: 'T' }),
  view('At target', { at_target: true }),
]

/** Two states that show the same. */
export const isSame = (a: CaseloadState, b: CaseloadState): boolean =>
  JSON.stringify([a.filter, a.sort, a.hidden]) === JSON.stringify([b.filter, b.sort, b.hidden])

/** Views as they were kept; what does not fit any more is left aside. */
export function viewsFrom(kept: unknown): readonly SavedView[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: unknown): readonly SavedView[] => {
    const { name, state } = (one ?? {}) as Partial<SavedView> // looked at key by key below
    if (typeof name !== 'string' || name === '' || !state) return []
    const sort = state.sort && typeof state.sort.column === 'string' ? state.sort : null
    const hidden = Array.isArray(state.hidden)
      ? state.hidden.filter((id) => typeof id === 'string')
      : []
    return [{ name, state: { filter: { ...noFilter, ...state.filter }, sort, hidden } }]
  })
}
