/** A self-harm item is positive: what to do now. It stays until somebody says that they act on it. */
import { type Ref, useId } from 'react'
import { Link } from 'wouter'
import { Glyph } from '../symbols.tsx'

export function RiskSteps({
  patient,
  acknowledged,
  isSaved,
  button,
  onAcknowledge,
}: {
  readonly patient: string
  readonly acknowledged: boolean
  readonly isSaved: boolean
  readonly button: Ref<HTMLButtonElement>
  readonly onAcknowledge: () => void
}) {
  const id = useId()
  return (
    <section className="risk-now" role="alert" aria-labelledby={id}>
      <h4 id={id}>
        <Glyph name="warning" /> Self-harm item positive: act now, before anything else
      </h4>
      <ol>
        <li>Stay with the patient, or on the line. Immediate danger: 911.</li>
        <li>
          <strong>988</strong> Suicide and Crisis Lifeline: call or text 988 (Spanish: press 2).
        </li>
        <li>Follow your site’s protocol; tell the consultant and the practitioner.</li>
        <li>
          Assess the risk today and record what was decided:{' '}
          <Link href={`/patients/${patient}?tab=risk`}>Risk tab of this patient</Link>. Only that
          clears S1; no later score does.
        </li>
      </ol>
      {acknowledged ? (
        <p className="quiet">Acknowledged: the steps stay here until the form is closed.</p>
      ) : (
        <button ref={button} type="button" className="button danger" onClick={onAcknowledge}>
          {isSaved ? 'I am acting on this' : 'I am acting on this, go on with the form'}
        </button>
      )}
    </section>
  )
}
