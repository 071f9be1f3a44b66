/** A secret, shown this once: it is held nowhere that it could be read from again. */
import { type ReactNode, useState } from 'react'
import { GuardedDialog } from '../../components/form/dialog.tsx'

export function ToldOnce({
  title,
  secret,
  says,
  children,
  onClose,
}: {
  /** What it is: the dialog's title, and the name of what is shown. */
  readonly title: string
  readonly secret: string
  /** Of the button that closes it for good. */
  readonly says: string
  readonly children: ReactNode
  readonly onClose: () => void
}) {
  const [copied, setCopied] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied('Copied.'),
      () => setCopied('It could not be copied: write it down.'),
    )
  return (
    <GuardedDialog title={title} dirty={false} onClose={onClose}>
      {(leave) => (
        <div className="stack one-time">
          {children}
          <p className="row">
            <output className="password" aria-label={title}>
              {secret}
            </output>
            <button type="button" className="button" onClick={copy}>
              Copy
            </button>
            <span role="status">{copied}</span>
          </p>
          <div className="foot row">
            <button type="button" className="button primary" onClick={leave}>
              {says}
            </button>
          </div>
        </div>
      )}
    </GuardedDialog>
  )
}
