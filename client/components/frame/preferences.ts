/** What somebody prefers for the frame. Kept in memory, never in the browser's storage. */
import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface Preferences {
  readonly theme: Theme
  /** Keys such as `j` and `?` without a modifier; WCAG 2.1.4 wants them to be turned off at will. */
  readonly single_keys: boolean
}

const unsaid: Preferences = { theme: 'system', single_keys: true }
let current = unsaid
const listeners = new Set<() => void>()

export const preferences = {
  now: (): Preferences => current,
  change(change: Partial<Preferences>): void {
    current = { ...current, ...change }
    const root = document.documentElement
    if (current.theme === 'system') root.removeAttribute('data-theme')
    else root.dataset['theme'] = current.theme
    for (const listener of listeners) listener()
  },
  /** For the next person. */
  forget: (): void => preferences.change(unsaid),
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore(preferences.listen, preferences.now)
