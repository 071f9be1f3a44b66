/** Signing in; and, at the very first start, making the first administrator. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { healthQuery, sessionQuery } from '../api/queries.ts'
import { SignInForm } from '../components/sign-in-form.tsx'
import '../theme/patient.css'
import '../theme/administration.css'
import { FirstAdministratorForm } from './sign-in-first.tsx'

export function SignInPage() {
  const queries = useQueryClient()
  const { data } = useQuery(healthQuery)
  const [first, setFirst] = useState<'no' | 'asked' | 'made'>('no')
  const refused = window.location.search === '?single-sign-on=refused'
  const says =
    first === 'made'
      ? 'The first administrator is made. Sign in with the name and the password.'
      : refused
        ? 'Your organization’s sign-in opens no account here. Ask an administrator.'
        : data?.demo
          ? 'Demonstration: every person in it is invented.'
          : undefined
  return (
    <main className="sign-in">
      {first === 'asked' ? (
        <FirstAdministratorForm onMade={() => setFirst('made')} />
      ) : (
        <SignInForm
          heading="Collaborative Care registry"
          {...(says ? { says } : {})}
          onSignedIn={(session) => queries.setQueryData(sessionQuery.queryKey, session)}
        />
      )}
      {data?.single_sign_on && first !== 'asked' && (
        <p className="other">
          <a className="button" href="/api/session/single-sign-on">
            Sign in with your organization
          </a>
        </p>
      )}
      {!data?.demo && (
        <p className="other">
          <button
            type="button"
            className="link-button"
            onClick={() => setFirst(first === 'asked' ? 'no' : 'asked')}
          >
            {first === 'asked' ? 'Sign in instead' : 'First start? Make the first administrator'}
          </button>
        </p>
      )}
    </main>
  )
}
