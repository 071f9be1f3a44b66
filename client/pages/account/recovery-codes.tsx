/** Recovery codes, shown this once: each opens the account once where the second factor is lost. */
import { useState } from 'react'
import { GuardedDialog } from '../../components/form/dialog.tsx'

export function RecoveryCodes({
  codes,
  onClose,
}: {
  readonly codes: readonly string[]
  readonly onClose: () => void
}) {
  const [copied, setCopied] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied('Copied.'),
      () => setCopied('They could not be copied: write them down.'),
    )
  return (
    <GuardedDialog title="Recovery codes" dirty={false} onClose={onClose}>
      {(leave) => (
        <div className="stack">
          <p>
            Keep these where you keep other keys. Each is good once, where your second factor is not
            at hand. They are shown this once.
          </p>
          <ul className="recovery-codes" aria-label="Recovery codes">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <p className="row">
            <button type="button" className="button" onClick={copy}>
              Copy them
            </button>
            <span role="status">{copied}</span>
          </p>
          <div className="foot row">
            <button type="button" className="button primary" onClick={leave}>
              I have kept them
            </button>
          </div>
        </div>
      )}
    </GuardedDialog>
  )
}
