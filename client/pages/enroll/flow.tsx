/** One guided flow: steps on the left, the step in the middle, what the first claim needs right. */
import { type FormEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useEnroll } from '../../api/records.ts'
import { RequestProblem } from '../../api/request.ts'
import type { Choices } from '../../components/form/field.tsx'
import { Refused } from '../../components/form/fields.tsx'
import type { Faults } from '../../components/form/values.ts'
import { Foot, Needs, Steps } from './around.tsx'
import { Baseline } from './baseline.tsx'
import { Check } from './check.tsx'
import { Consent } from './consent.tsx'
import { useDropping, useKeeping } from './draft.ts'
import { type EnrollForm, enrollmentOf, faultsOf, placeOf, type Section } from './form.ts'
import type { StepProps } from './parts.tsx'
import { lastStep as last, steps } from './readiness.ts'
import { Diagnosis, Referral, Team } from './steps.tsx'
import { useDuplicates, Who } from './who.tsx'

const bodies = [Who, Referral, Consent, Team, Diagnosis, Baseline, Check] as const
const sectionsOf: readonly (readonly Section[])[] = [
  ['patient'],
  ['episode', 'visit'],
  ['consent'],
  ['team'],
  ['diagnosis', 'second', 'coverage'],
  ['score'],
  [],
]

export function Flow({
  name,
  begun,
  choices,
  now,
}: {
  readonly name: string
  readonly begun: EnrollForm
  readonly choices: Choices
  readonly now: string
}) {
  const [form, setForm] = useState(begun)
  const [tried, setTried] = useState<ReadonlySet<number>>(new Set())
  const kept = useKeeping(name, form)
  const heading = useRef<HTMLHeadingElement>(null)
  const enrolling = useEnrolling(name)
  const answered = useAnswered(enrolling.error, form)
  const duplicates = useDuplicates(form.sections.patient).data?.rows.length ?? 0
  const change = (one: Partial<EnrollForm>) => setForm((before) => ({ ...before, ...one }))
  const go = (step: number) => {
    change({ step })
    heading.current?.focus()
  }
  const type: StepProps['type'] = (section, field, value) =>
    setForm((before) => ({
      ...before,
      sections: {
        ...before.sections,
        [section]: { ...before.sections[section], [field]: value },
      },
    }))
  const found = (step: number) =>
    sectionsOf[step]!.some((section) => hasAny(faultsOf(form, section)))
  const unseen = duplicates > 0 && !form.different
  const stops = (step: number) => found(step) || (step === 0 && unseen)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.step < last) {
      setTried(new Set([...tried, form.step]))
      if (!stops(form.step)) go(form.step + 1)
      return
    }
    const wrong = steps.findIndex((_, step) => stops(step))
    setTried(new Set(steps.keys()))
    if (wrong >= 0) return go(wrong)
    if (!enrolling.isPending) enrolling.mutate(enrollmentOf(form))
  }
  const faults = Object.fromEntries(
    sectionsOf.flatMap((sections, step) =>
      sections.map((section) => [
        section,
        { ...answered[section], ...(tried.has(step) ? faultsOf(form, section) : {}) },
      ]),
    ),
  )
  const Body = bodies[form.step]!
  return (
    <div className="enroll">
      <Steps at={form.step} stops={(step) => tried.has(step) && stops(step)} go={go} />
      <form noValidate className="stack" onSubmit={submit}>
        <h2 ref={heading} tabIndex={-1}>
          {form.step + 1}. {steps[form.step]}
        </h2>
        <Body {...{ form, choices, now, faults, type, change }} />
        {tried.has(0) && form.step === 0 && unseen && (
          <p className="fault" role="alert">
            Say that you have looked: tick the box below the patients found.
          </p>
        )}
        {form.step === last && <Refused error={enrolling.error} />}
        <Foot at={form.step} saving={enrolling.isPending} kept={kept} go={go} />
      </form>
      <Needs form={form} go={go} />
    </div>
  )
}

const hasAny = (faults: Faults): boolean => Object.keys(faults).length > 0

/** Enrolls, throws the draft away and goes on to what is still missing. */
function useEnrolling(name: string) {
  const enrolling = useEnroll()
  const drop = useDropping()
  const [, navigate] = useLocation()
  const { mutate, ...rest } = enrolling
  return {
    ...rest,
    mutate: (body: Parameters<typeof mutate>[0]) =>
      mutate(body, {
        onSuccess: ({ patient }) => {
          navigate(`/enroll/done/${patient}`, { replace: true })
          drop(name).catch(() => undefined) // it is swept with age
        },
      }),
  }
}

/** What the server found, beside the fields that it means. */
function useAnswered(error: unknown, form: EnrollForm): Readonly<Partial<Record<Section, Faults>>> {
  const faults = error instanceof RequestProblem ? (error.said.faults ?? []) : []
  const by: Partial<Record<Section, Record<string, string>>> = {}
  for (const { field, says } of faults) {
    const { section, name } = placeOf(form, field)
    by[section] = { ...by[section], [name]: says }
  }
  return by
}
