/** The flow while somebody goes through it: what is typed, which steps were tried, what is wrong. */
import { type FormEvent, type RefObject, useState } from 'react'
import { useLocation } from 'wouter'
import { useEnroll, useEnrollAgain } from '../../api/records.ts'
import { RequestProblem } from '../../api/request.ts'
import type { Faults } from '../../components/form/values.ts'
import type { Again } from './again.ts'
import { useDropping } from './draft.ts'
import {
  type EnrollForm,
  enrollmentOf,
  episodeOf,
  faultsOf,
  placeOf,
  type Section,
} from './form.ts'
import type { StepProps } from './parts.tsx'
import { lastStep as last, steps } from './readiness.ts'
import { useDuplicates } from './who.tsx'

const sectionsOf: readonly (readonly Section[])[] = [
  ['patient'],
  ['episode', 'visit'],
  ['consent'],
  ['team'],
  ['diagnosis', 'second', 'coverage'],
  ['score'],
  [],
]

export function useFlow(
  name: string,
  begun: EnrollForm,
  again: Again | null,
  heading: RefObject<HTMLElement | null>,
) {
  const [form, setForm] = useState(begun)
  const [tried, setTried] = useState<ReadonlySet<number>>(new Set())
  const enrolling = useEnrolling(name, again?.patient ?? null)
  const answered = useAnswered(enrolling.error, form)
  const duplicates = useDuplicates(form.sections.patient, again === null)
  const change = (one: Partial<EnrollForm>) => setForm((before) => ({ ...before, ...one }))
  const go = (step: number) => {
    change({ step })
    heading.current?.focus()
  }
  const unseen = (duplicates.data?.rows.length ?? 0) > 0 && !form.different
  const stops = (step: number) => hasFaults(form, step) || (step === 0 && unseen)
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
    if (!enrolling.isPending) enrolling.enroll(form)
  }
  return {
    ...{ form, tried, change, go, stops, submit, enrolling, unseen },
    type: typing(setForm),
    faults: shownFaults(form, answered, tried),
  }
}

/** One field of one section. */
const typing =
  (setForm: (change: (before: EnrollForm) => EnrollForm) => void): StepProps['type'] =>
  (section, field, value) =>
    setForm((before) => ({
      ...before,
      sections: { ...before.sections, [section]: { ...before.sections[section], [field]: value } },
    }))

const hasFaults = (form: EnrollForm, step: number): boolean =>
  sectionsOf[step]!.some((section) => Object.keys(faultsOf(form, section)).length > 0)

/** What the server answered; and of a step that was tried, what is wrong in it now. */
const shownFaults = (
  form: EnrollForm,
  answered: Readonly<Partial<Record<Section, Faults>>>,
  tried: ReadonlySet<number>,
): StepProps['faults'] =>
  Object.fromEntries(
    sectionsOf.flatMap((sections, step) =>
      sections.map((section) => [
        section,
        { ...answered[section], ...(tried.has(step) ? faultsOf(form, section) : {}) },
      ]),
    ),
  )

/** Enrolls, throws the draft away and goes on to what is still missing. */
function useEnrolling(name: string, patient: string | null) {
  const taking = useEnroll()
  const again = useEnrollAgain(patient ?? '')
  const drop = useDropping()
  const [, navigate] = useLocation()
  const onSuccess = (done: { readonly patient: string }): void => {
    navigate(`/enroll/done/${done.patient}`, { replace: true })
    drop(name).catch(() => undefined) // it is swept with age
  }
  const { isPending, error } = patient === null ? taking : again
  return {
    isPending,
    error,
    enroll: (form: EnrollForm) =>
      patient === null
        ? taking.mutate(enrollmentOf(form), { onSuccess })
        : again.mutate(episodeOf(form), { onSuccess }),
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
