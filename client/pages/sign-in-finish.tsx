/** What must be done before anything else: the second factor, a password of one's own, or setting up. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '../../server/contract/session.ts'
import { ownAccountQuery } from '../api/administration.ts'
import { sessionQuery } from '../api/queries.ts'
import { send } from '../api/request.ts'
import { SecondStep } from '../components/second-step.tsx'
import { Skeleton, Trouble } from '../components/states.tsx'
import '../theme/patient.css'
import '../theme/forms.css'
import '../theme/administration.css'
import { SecondFactors } from './account/factors.tsx'
import { PasswordForm } from './account/password-form.tsx'

export function FinishSignIn({ session }: { readonly session: SessionView }) {
  const queries = useQueryClient()
  const over = () => queries.setQueryData(sessionQuery.queryKey, null)
  const leave = () => {
    send<void>('DELETE', '/api/session')
      .catch(() => undefined)
      .finally(over)
  }
  if (session.unfinished === 'second-factor')
    return (
      <main className="sign-in">
        <SecondStep
          pending={session}
          onSignedIn={(entered) => queries.setQueryData(sessionQuery.queryKey, entered)}
          onOver={over}
        />
      </main>
    )
  return (
    <main className="sign-in wide">
      <div className="account stack">
        <h1>{session.unfinished === 'password' ? 'Choose your password' : 'Second factor'}</h1>
        <Needed session={session} />
        <p>
          <button type="button" className="link-button" onClick={leave}>
            Sign out
          </button>
        </p>
      </div>
    </main>
  )
}

function Needed({ session }: { readonly session: SessionView }) {
  const { data, isError, isPending, error, refetch } = useQuery(ownAccountQuery)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="your account" lines={6} />
  if (session.unfinished === 'password')
    return (
      <section className="panel stack" aria-label="Password">
        <p className="warning" role="status">
          {data.one_time
            ? 'You signed in with a one-time password. Choose one of your own before anything else.'
            : 'Your password is too short without a second factor. Choose a longer one.'}
        </p>
        <PasswordForm signInName={data.sign_in_name} minimum={data.password_minimum} />
      </section>
    )
  return (
    <section className="panel stack" aria-label="Second factor">
      <p className="warning" role="status">
        Everybody here signs in with a second factor. Set yours up before anything else.
      </p>
      <SecondFactors account={data} />
    </section>
  )
}
