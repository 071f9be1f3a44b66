/** Taking a grant back, or saying what was found when an emergency was looked at. */
import { type FormEvent, useId, useState } from 'react'
import type { GrantView } from '../../../server/contract/grants.ts'
import { useGrantDeed } from '../../api/grants.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'

const texts = {
  review: {
    title: 'Review the emergency',
    label: 'What was found: was it needed, and was no more looked at than was needed?',
    says: 'Reviewed',
  },
  revocation: { title: 'Take the grant back', label: 'Why', says: 'Take it back' },
} as const

export function GrantDeed({
  of,
  deed,
  onClose,
}: {
  readonly of: GrantView
  readonly deed: 'revocation' | 'review'
  readonly onClose: () => void
}) {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useGrantDeed(deed)
  const id = useId()
  const { title, label, says } = texts[deed]
  const missing = tried && text.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (text.trim() === '' || saving.isPending) return
    saving.mutate({ of, text }, { onSuccess: onClose })
  }
  return (
    <GuardedDialog title={title} dirty={text !== ''} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered stack" onSubmit={save}>
          <p>
            {of.granted_to}: {of.patients.map((one) => one.family_name).join(', ')}. Their reason:{' '}
            {of.reason}
          </p>
          <div className="record-field">
            <label htmlFor={id}>{label}</label>
            <textarea
              id={id}
              rows={3}
              aria-invalid={missing}
              aria-describedby={`${id}-fault`}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <span id={`${id}-fault`} className="fault small">
              {missing && 'is needed'}
            </span>
          </div>
          <Refused error={saving.error} />
          <Foot saving={saving.isPending} says={says} onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
