/** j, k and Enter in a list: one row is chosen, its link holds the focus. */
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useKeys } from './keys.ts'

export interface RowKeys {
  /** -1: none yet. */
  readonly chosen: number
  readonly choose: (index: number) => void
}

/**
 * @param list holds the rows; the chosen one is marked `data-chosen`, and its first link is focused
 * @param show brings a row into the window
 */
export function useRowKeys(
  count: number,
  list: RefObject<HTMLElement | null>,
  show: (index: number) => void,
): RowKeys {
  const [chosen, choose] = useState(-1)
  const wantsFocus = useRef(false)
  const step = (by: number) => (): void => {
    if (count === 0) return
    const next = Math.min(Math.max(chosen + by, 0), count - 1)
    wantsFocus.current = true
    choose(next)
    show(next)
  }
  useKeys({ j: step(1), ArrowDown: step(1), k: step(-1), ArrowUp: step(-1) })
  useEffect(() => {
    // runs after every drawing: a row far away comes a drawing later
    if (!wantsFocus.current) return
    const link = list.current?.querySelector<HTMLElement>('[data-chosen] a')
    if (!link) return
    wantsFocus.current = false
    link.focus({ preventScroll: true })
  })
  return { chosen: chosen < count ? chosen : -1, choose }
}
