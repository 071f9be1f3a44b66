/** What is typed on each case of a review: kept until it is saved, also while one looks elsewhere. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { reviewKinds } from '../../../server/domain/records/care.ts'
import { draftsQuery, dropDraft, keepDraft } from '../../api/desk.ts'
import { useKept } from '../../components/kept.ts'

export type ReviewKind = (typeof reviewKinds)[number]

/** As typed: an empty text is nothing said. */
export interface Note {
  readonly note: string
  readonly kind: ReviewKind | ''
  readonly recommendation: string
  readonly change: 'yes' | 'no' | ''
  /** Empty: what the clock says. */
  readonly minutes: string
  readonly next_review_on: string
}

export const blank: Note = {
  note: '',
  kind: '',
  recommendation: '',
  change: '',
  minutes: '',
  next_review_on: '',
}

export const isBlank = (note: Note): boolean => Object.values(note).every((text) => text === '')

/** What each kind usually means, until somebody says otherwise. */
export const usualChange: Readonly<Record<ReviewKind, Note['change']>> = {
  medication: 'yes',
  behavioral: 'yes',
  referral: 'yes',
  assessment: 'no',
  continue: 'no',
}

/** The faults that keep a review from being sent, by field. */
export function faultsOf(note: Note, minutesLeft: number | null): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  if (note.kind === '') faults['kind'] = 'choose what is recommended'
  if (note.recommendation.trim() === '') faults['recommendation'] = 'say what is recommended'
  if (note.change === '') faults['change'] = 'say whether treatment changes'
  const minutes = Number(note.minutes)
  if (note.minutes !== '' && !(Number.isInteger(minutes) && minutes >= 0))
    faults['minutes'] = 'whole minutes'
  else if (minutesLeft !== null && minutes > minutesLeft)
    faults['minutes'] = `at most ${minutesLeft}: the meeting has no more`
  return faults
}

type Notes = Readonly<Record<string, Note>>

export interface Notebook {
  readonly noteOf: (patient: string) => Note
  readonly type: (patient: string, change: Partial<Note>) => void
  /** Saved or given up. */
  readonly clear: (patient: string) => void
  /** Patients on whom something is typed that is not saved. */
  readonly open: readonly string[]
}

const draftName = (patient: string): string => `review.${patient}`
/** So long after the last key the desk keeps what was typed. */
const keepAfter = 1500
const triedAgainAfter = 15_000

/** Typed text lives in memory at once, and on the person's desk soon after. */
export function useNotebook(): Notebook {
  const drafts = useQuery({ ...draftsQuery, retry: 3, staleTime: Number.POSITIVE_INFINITY })
  const [notes, setNotes] = useKept<Notes>('review notes', {})
  const latest = useRef(notes)
  useEffect(() => {
    latest.current = notes
  })
  const timers = useRef(new Map<string, number>())
  const kept = (patient: string): Note | undefined => {
    const draft = drafts.data?.drafts.find(({ name }) => name === draftName(patient))
    return isNote(draft?.content) ? draft.content : undefined
  }
  const noteOf = (patient: string): Note => notes[patient] ?? kept(patient) ?? blank
  const put = (patient: string, note: Note): void => {
    latest.current = { ...latest.current, [patient]: note }
    setNotes(latest.current)
  }
  const later = (patient: string, does: () => Promise<void>, after: number): void => {
    window.clearTimeout(timers.current.get(patient))
    // the desk is a second place: where it cannot be reached, memory still holds the text
    const again = () => later(patient, does, triedAgainAfter)
    const soon = window.setTimeout(() => does().catch(again), after)
    timers.current.set(patient, soon)
  }
  const open = Object.keys(notes).filter((patient) => !isBlank(notes[patient]!))
  useUnsaved(open.length > 0)
  return {
    noteOf,
    type: (patient, change) => {
      const note = { ...(latest.current[patient] ?? noteOf(patient)), ...change }
      put(patient, note)
      const content = { ...note }
      later(patient, () => keepDraft(draftName(patient), { patient, content }), keepAfter)
    },
    clear: (patient) => {
      put(patient, blank)
      later(patient, () => dropDraft(draftName(patient)), 0)
    },
    open,
  }
}

/** Leaving the page with something unsaved asks first. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isUnsaved])
}

/** What the desk gives back was written by this form, perhaps by an older one. */
const isNote = (content: unknown): content is Note =>
  typeof content === 'object' &&
  content !== null &&
  Object.keys(blank).every(
    (field) => typeof (content as Readonly<Record<string, unknown>>)[field] === 'string', // any object
  )

/** Days that a next review is usually planned after. */
export const usualWeeks: readonly number[] = [1, 2, 4]
