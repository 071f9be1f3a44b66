/** Making an account, and changing one: with a reason, as everything that takes a right away. */
import { type FormEvent, useState } from 'react'
import type { AccountMade, AdministrationView } from '../../../server/contract/administration.ts'
import {
  useChangeAccount,
  useNewAccount,
  useResetFactor,
  useResetPassword,
} from '../../api/administration.ts'
import { faultOf } from '../../api/records.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Entry } from '../../components/form/entry.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import { words } from '../../components/words.ts'
import { StepUp, wantsPassword } from '../account/step-up.tsx'
import { Pick } from '../enroll/parts.tsx'
import { type Account, type Deed, deedWords } from './known.ts'

export function NewAccountDialog({
  view,
  onMade,
  onClose,
}: {
  readonly view: AdministrationView
  readonly onMade: (made: AccountMade) => void
  readonly onClose: () => void
}) {
  const [staff, setStaff] = useState('')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const making = useNewAccount()
  const having = new Set(view.accounts.map(({ staff_id }) => staff_id))
  const without = view.staff.filter(({ row }) => !having.has(row.staff_id))
  const nameFault = /^[\w.@-]{1,128}$/.test(name)
    ? faultOf(making.error, 'sign_in_name')
    : 'must be 1 to 128 of letters, digits . _ @ -'
  const make = () => making.mutate({ staff, sign_in_name: name }, { onSuccess: onMade })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (staff === '' || !/^[\w.@-]{1,128}$/.test(name) || making.isPending) return
    make()
  }
  if (wantsPassword(making.error))
    return <StepUp what="let somebody sign in" onDone={make} onLeave={onClose} />
  return (
    <GuardedDialog title="New account" dirty={staff !== '' || name !== ''} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <div className="record-fields">
            <Pick
              label="Who"
              hint={
                without.length === 0
                  ? 'Everybody on staff has an account: add the person under Staff first'
                  : 'Staff without an account'
              }
              value={staff}
              fault={tried && staff === '' ? 'is needed' : undefined}
              options={without.map(({ key, row }) => [key, `${row.name}, ${words(row.role)}`])}
              onPick={setStaff}
            />
            <Entry
              label="Sign-in name"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              fault={tried ? nameFault : undefined}
              onType={setName}
            />
          </div>
          <Refused error={making.error} />
          <Foot saving={making.isPending} says="Make the account" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

const consequences: Readonly<Record<Deed, string>> = {
  disable: 'They are signed out at once and cannot sign in again until the account is enabled.',
  enable: 'They can sign in again with the password that they had.',
  factor:
    'All their second factors and recovery codes stop to work, and they are signed out. ' +
    'Make sure that it is them who ask.',
  reset: 'The old password stops to work, and they are signed out. You get a one-time password.',
}

/** What it takes the password once more for. */
const proven: Readonly<Record<Deed, string>> = {
  disable: 'disable an account',
  enable: 'enable an account',
  factor: 'reset a second factor',
  reset: 'give a one-time password',
}

export function AccountChange({
  account,
  deed,
  onDone,
  onClose,
}: {
  readonly account: Account
  readonly deed: Deed
  readonly onDone: (made: AccountMade | null) => void
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const changing = useChangeAccount()
  const resetting = useResetPassword()
  const unfactoring = useResetFactor()
  const { isPending, error } =
    deed === 'reset' ? resetting : deed === 'factor' ? unfactoring : changing
  const change = () => {
    const about = { account: account.account, version: account.version, reason }
    if (deed === 'reset') resetting.mutate(about, { onSuccess: onDone })
    else if (deed === 'factor') unfactoring.mutate(about, { onSuccess: () => onDone(null) })
    else
      changing.mutate({ ...about, disabled: deed === 'disable' }, { onSuccess: () => onDone(null) })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '' && !isPending) change()
  }
  if (wantsPassword(error)) return <StepUp what={proven[deed]} onDone={change} onLeave={onClose} />
  return (
    <GuardedDialog
      title={`${deedWords[deed]}: ${account.sign_in_name}`}
      dirty={reason !== ''}
      onClose={onClose}
    >
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <p>{consequences[deed]}</p>
          <Reason value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
          <Refused error={error} />
          <Foot saving={isPending} says={deedWords[deed]} onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
