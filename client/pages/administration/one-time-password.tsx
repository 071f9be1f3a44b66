/** A one-time password, shown this once: it is held nowhere that it could be read from again. */
import { useState } from 'react'
import type { AccountMade } from '../../../server/contract/administration.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'

export function OneTimePassword({
  made: { account, one_time_password },
  onClose,
}: {
  readonly made: AccountMade
  readonly onClose: () => void
}) {
  const [copied, setCopied] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(one_time_password).then(
      () => setCopied('Copied.'),
      () => setCopied('It could not be copied: write it down.'),
    )
  return (
    <GuardedDialog title="One-time password" dirty={false} onClose={onClose}>
      {(leave) => (
        <div className="stack one-time">
          <p>
            For <strong>{account.sign_in_name}</strong>. It is shown this once; give it to them by a
            way that you trust. They choose their own at the first sign-in.
          </p>
          <p className="row">
            <output className="password" aria-label="One-time password">
              {one_time_password}
            </output>
            <button type="button" className="button" onClick={copy}>
              Copy
            </button>
            <span role="status">{copied}</span>
          </p>
          <div className="foot row">
            <button type="button" className="button primary" onClick={leave}>
              I have passed it on
            </button>
          </div>
        </div>
      )}
    </GuardedDialog>
  )
}
