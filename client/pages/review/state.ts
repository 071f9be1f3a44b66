/** Which care manager's review, how long it has, and which case is on the screen. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { AgendaEntry, ReviewView } from '../../../server/contract/review.ts'
import { reviewQuery } from '../../api/review.ts'
import { type Scope, useScope } from '../../components/frame/scope.ts'
import { useKept } from '../../components/kept.ts'

export interface Chosen {
  /** A handle; null: whoever the server presumes. */
  readonly careManager: string | null
  readonly minutes: number | null
  /** An episode; null: the first that is still to be reviewed. */
  readonly episode: string | null
  /** The care manager of the scope when this was chosen. */
  readonly scope: string | null
}

const first: Chosen = { careManager: null, minutes: null, episode: null, scope: null }

export function useReview() {
  const [chosen, choose] = useKept<Chosen>('review', first)
  const { scope } = useScope()
  const query = useQuery({
    ...reviewQuery(chosen.careManager, chosen.minutes),
    placeholderData: (before: ReviewView | undefined) =>
      before && before.care_manager.staff === (chosen.careManager ?? before.care_manager.staff)
        ? before
        : undefined,
    select: useCallback((view: ReviewView) => inScope(view, scope), [scope]),
    retry: 3,
  })
  const { data: read } = query
  const scoped = scope.care_manager?.id ?? null
  useEffect(() => {
    // whose review it is follows the scope when that changes; a choice made here stands until then
    if (!read || chosen.scope === scoped) return
    const wanted = read.care_managers.find(({ staff_id }) => staff_id === scoped)
    choose({ ...chosen, scope: scoped, ...(wanted ? { careManager: wanted.staff } : {}) })
  }, [read, chosen, choose, scoped])
  return { ...query, chosen, choose }
}

/** The cases of the clinic that is looked at; the meeting and its proof are of all of them. */
function inScope(view: ReviewView, { clinic }: Scope): ReviewView {
  if (clinic === null) return view
  const shown = ({ row }: AgendaEntry) => row.clinic?.clinic_id === clinic.id
  const entries = view.entries.filter(shown)
  const planned = entries.reduce((sum, { minutes }) => sum + minutes, 0)
  return { ...view, entries, planned, left_out: view.left_out.filter(shown) }
}

/** Everybody on the agenda, those whom time cut last. */
export const everyone = ({ entries, left_out }: ReviewView): readonly AgendaEntry[] => [
  ...entries,
  ...left_out,
]

/** The case on the screen: the chosen one, that of before a reload, else the first that waits. */
export function shownEntry(
  view: ReviewView,
  episode: string | null,
  lastPatient: string | null,
): AgendaEntry | undefined {
  const all = everyone(view)
  return (
    all.find(({ row }) => row.episode_id === episode) ??
    all.find(({ patient, reviewed }) => patient === lastPatient && !reviewed) ??
    all.find(({ reviewed }) => !reviewed) ??
    all[0]
  )
}

/** The case after this one that still waits; from the end on, the first that was passed over. */
export function nextEntry(view: ReviewView, episode: string): AgendaEntry | undefined {
  const all = everyone(view)
  const at = all.findIndex(({ row }) => row.episode_id === episode)
  const waits = (one: AgendaEntry) => !one.reviewed && one.row.episode_id !== episode
  return all.slice(at + 1).find(waits) ?? all.find(waits)
}

/** Cases saved a moment ago count as reviewed before the agenda was read anew. */
export function withSaved(view: ReviewView, saved: ReadonlySet<string>): ReviewView {
  if (view.meeting === null || saved.size === 0) return view
  const marked = (entry: AgendaEntry): AgendaEntry =>
    saved.has(entry.row.episode_id) ? { ...entry, reviewed: true } : entry
  return { ...view, entries: view.entries.map(marked), left_out: view.left_out.map(marked) }
}

/** Why it stands here in one line: the flag that weighs most, or none where a question does. */
export function reasonOf({ row, reasons: [first = ''] }: AgendaEntry) {
  const flag = row.flags.find(({ id }) => first.startsWith(`${id} `))
  return { flag, says: flag ? first.slice(flag.id.length + 1) : first }
}

/** Given name and family name, as people are spoken of. */
export const nameOf = ({
  given_name,
  family_name,
}: {
  readonly given_name: string
  readonly family_name: string
}): string => `${given_name} ${family_name}`

/** Nothing typed is nothing said. */
export const textOrNull = (text: string): string | null => text.trim() || null
