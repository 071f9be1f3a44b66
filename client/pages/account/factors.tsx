/** One's own second factors: which there are, adding one, taking one away, and recovery codes. */
import { useState } from 'react'
import type { FactorAdded, OwnAccount } from '../../../server/contract/account.ts'
import { passkeysWork, useRemoveFactor, useRenewCodes } from '../../api/account.ts'
import { counted, shownDay } from '../../components/words.ts'
import { AddFactor } from './add-factor.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { StepUp, wantsPassword } from './step-up.tsx'

const kindWords = { totp: 'Authenticator', passkey: 'Passkey', recovery: 'Recovery code' } as const

export function SecondFactors({ account }: { readonly account: OwnAccount }) {
  const [adding, setAdding] = useState<'totp' | 'passkey' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const removing = useRemoveFactor()
  const renewing = useRenewCodes()
  const done = ({ recovery_codes }: FactorAdded) => {
    setAdding(null)
    setCodes(recovery_codes)
  }
  const renew = () => renewing.mutate(undefined, { onSuccess: done })
  const { factors, recovery_codes_left: left } = account
  const refused = [removing.error, renewing.error].find((error) => error && !wantsPassword(error))
  return (
    <>
      {factors.length === 0 ? (
        <p className="quiet">None yet. A stolen password alone then opens nothing any more.</p>
      ) : (
        <ul className="plain stack" aria-label="Second factors">
          {factors.map(({ factor, kind, name, added_at }) => (
            <li key={factor} className="row">
              <strong>{name}</strong> {kindWords[kind]}, since {shownDay(added_at.slice(0, 10))}
              <button type="button" className="button" onClick={() => removing.mutate(factor)}>
                Take away<span className="hidden-visually"> {name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="row">
        <button type="button" className="button" onClick={() => setAdding('totp')}>
          Add an authenticator
        </button>
        {passkeysWork() && (
          <button type="button" className="button" onClick={() => setAdding('passkey')}>
            Add a passkey
          </button>
        )}
      </p>
      {factors.length > 0 && (
        <p className="row">
          {counted(left, 'recovery code')} left
          <button type="button" className="button" onClick={renew}>
            Make new recovery codes
          </button>
        </p>
      )}
      {refused && (
        <p className="refused" role="alert">
          {refused.message}
        </p>
      )}
      {adding && <AddFactor kind={adding} onDone={done} onClose={() => setAdding(null)} />}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
      {wantsPassword(removing.error) && (
        <StepUp
          what="take a second factor away"
          onDone={() => removing.variables && removing.mutate(removing.variables)}
          onLeave={() => removing.reset()}
        />
      )}
      {wantsPassword(renewing.error) && (
        <StepUp what="make new codes" onDone={renew} onLeave={() => renewing.reset()} />
      )}
    </>
  )
}
