/** Keys that work anywhere on a screen, as long as nobody is typing and nothing covers it. */
import { createContext, useContext, useEffect, useRef } from 'react'
import { preferences } from './frame/preferences.ts'

export type KeyDoes = (event: KeyboardEvent) => void

/** True while the screen is covered: its keys rest. */
export const Covered = createContext(false)

const takesText = 'input:not([type=checkbox],[type=radio],[type=button]),textarea,select'
const takesKeys = `${takesText},[contenteditable=true],dialog,[role=dialog],[role=listbox],[role=menu]`

const isTaken = ({ target, isComposing }: KeyboardEvent): boolean =>
  isComposing || (target instanceof Element && target.closest(takesKeys) !== null)

/** Enter and Space on a button or a link belong to it. */
const belongsToControl = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') &&
  target instanceof Element &&
  target.closest('button,a,summary,[role=tab],[role=checkbox]') !== null

/**
 * @param keys by the event's `key` (`j`, `Enter`, `/`, `?`, `ArrowDown`); single characters rest
 *   where somebody has turned them off
 */
export function useKeys(keys: Readonly<Record<string, KeyDoes>>): void {
  const covered = useContext(Covered)
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (covered) return
    const pressed = (event: KeyboardEvent): void => {
      const does = latest.current[event.key]
      if (!does || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key.length === 1 && !preferences.now().single_keys) return
      if (isTaken(event) || belongsToControl(event)) return
      event.preventDefault()
      does(event)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [covered])
}
