/** Adding an authenticator or a passkey; with the password once more where one has been here long. */
import { type FormEvent, useEffect, useState } from 'react'
import type { FactorAdded } from '../../../server/contract/account.ts'
import { saidOf, useAddPasskey, useBeginTotp, useConfirmTotp } from '../../api/account.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Entry } from '../../components/form/entry.tsx'
import { Foot } from '../../components/form/fields.tsx'
import { QrCode } from './qr-code.tsx'
import { StepUp, wantsPassword } from './step-up.tsx'

const short = { required: true, maxLength: 64, spellCheck: false } as const

interface Props {
  readonly onDone: (added: FactorAdded) => void
  readonly onClose: () => void
}

export const AddFactor = ({ kind, ...props }: Props & { readonly kind: 'totp' | 'passkey' }) =>
  kind === 'totp' ? <AddTotp {...props} /> : <AddPasskey {...props} />

function AddTotp({ onDone, onClose }: Props) {
  const begin = useBeginTotp()
  const confirm = useConfirmTotp()
  const [name, setName] = useState('Authenticator')
  const [code, setCode] = useState('')
  const { mutate } = begin
  useEffect(() => mutate(), [mutate])
  if (wantsPassword(begin.error))
    return <StepUp what="set up an authenticator" onDone={() => mutate()} onLeave={onClose} />
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim().length < 6 || confirm.isPending) return
    confirm.mutate({ name, code }, { onSuccess: onDone })
  }
  return (
    <GuardedDialog title="An authenticator" dirty={false} onClose={onClose}>
      {(leave) => (
        <form noValidate className="stack" onSubmit={save}>
          <p>Scan this with an authenticator app, then type the code that it shows.</p>
          {begin.data ? (
            <>
              <QrCode text={begin.data.uri} says="The key as a QR code" />
              <p className="small">
                Or type the key: <output className="key">{spaced(begin.data.key)}</output>
              </p>
            </>
          ) : (
            <p role="status">{begin.error ? begin.error.message : 'Making a key …'}</p>
          )}
          <div className="record-fields">
            <Entry {...short} label="Name" value={name} onType={setName} />
            <Entry
              {...short}
              label="Code"
              autoComplete="one-time-code"
              value={code}
              onType={setCode}
            />
          </div>
          <p className="fault" role="alert">
            {confirm.error?.message}
          </p>
          <Foot saving={confirm.isPending} says="Add it" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

const spaced = (key: string): string => key.replaceAll(/(.{4})(?=.)/g, '$1 ')

function AddPasskey({ onDone, onClose }: Props) {
  const adding = useAddPasskey()
  const [name, setName] = useState('Passkey')
  const make = () => adding.mutate(name.trim() || 'Passkey', { onSuccess: onDone })
  if (wantsPassword(adding.error))
    return <StepUp what="add a passkey" onDone={make} onLeave={onClose} />
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!adding.isPending) make()
  }
  return (
    <GuardedDialog title="A passkey" dirty={false} onClose={onClose}>
      {(leave) => (
        <form noValidate className="stack" onSubmit={save}>
          <p>The browser asks for your fingerprint, your face, a PIN or a security key.</p>
          <div className="record-fields">
            <Entry {...short} label="Name" value={name} onType={setName} />
          </div>
          <p className="fault" role="alert">
            {saidOf(adding.error)}
          </p>
          <Foot saving={adding.isPending} says="Add it" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
