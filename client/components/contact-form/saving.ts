/** Saving a contact: its row of work, then the date of the next one; both once, however often tried. */
import { useRef, useState } from 'react'
import type { Written } from '../../../server/contract/writing.ts'
import { useAddRecord } from '../../api/records.ts'
import { activityOf, asksReached, type Contact, plannedOf } from './contact.ts'
import { contactNote } from './note.ts'
import type { SavedContact } from './saved.ts'
import type { Span } from './times.ts'

export interface Saving {
  /** @returns undefined where it was refused or is under way already: `error` says why */
  readonly save: (contact: Contact, span: Span) => Promise<SavedContact | undefined>
  readonly pending: boolean
  readonly error: unknown
}

export function useSaving(patient: string): Saving {
  const adding = useAddRecord(patient, 'activities')
  const planning = useAddRecord(patient, 'planned_contacts')
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const underWay = useRef(false)
  /** What was tried first is what is tried again: the time goes on, the row must not. */
  const tried = useRef<{ readonly contact: Contact; readonly span: Span } | null>(null)
  const added = useRef<Written<'activities'> | null>(null)

  const write = async (contact: Contact, now: Span): Promise<SavedContact> => {
    const span = tried.current?.contact === contact ? tried.current.span : now
    tried.current = { contact, span }
    added.current ??= await adding.mutateAsync(activityOf(contact, span))
    const next = plannedOf(contact)
    const planned = next === undefined ? null : await planning.mutateAsync(next)
    const asked = asksReached(contact.kind)
    const note = contactNote(added.current.row, span.minutes, { asked, next: next?.due_on ?? null })
    return { activity: added.current, planned, minutes: span.minutes, note }
  }
  const save: Saving['save'] = async (contact, span) => {
    if (underWay.current) return undefined
    underWay.current = true
    setPending(true)
    setError(null)
    try {
      return await write(contact, span)
    } catch (refusal) {
      setError(refusal)
      return undefined
    } finally {
      underWay.current = false
      setPending(false)
    }
  }
  return { save, pending, error }
}
