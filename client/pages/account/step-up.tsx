/** The password once more, before what moves a whole registry; good for five minutes. */
import { type FormEvent, useRef, useState } from 'react'
import { usePasswordAgain } from '../../api/administration.ts'
import { RequestProblem } from '../../api/request.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot } from '../../components/form/fields.tsx'

/** True where the server wants the password again first. */
export const wantsPassword = (error: unknown): boolean =>
  error instanceof RequestProblem && error.type.endsWith('step-up')

export function StepUp({
  what,
  onDone,
  onLeave,
}: {
  /** "take in a bundle": what it is for. */
  readonly what: string
  readonly onDone: () => void
  readonly onLeave: () => void
}) {
  const [password, setPassword] = useState('')
  const again = usePasswordAgain()
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return
    // the button that was pressed rests meanwhile: whoever uses keys is led back to the field
    again.mutate({ password }, { onSuccess: onDone, onError: () => field.current?.select() })
  }
  return (
    <GuardedDialog title="Your password once more" dirty={false} onClose={onLeave}>
      {(leave) => (
        <form onSubmit={submit} className="stack step-up">
          <p>To {what}, say again that it is you. It holds for five minutes.</p>
          <div className="record-field">
            <label htmlFor="password-again">Password</label>
            <input
              ref={field}
              id="password-again"
              type="password"
              autoComplete="current-password"
              // biome-ignore lint/a11y/noAutofocus: the only field of a dialog that was asked for
              autoFocus
              required
              aria-invalid={again.isError}
              aria-describedby="password-again-fault"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <span id="password-again-fault" className="fault small" role="alert">
              {again.error?.message}
            </span>
          </div>
          <Foot saving={again.isPending} says="Go on" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
