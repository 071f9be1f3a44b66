/** The note of one case: what was reviewed, what is recommended, how long it took. */
import { type FormEvent, type RefObject, useContext, useEffect, useRef, useState } from 'react'
import { saveOnEnter } from '../../components/form/add-dialog.tsx'
import { Refused } from '../../components/form/fields.tsx'
import { Covered, useKeys } from '../../components/keys.ts'
import { clockMinutes } from './clocks.ts'
import { KindChoice, Minutes, NextReview, TextField, YesNo } from './note-fields.tsx'
import { faultsOf, isBlank, type Note } from './notes.ts'
import type { CaseProps } from './props.ts'
import { type NoteProps, type Saving, useSaving } from './saving.ts'

export function NoteForm(props: NoteProps) {
  const { entry, view, notebook, seconds, elapsed, patient } = props
  const { meeting } = view
  const form = useRef<HTMLFormElement>(null)
  const left = meeting ? Math.max(0, elapsed - meeting.minutes_used) : null
  const note = notebook.noteOf(entry.patient)
  const byClock = meeting ? clockMinutes(seconds, left) : 0
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const type = (change: Partial<Note>) => {
    setFaults({})
    notebook.type(entry.patient, change)
  }
  const saving = useSaving(props)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (saving.isPending) return
    const found = faultsOf(note, left)
    setFaults(found)
    const first = Object.keys(found)[0]
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus()
    else if (meeting) saving.save(note, byClock)
  }
  useNoteKeys(form)
  return (
    <form
      ref={form}
      className="note"
      noValidate
      aria-label="Note of this case"
      onSubmit={save}
      onKeyDown={saveOnEnter}
    >
      <div className="texts">
        <TextField
          name="note"
          label="What was reviewed"
          hint="r"
          value={note.note}
          onChange={(text) => type({ note: text })}
        />
        <TextField
          name="recommendation"
          label="Recommendation to the practitioner"
          value={note.recommendation}
          fault={faults['recommendation']}
          onChange={(text) => type({ recommendation: text })}
        />
      </div>
      <div className="note-choices row">
        <KindChoice note={note} fault={faults['kind']} onChange={type} />
        <YesNo note={note} fault={faults['change']} onChange={type} />
        <NextReview today={patient.today} note={note} onChange={type} />
        {meeting && (
          <Minutes
            value={note.minutes === '' ? String(byClock) : note.minutes}
            fault={faults['minutes']}
            onChange={(minutes) => type({ minutes })}
          />
        )}
        <SaveButtons {...props} isBlank={isBlank(note)} saving={saving} />
      </div>
      <NotTheirs {...props} />
      <Refused error={saving.error} />
    </form>
  )
}

/** Whoever is not on the care team can neither see nor confirm what is written in their name. */
function NotTheirs({ view: { meeting, consultants }, entry: { row } }: CaseProps) {
  const met = meeting?.row.psychiatric_consultant_id
  if (met === undefined || row.team.psychiatric_consultant?.staff_id === met) return null
  const name = consultants.find(({ staff_id }) => staff_id === met)?.name ?? 'The consultant'
  return (
    <p className="fault small">
      {name} is not on this patient’s care team, and so cannot see or confirm this review.
    </p>
  )
}

/** r begins the note, Escape leaves it, Ctrl or ⌘ with Enter saves from anywhere on the screen. */
function useNoteKeys(form: RefObject<HTMLFormElement | null>): void {
  const covered = useContext(Covered)
  useKeys({ r: () => form.current?.querySelector<HTMLElement>('[name=note]')?.focus() })
  useEffect(() => {
    if (covered) return
    const pressed = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey } = event
      const isInside = target instanceof Element && form.current?.contains(target)
      if (key === 'Escape' && isInside && target instanceof HTMLElement) target.blur()
      // inside, the form's own handler saves; in a dialog, the dialog's
      if (key !== 'Enter' || !(ctrlKey || metaKey) || isInside) return
      if (target instanceof Element && target.closest('dialog,[role=dialog]')) return
      event.preventDefault()
      form.current?.requestSubmit()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [covered, form])
}

function SaveButtons({
  view,
  isBlank,
  saving,
  onNext,
}: CaseProps & { readonly isBlank: boolean; readonly saving: Saving }) {
  if (view.meeting)
    return (
      <button type="submit" className="button primary save" disabled={saving.isPending}>
        {saving.isPending ? 'Saving …' : 'Save and next'} <kbd>Ctrl Enter</kbd>
      </button>
    )
  return (
    <span className="save row">
      <span className="quiet small">
        {isBlank
          ? 'Prepare here; it is saved once the meeting runs.'
          : 'Kept for you. It is saved once the meeting runs.'}
      </span>
      <button type="button" className="button" onClick={onNext}>
        Next case
      </button>
    </span>
  )
}
