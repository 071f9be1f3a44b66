/** A name and a password, then the second factor; a plain sentence where they do not fit. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { SessionView, SignIn } from '../../server/contract/session.ts'
import { send } from '../api/request.ts'
import { SecondStep } from './second-step.tsx'

export function SignInForm({
  heading,
  says,
  onSignedIn,
}: {
  readonly heading: string
  readonly says?: string
  readonly onSignedIn: (session: SessionView) => void
}) {
  const [name, password] = [useId(), useId()]
  const [pending, setPending] = useState<SessionView | null>(null)
  const signIn = useMutation({
    mutationFn: (body: SignIn) => send<SessionView>('POST', '/api/session', body),
    onSuccess: (session) =>
      session.unfinished === 'second-factor' ? setPending(session) : onSignedIn(session),
  })
  if (pending)
    return (
      <SecondStep
        pending={pending}
        onSignedIn={onSignedIn}
        onOver={() => {
          setPending(null)
          signIn.reset()
        }}
      />
    )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    signIn.mutate({
      sign_in_name: String(given.get('sign_in_name')).trim(),
      password: String(given.get('password')),
    })
  }
  return (
    <form className="panel stack" onSubmit={submit}>
      <h1>{heading}</h1>
      {says && <p className="quiet">{says}</p>}
      <div className="field">
        <label htmlFor={name}>Sign-in name</label>
        <input
          id={name}
          name="sign_in_name"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
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
  )
}
