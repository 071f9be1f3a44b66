/** What is typed into the contact form, what is still missing, and the rows that it means. */

import { isCalendarDay } from '../../../server/domain/calendar.ts'
import { type ActivityKind, modalities, techniques } from '../../../server/domain/records/care.ts'
import type { NewRow } from '../../../server/domain/writing-defaults.ts'
import type { Span } from './times.ts'

/** Text as it stands in the fields; empty: not said. */
export interface Contact {
  readonly minutes: string
  readonly ended_at: string
  readonly kind: ActivityKind
  readonly reached: '' | 'yes' | 'no'
  readonly modality: string
  readonly technique: string
  readonly counterpart: string
  readonly note: string
  readonly next_on: string
  readonly next_reason: string
}

/** Nothing is presumed of what happened, but that it was a follow-up, the most frequent kind. */
export const emptyContact: Contact = {
  minutes: '',
  ended_at: '',
  kind: 'follow_up',
  reached: '',
  modality: '',
  technique: '',
  counterpart: '',
  note: '',
  next_on: '',
  next_reason: '',
}

/** Kinds that are meant for the patient: only of these one asks whether they were reached. */
const towardsPatient: ReadonlySet<ActivityKind> = new Set([
  'outreach',
  'assessment',
  'care_planning',
  'follow_up',
  'brief_intervention',
  'relapse_prevention',
  'safety_planning',
  'crisis',
] satisfies ActivityKind[])

/** In the order of how often they are entered. */
export const contactKinds: readonly ActivityKind[] = [
  'follow_up',
  'outreach',
  'assessment',
  'brief_intervention',
  'care_planning',
  'relapse_prevention',
  'safety_planning',
  'crisis',
  'coordination',
  'case_review',
  'registry',
  'consultation',
  'clerical',
  'travel',
  'supervision',
]

export const asksReached = (kind: ActivityKind): boolean => towardsPatient.has(kind)
export const asksTechnique = (kind: ActivityKind): boolean => kind === 'brief_intervention'
export const asksCounterpart = (kind: ActivityKind): boolean => kind === 'coordination'

export type Missing = Readonly<Partial<Record<keyof Contact, string>>>

/** What must be said before it can be saved, by field. */
export function missingIn(contact: Contact, span: Span | undefined, today: string): Missing {
  const { kind, reached, modality, next_on } = contact
  return {
    ...(span === undefined && { minutes: 'Type minutes, 1 to 480, or start the timer.' }),
    ...(asksReached(kind) && reached === '' && { reached: 'Say whether somebody was reached.' }),
    ...(modality === '' && { modality: 'Say how.' }),
    ...(asksCounterpart(kind) &&
      contact.counterpart.trim() === '' && { counterpart: 'Say with whom.' }),
    ...(next_on !== '' &&
      (!isCalendarDay(next_on) || next_on < today) && { next_on: 'A day from today on.' }),
  }
}

const said = <T extends string>(text: string, of: readonly T[]): T | null =>
  of.find((one) => one === text) ?? null
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The row of work; what does not belong to its kind is left out, whatever was typed before. */
export const activityOf = (contact: Contact, span: Span): NewRow<'activities'> => ({
  started_at: span.started_at,
  ended_at: span.ended_at,
  kind: contact.kind,
  reached: asksReached(contact.kind) && contact.reached === 'yes',
  modality: said(contact.modality, modalities) ?? 'none',
  technique: asksTechnique(contact.kind) ? said(contact.technique, techniques) : null,
  counterpart: asksCounterpart(contact.kind) ? orNull(contact.counterpart) : null,
  note: orNull(contact.note),
})

/** When the next contact is due, where that was said. */
export const plannedOf = ({
  next_on,
  next_reason,
}: Contact): NewRow<'planned_contacts'> | undefined =>
  isCalendarDay(next_on) ? { due_on: next_on, reason: orNull(next_reason) } : undefined

/** Whether anything was typed. */
export const isTyped = (contact: Contact): boolean =>
  (Object.keys(emptyContact) as (keyof Contact)[]).some(
    (field) => contact[field] !== emptyContact[field],
  )

/** A kept draft, where it is one of this form. */
export function contactIn(content: unknown): Contact | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const known = Object.entries(emptyContact).map(([field, empty]) => {
    const value: unknown = Reflect.get(content, field)
    return [field, typeof value === 'string' ? value : empty]
  })
  const contact: Contact = Object.fromEntries(known)
  return contactKinds.includes(contact.kind) ? contact : undefined
}
