/** The frame around every screen: where one is, who is signed in, and the way out. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { SessionView } from '../../server/contract/session.ts'
import { send } from '../api/request.ts'

const words = (role: string) => role.replaceAll('_', ' ')

export function Frame({
  session,
  children,
}: {
  readonly session: SessionView
  readonly children: ReactNode
}) {
  const queries = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => send<void>('DELETE', '/api/session'),
    onSettled: () => {
      // whatever the server said, nothing of a patient stays on this screen
      queries.clear()
      window.location.assign('/')
    },
  })
  return (
    <div className="frame">
      <a className="skip" href="#screen">
        Skip to the screen
      </a>
      <header className="top no-print">
        <span className="brand">Collaborative Care</span>
        <nav aria-label="Screens">
          <Link href="/caseload" className={(active) => (active ? 'current' : '')}>
            Caseload
          </Link>
        </nav>
        <span className="who">
          {session.name} <span className="quiet">{words(session.role)}</span>
        </span>
        <button type="button" className="button" onClick={() => signOut.mutate()}>
          Sign out
        </button>
      </header>
      <main id="screen" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
