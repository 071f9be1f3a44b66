/** Signing in: a name and a password, and a plain sentence where they do not fit. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import type { SessionView, SignIn } from '../../server/contract/session.ts'
import { sessionQuery } from '../api/queries.ts'
import { send } from '../api/request.ts'

export function SignInPage() {
  const queries = useQueryClient()
  const [name, password] = [useId(), useId()]
  const signIn = useMutation({
    mutationFn: (body: SignIn) => send<SessionView>('POST', '/api/session', body),
    onSuccess: (session) => queries.setQueryData(sessionQuery.queryKey, session),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    signIn.mutate({
      sign_in_name: String(given.get('sign_in_name')).trim(),
      password: String(given.get('password')),
    })
  }
  return (
    <main className="sign-in">
      <form className="panel stack" onSubmit={submit}>
        <h1>Collaborative Care registry</h1>
        <div className="field">
          <label htmlFor={name}>Sign-in name</label>
          <input id={name} name="sign_in_name" autoComplete="username" required />
        </div>
        <div className="field">
          <label htmlFor={password}>Password</label>
          <input
            id={password}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </div>
        {signIn.isError && (
          <p className="wrong" role="alert">
            {signIn.error.message}
          </p>
        )}
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          Sign in
        </button>
      </form>
    </main>
  )
}
