/** An enrollment that is not finished: kept by the server as it is typed, never by the browser. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { DraftsView } from '../../../server/contract/desk.ts'
import { draftsQuery, dropDraft, keepDraft } from '../../api/desk.ts'
import type { EnrollForm } from './form.ts'

/** How long typing may pause before the form is kept. */
const pause = 700

export type Kept = 'clean' | 'typing' | 'kept' | 'failed'

/** Keeps the form whenever it has changed; what is not kept yet is not left without a warning. */
export function useKeeping(name: string, form: EnrollForm): Kept {
  const [kept, setKept] = useState<Kept>('clean')
  const first = useRef(form)
  const pending = useRef<EnrollForm | null>(null)
  useEffect(() => {
    if (form === first.current) return
    setKept('typing')
    pending.current = form
    const timer = window.setTimeout(() => {
      pending.current = null
      keep(name, form).then(
        () => setKept('kept'),
        () => setKept('failed'),
      )
    }, pause)
    return () => window.clearTimeout(timer)
  }, [name, form])
  useEffect(
    () => () => {
      // left in the middle of a word: it is kept all the same
      if (pending.current && !dropped.has(name)) keep(name, pending.current).catch(() => undefined)
    },
    [name],
  )
  useEffect(() => {
    if (kept !== 'typing' && kept !== 'failed') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [kept])
  return kept
}

/** Names that are done with: what was still on its way must not bring them back. */
const dropped = new Set<string>()

const keep = (name: string, form: EnrollForm): Promise<void> =>
  keepDraft(name, { patient: comesBack(name), content: contentOf(form) })

type Content = DraftsView['drafts'][number]['content']
/** A form is text, ticks and figures: JSON as it is. */
const contentOf = (form: EnrollForm): Content => JSON.parse(JSON.stringify(form)) as Content

export const prefix = 'enroll-'
/** The draft of a patient who comes back carries their handle: there is one for each. */
const againPrefix = `${prefix}again-`
export const againName = (patient: string): string => `${againPrefix}${patient}`
/** Who comes back in this draft; null: somebody new. */
export const comesBack = (name: string): string | null =>
  name.startsWith(againPrefix) ? name.slice(againPrefix.length) : null

export const newName = (): string => `${prefix}${crypto.randomUUID().slice(0, 13)}`

/** A kept form, laid over a new one: a draft of an older version lacks nothing. */
export function formOf(content: Content, blank: EnrollForm): EnrollForm {
  const kept = content as unknown as Partial<EnrollForm> | null // as this screen has written it
  const sections = Object.fromEntries(
    Object.entries(blank.sections).map(([name, values]) => [
      name,
      { ...values, ...kept?.sections?.[name as keyof EnrollForm['sections']] },
    ]),
  )
  return { ...blank, ...kept, sections } as EnrollForm // the same sections, each with its fields
}

/** Throws a kept form away. */
export function useDropping(): (name: string) => Promise<void> {
  const queries = useQueryClient()
  return async (name) => {
    dropped.add(name)
    await dropDraft(name)
    await queries.invalidateQueries({ queryKey: draftsQuery.queryKey })
  }
}
