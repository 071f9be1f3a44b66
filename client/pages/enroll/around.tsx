/** What stands around a step: the other steps, what the first claim needs, and the way on. */
import { Glyph } from '../../components/symbols.tsx'
import type { Held } from './again.ts'
import type { Kept } from './draft.ts'
import type { EnrollForm } from './form.ts'
import { lastStep as last, needsOf, steps } from './readiness.ts'

export function Steps({
  at,
  stops,
  go,
}: {
  readonly at: number
  readonly stops: (step: number) => boolean
  readonly go: (step: number) => void
}) {
  return (
    <nav aria-label="Steps of the enrollment" className="steps">
      <ol>
        {steps.map((says, step) => (
          <li key={says}>
            <button
              type="button"
              aria-current={step === at ? 'step' : undefined}
              onClick={() => go(step)}
            >
              <span className="figure">{step + 1}</span> {says}
              {stops(step) && <Glyph name="warning" label="something to mend" />}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const keptWords: Readonly<Record<Kept, string>> = {
  clean: 'You can leave at any time: what you type is kept.',
  typing: 'Keeping …',
  kept: 'Kept: you can leave and go on later.',
  failed: 'Not kept: the registry did not answer. Stay on this page and go on.',
}

export function Foot({
  at,
  saving,
  kept,
  go,
}: {
  readonly at: number
  readonly saving: boolean
  readonly kept: Kept
  readonly go: (step: number) => void
}) {
  return (
    <div className="foot row">
      <span className={kept === 'failed' ? 'fault small' : 'quiet small'} role="status">
        {keptWords[kept]}
      </span>
      {at > 0 && (
        <button type="button" className="button" onClick={() => go(at - 1)}>
          Back
        </button>
      )}
      <button type="submit" className="button primary" disabled={saving}>
        {at < last ? 'Next' : saving ? 'Enrolling …' : 'Enroll'}
      </button>
    </div>
  )
}

/** What the first claim needs, ticked off as it is told. */
export function Needs({
  form,
  held,
  go,
}: {
  readonly form: EnrollForm
  readonly held: Held
  readonly go: (step: number) => void
}) {
  const needs = needsOf(form, held)
  const open = needs.filter(({ met }) => !met).length
  return (
    <aside className="needs panel stack" aria-labelledby="needs">
      <h3 id="needs">
        For the first claim{' '}
        <span className="quiet">{open === 0 ? 'all told' : `${open} to come`}</span>
      </h3>
      <ul>
        {needs.map(({ need, met, remedy, step }) => (
          <li key={need} className={met ? 'met' : 'unmet'}>
            <Glyph name={met ? 'met' : 'none'} label={met ? 'there' : 'missing'} />
            <div>
              <button type="button" className="link" onClick={() => go(step)}>
                {need}
              </button>
              {!met && <p className="quiet small">{remedy}</p>}
            </div>
          </li>
        ))}
      </ul>
    </aside>
  )
}
