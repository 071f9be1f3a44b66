/** The second step of signing in: a code, or a passkey; a recovery code where both are lost. */
import { type FormEvent, useId } from 'react'
import type { SessionView } from '../../server/contract/session.ts'
import { passkeysWork, saidOf, useCode, usePasskey } from '../api/account.ts'
import { isSignedOut, RequestProblem, send } from '../api/request.ts'

export function SecondStep({
  pending,
  onSignedIn,
  onOver,
}: {
  readonly pending: SessionView
  readonly onSignedIn: (session: SessionView) => void
  /** The password is wanted again. */
  readonly onOver: () => void
}) {
  const code = useCode(onSignedIn)
  const passkey = usePasskey(onSignedIn)
  const { factors } = pending
  const wrong = code.error ?? passkey.error
  const remedy = wrong instanceof RequestProblem ? wrong.said.remedy : undefined
  const isBusy = code.isPending || passkey.isPending
  const giveUp = () => {
    send<void>('DELETE', '/api/session')
      .catch(() => undefined)
      .finally(onOver)
  }
  return (
    <section className="panel stack" aria-label="Second factor">
      <h1>One more step</h1>
      <p className="quiet">{pending.name}: the password was right. Now your second factor.</p>
      {factors.includes('passkey') && passkeysWork() && (
        <button
          type="button"
          className="button primary"
          disabled={isBusy}
          onClick={() => passkey.mutate()}
        >
          Use the passkey
        </button>
      )}
      <CodeForm
        label={factors.includes('totp') ? 'Code of your authenticator' : 'Recovery code'}
        isBusy={isBusy}
        onCode={(typed) => code.mutate({ code: typed })}
      />
      {wrong && (
        <p className="wrong" role="alert">
          {saidOf(wrong)} {remedy}
        </p>
      )}
      <p className="quiet small">
        Nothing at hand? Type one of your recovery codes; each is good once. Or ask an administrator
        to reset the second factor.
      </p>
      <p>
        <button
          type="button"
          className="link-button"
          onClick={isSignedOut(wrong) ? onOver : giveUp}
        >
          Sign in from the beginning
        </button>
      </p>
    </section>
  )
}

function CodeForm({
  label,
  isBusy,
  onCode,
}: {
  readonly label: string
  readonly isBusy: boolean
  readonly onCode: (code: string) => void
}) {
  const id = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code')).trim()
    if (code.length >= 6 && !isBusy) onCode(code)
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: it is the next thing to be typed
          autoFocus
          required
          minLength={6}
        />
      </div>
      <button type="submit" className="button" disabled={isBusy}>
        Go on
      </button>
    </form>
  )
}
