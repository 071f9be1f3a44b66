/** j and k walk the list, Enter opens the patient, a letter opens a form; the focus comes along. */
import { type RefObject, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useKeys } from '../../components/keys.ts'
import type { Action } from './actions.ts'
import type { Lines } from './list.tsx'
import { placeOf, type Working } from './use-worklist.ts'

export function useListKeys(
  working: Working,
  actions: readonly Action[],
  { scroll, show }: Lines,
): void {
  const { entries, lines, chosen, opened, choose, act } = working
  const [, navigate] = useLocation()
  const wantsFocus = useFocusOnChosen(scroll, chosen?.id, opened === null)
  const step = (by: number) => (): void => {
    const at = entries.findIndex(({ id }) => id === chosen?.id)
    const next = entries[Math.min(Math.max(at + by, 0), entries.length - 1)]
    if (!next) return
    wantsFocus.current = true
    choose(next.id)
    show(placeOf(lines, next.id))
  }
  const letters = actions.flatMap(({ key, name }) =>
    key === null ? [] : [[key, () => chosen && act(chosen.id, name)] as const],
  )
  useKeys({
    ...Object.fromEntries(letters),
    j: step(1),
    k: step(-1),
    ArrowDown: step(1),
    ArrowUp: step(-1),
    Enter: () => chosen && navigate(`/patients/${chosen.patient}`),
  })
}

/** A line far away is drawn a drawing later; a form that closes gives the focus back to its line. */
function useFocusOnChosen(
  scroll: RefObject<HTMLDivElement | null>,
  id: string | undefined,
  isClosed: boolean,
): RefObject<boolean> {
  const wantsFocus = useRef(false)
  const wasClosed = useRef(true)
  useEffect(() => {
    if (isClosed && !wasClosed.current) wantsFocus.current = true
    wasClosed.current = isClosed
    if (!wantsFocus.current || !isClosed || id === undefined) return
    const row = scroll.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
    if (!row) return
    wantsFocus.current = false
    row.focus({ preventScroll: true })
  })
  return wantsFocus
}
