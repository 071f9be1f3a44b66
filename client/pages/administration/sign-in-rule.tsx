/** Whether everybody needs a second factor: decided here, with a reason, for all at once. */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { SignInRules } from '../../../server/contract/administration.ts'
import { signInRulesQuery, useChangeRules } from '../../api/administration.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { Reason } from '../../components/form/reason.tsx'
import { counted } from '../../components/words.ts'
import { StepUp, wantsPassword } from '../account/step-up.tsx'
import type { Account } from './known.ts'

export function SignInRule({ accounts }: { readonly accounts: readonly Account[] }) {
  const { data } = useQuery(signInRulesQuery)
  const [changing, setChanging] = useState(false)
  if (!data) return null
  const without = accounts.filter((one) => !one.disabled && !one.second_factor).length
  const isRequired = data.second_factor === 'required'
  return (
    <p className="row">
      <span>
        A second factor is <strong>{isRequired ? 'required of everybody' : 'offered'}</strong>.{' '}
        {counted(without, 'account')} {without === 1 ? 'has' : 'have'} none yet.
      </span>
      <button type="button" className="button" onClick={() => setChanging(true)}>
        {isRequired ? 'No longer require it' : 'Require it of everybody'}
      </button>
      {changing && <Change rules={data} onClose={() => setChanging(false)} />}
    </p>
  )
}

function Change({ rules, onClose }: { readonly rules: SignInRules; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useChangeRules()
  const wanted = rules.second_factor === 'required' ? 'offered' : 'required'
  const decide = () => {
    const change = { second_factor: wanted, reason, version: rules.version } as const
    saving.mutate(change, { onSuccess: onClose })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '' && !saving.isPending) decide()
  }
  if (wantsPassword(saving.error))
    return <StepUp what="decide how everybody signs in" onDone={decide} onLeave={onClose} />
  return (
    <GuardedDialog
      title={wanted === 'required' ? 'Require a second factor' : 'Only offer a second factor'}
      dirty={reason !== ''}
      onClose={onClose}
    >
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <p>
            {wanted === 'required'
              ? 'Whoever has none must set one up before anything else, also who is signed in now.'
              : 'A password alone is enough for whoever sets up no second factor.'}
          </p>
          <Reason value={reason} missing={tried && reason.trim() === ''} onChange={setReason} />
          <Refused error={saving.error} />
          <Foot saving={saving.isPending} says="Decide" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}
