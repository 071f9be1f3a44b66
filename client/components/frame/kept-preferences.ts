/** What somebody prefers, kept on their desk: the same on every machine, and asked for once. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useKeepViews, viewsQuery } from '../../api/desk.ts'
import { type Preferences, preferences, themes } from './preferences.ts'

const screen = 'frame'

export function useKeptPreferences(isSignedIn: boolean): void {
  const { data } = useQuery({ ...viewsQuery, enabled: isSignedIn })
  const kept = data?.screens[screen]
  const { mutate } = useKeepViews(screen)
  useEffect(() => {
    if (kept) preferences.tell(preferencesIn(kept))
  }, [kept])
  useEffect(() => preferences.keepBy((changed) => mutate({ views: changed })), [mutate])
}

/** What was kept, as far as it still means something. */
export function preferencesIn(views: unknown): Partial<Preferences> {
  const { theme, single_keys, beside } = (views ?? {}) as Partial<Preferences> // looked at below
  return {
    ...(theme && themes.includes(theme) ? { theme } : {}),
    ...(typeof single_keys === 'boolean' ? { single_keys } : {}),
    ...(beside === 'open' || beside === 'narrow' ? { beside } : {}),
  }
}
