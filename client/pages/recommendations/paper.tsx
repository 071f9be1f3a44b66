/** On paper only: where the practitioner answers by hand, for whoever does not sign in. */
import type { Recommendation } from '../../../server/contract/recommendations.ts'

export function PaperAnswer({ one: { step } }: { readonly one: Recommendation }) {
  if (step !== 'sending' && step !== 'decision') return null
  return (
    <section className="paper-answer" aria-label="Answer">
      <p className="boxes">
        {['Accepted', 'Modified', 'Declined'].map((says) => (
          <span key={says}>
            <span className="box" /> {says}
          </span>
        ))}
      </p>
      <p className="line">What instead, or why</p>
      <p className="line">Practitioner, day</p>
    </section>
  )
}
