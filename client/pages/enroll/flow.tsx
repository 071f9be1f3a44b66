/** One guided flow: steps on the left, the step in the middle, what the first claim needs right. */
import { useRef } from 'react'
import type { Choices } from '../../components/form/field.tsx'
import { Refused } from '../../components/form/fields.tsx'
import { type Again, heldOf } from './again.ts'
import { Foot, Needs, Steps } from './around.tsx'
import { Baseline } from './baseline.tsx'
import { Check } from './check.tsx'
import { Consent } from './consent.tsx'
import { useKeeping } from './draft.ts'
import type { EnrollForm } from './form.ts'
import { lastStep as last, steps } from './readiness.ts'
import { Returning } from './returning.tsx'
import { Diagnosis, Referral, Team } from './steps.tsx'
import { useFlow } from './use-flow.ts'
import { Who } from './who.tsx'

const bodies = [Who, Referral, Consent, Team, Diagnosis, Baseline, Check] as const

export function Flow({
  name,
  begun,
  again,
  choices,
  now,
}: {
  readonly name: string
  readonly begun: EnrollForm
  /** Null: somebody new. */
  readonly again: Again | null
  readonly choices: Choices
  readonly now: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const flow = useFlow(name, begun, again, heading)
  const { form, tried, go, stops, enrolling } = flow
  const kept = useKeeping(name, form)
  const held = again ? heldOf(again, String(form.sections.team['billing_practitioner'])) : {}
  const Body = bodies[form.step]!
  const step = {
    form,
    choices,
    now,
    held,
    faults: flow.faults,
    type: flow.type,
    change: flow.change,
  }
  return (
    <div className="enroll">
      <Steps at={form.step} stops={(at) => tried.has(at) && stops(at)} go={go} />
      <form noValidate className="stack" onSubmit={flow.submit}>
        <h2 ref={heading} tabIndex={-1}>
          {form.step + 1}. {steps[form.step]}
        </h2>
        {again && form.step === 0 ? <Returning {...step} again={again} /> : <Body {...step} />}
        {tried.has(0) && form.step === 0 && flow.unseen && (
          <p className="fault" role="alert">
            Say that you have looked: tick the box below the patients found.
          </p>
        )}
        {form.step === last && <Refused error={enrolling.error} />}
        <Foot at={form.step} saving={enrolling.isPending} kept={kept} go={go} />
      </form>
      <Needs form={form} held={held} go={go} />
    </div>
  )
}
