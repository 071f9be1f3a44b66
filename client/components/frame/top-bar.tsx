/** The top of every screen: search, who is signed in, theme, help, lock, sign out. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { SessionView } from '../../../server/contract/session.ts'
import { send } from '../../api/request.ts'
import { useKeys } from '../keys.ts'
import { Glyph } from '../symbols.tsx'
import { words } from '../words.ts'
import { LookBack } from './look-back.tsx'
import { preferences, type Theme, themes, usePreferences } from './preferences.ts'
import { ScopeChoice } from './scope-choice.tsx'
import { SearchBox } from './search.tsx'

export function TopBar({
  session,
  demo,
  lock,
  help,
}: {
  readonly session: SessionView
  readonly demo: boolean
  readonly lock: () => void
  readonly help: () => void
}) {
  useKeys({ '?': help })
  const { theme } = usePreferences()
  const signOut = useSignOut()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
  return (
    <header className="top no-print">
      <SearchBox />
      <ScopeChoice session={session} />
      <LookBack session={session} />
      {demo && (
        <p className="demo">
          <Glyph name="warning" /> Demonstration
          <span className="wide">: everybody is invented</span>
        </p>
      )}
      <p className="who">
        <Link href="/account" title="Your account: password, sessions, keys">
          {session.name}
        </Link>{' '}
        <span className="quiet">{words(session.role)}</span>
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={`Colors: ${themeWords[theme]}. Change to ${themeWords[next]}`}
        title={`Colors: ${themeWords[theme]}`}
        onClick={() => preferences.change({ theme: next })}
      >
        <Glyph name="theme" />
      </button>
      <button type="button" className="icon-button" onClick={help} title="Help and keys (?)">
        <Glyph name="help" label="Help and keys" />
      </button>
      <button type="button" className="icon-button" onClick={lock} title="Lock the screen">
        <Glyph name="lock" label="Lock the screen" />
      </button>
      <button
        type="button"
        className="icon-button"
        onClick={() => signOut.mutate()}
        title="Sign out"
      >
        <Glyph name="sign-out" label="Sign out" />
      </button>
    </header>
  )
}

const themeWords: Readonly<Record<Theme, string>> = {
  system: 'as the system has them',
  light: 'light',
  dark: 'dark',
}

function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => send<void>('DELETE', '/api/session'),
    onSettled: () => {
      // whatever the server said, nothing of a patient stays on this screen
      queries.clear()
      window.location.assign('/')
    },
  })
}
