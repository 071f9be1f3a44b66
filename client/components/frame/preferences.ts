/** What somebody prefers for the frame: in memory, and on their desk at the server (kept-preferences.ts). */
import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface Preferences {
  readonly theme: Theme
  /** Keys such as `j` and `?` without a modifier; WCAG 2.1.4 wants them to be turned off at will. */
  readonly single_keys: boolean
  /** The list beside an open patient, where there is room for it. */
  readonly beside: 'open' | 'narrow'
}

const unsaid: Preferences = { theme: 'system', single_keys: true, beside: 'open' }
let current = unsaid
const listeners = new Set<() => void>()
const keepers = new Set<(changed: Preferences) => void>()

export const preferences = {
  now: (): Preferences => current,
  /** What the person themselves has changed is kept for them; what is told of them is not. */
  change(change: Partial<Preferences>): void {
    preferences.tell(change)
    for (const keep of keepers) keep(current)
  },
  tell(change: Partial<Preferences>): void {
    current = { ...current, ...change }
    const root = document.documentElement
    if (current.theme === 'system') root.removeAttribute('data-theme')
    else root.dataset['theme'] = current.theme
    for (const listener of listeners) listener()
  },
  /** For the next person. */
  forget: (): void => preferences.tell(unsaid),
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Hears of what the person has changed. */
  keepBy(keeper: (changed: Preferences) => void): () => void {
    keepers.add(keeper)
    return () => keepers.delete(keeper)
  },
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore(preferences.listen, preferences.now)
