/** What may be done with a claim from where it stands. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ClaimView } from '../../../server/contract/claims.ts'
import { nextStates } from '../../../server/domain/claims/states.ts'
import { StepDialog, type StepName, stepWords } from './step-dialog.tsx'

export function Steps({ view }: { readonly view: ClaimView }) {
  const { claim, determination, changed } = view
  const [step, setStep] = useState<StepName | null>(null)
  const [, navigate] = useLocation()
  const owes = claim.paid_on !== null && claim.refunded_on === null && changed !== null
  const possible = [...nextStates[claim.state], ...(owes ? (['refunded'] as const) : [])]
  const proven = (changed?.now ?? determination).outcome === 'bill'
  const offered = possible.filter((one) => one !== 'replaced' || (changed !== null && proven))
  if (possible.length === 0) return null
  const done = (number: string): void => {
    setStep(null)
    if (number !== claim.claim_id) navigate(`/claims/claim/${number}`)
  }
  return (
    <nav className="row no-print" aria-label="Next steps">
      {offered.map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          onClick={() => setStep(one as StepName)} // `emitted` is nobody's next state
        >
          {stepWords[one as StepName]}
        </button>
      ))}
      {step && <StepDialog step={step} view={view} onDone={done} onClose={() => setStep(null)} />}
    </nav>
  )
}
