/** How a screen was left, and what is typed in it: in memory only, and gone with the person. */
import { useSyncExternalStore } from 'react'

const kept = new Map<string, unknown>()
const watchers = new Set<() => void>()

const watch = (changed: () => void): (() => void) => {
  watchers.add(changed)
  return () => watchers.delete(changed)
}

const tell = (): void => {
  for (const changed of watchers) changed()
}

/**
 * Like state, but still there when one comes back to the screen. It changes in the same breath as
 * the field that is typed in: an answer that came later would put the caret, or a tick, back.
 * @param initial what holds until something is kept; the first one of each showing
 */
export function useKept<T>(name: string, initial: T): readonly [T, (next: T) => void] {
  const found = useSyncExternalStore(watch, () => kept.get(name))
  const set = (next: T): void => keep(name, next)
  return [found === undefined ? initial : (found as T), set] // a name belongs to one screen
}

/** Keeps what other screens read under this name. */
export function keep(name: string, value: unknown): void {
  if (kept.get(name) === value) return
  kept.set(name, value)
  tell()
}

/** Somebody else has signed in: nothing of the last person's is theirs. */
export function forgetKept(): void {
  kept.clear()
  tell()
}
