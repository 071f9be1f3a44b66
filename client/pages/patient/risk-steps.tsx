/** A self-harm item is positive and nobody has dealt with it: the steps, in order, with the form. */
import type { Flag } from '../../../server/domain/caseload/flag.ts'
import { AddForm } from '../../components/form/add-dialog.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { withDays } from '../../components/words.ts'
import { useHere } from './here.ts'

export function RiskSteps({ flag }: { readonly flag: Flag }) {
  const { view, choices, said, may } = useHere()
  return (
    <section className="risk-steps" aria-labelledby="risk-steps">
      <h3 id="risk-steps">
        <Glyph name="warning" /> Now: {flag.says.toLowerCase()}
      </h3>
      <p>{withDays(flag.because)}</p>
      <ol>
        <li>
          <strong>Reach the patient today.</strong> In danger now: 911, and stay on the line.
        </li>
        <li>
          <strong>Give the 988 Suicide &amp; Crisis Lifeline:</strong> call or text 988, at any
          hour; for Spanish press 2.
        </li>
        <li>
          <strong>Follow the site’s protocol;</strong> nobody reached within 60 minutes: call the
          consultant and the practitioner.
        </li>
        <li>
          <strong>Document the assessment and the disposition.</strong> Only that clears this flag;
          a later score does not.
        </li>
      </ol>
      {may('risk_assessments') && (
        <AddForm
          record="risk_assessments"
          patient={view.handle}
          choices={choices}
          said={said}
          onClose={() => undefined}
        />
      )}
    </section>
  )
}
