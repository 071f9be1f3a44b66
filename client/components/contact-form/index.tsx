/** A contact, or other work for a patient, with its minutes: one entry for chart, list and note. */
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import type { TimeZone } from '../../../server/domain/zone.ts'
import { useEndTimer } from '../../api/desk.ts'
import { Foot, Refused } from '../form/fields.tsx'
import { clockQuery } from './clinic-clock.ts'
import {
  type Contact,
  contactIn,
  emptyContact,
  isTyped,
  type Missing,
  missingIn,
} from './contact.ts'
import { useDraft } from './draft.ts'
import { ContactFields } from './fields.tsx'
import type { SavedContact } from './saved.ts'
import { useSaving } from './saving.ts'
import { TakenUp } from './taken-up.tsx'
import { useClock, useMoment, useTimerSince } from './timer.tsx'
import { spanOf } from './times.ts'
import '../../theme/forms.css'

export interface ContactFormProps {
  readonly patient: string
  readonly today: CalendarDay
  readonly zone: TimeZone
  readonly onSaved: (saved: SavedContact) => void
  readonly onLeave: () => void
}

export function ContactForm(props: ContactFormProps) {
  const { patient, today, zone, onSaved, onLeave } = props
  const heading = useId()
  const draft = useDraft<Contact>({
    name: `contact.${patient}`,
    patient,
    empty: emptyContact,
    isTyped,
    read: contactIn,
  })
  const contact = draft.value
  const timerSince = useTimerSince(patient)
  const heard = useQuery(clockQuery)
  const now = useMoment(20)
  const endTimer = useEndTimer()
  const saving = useSaving(patient)
  const [missing, setMissing] = useState<Missing>({})
  const form = useRef<HTMLFormElement>(null)
  const telling = { minutes: contact.minutes, endedAt: contact.ended_at, timerSince, zone }
  const span = now === null ? undefined : spanOf({ ...telling, now })
  const clock = useClock()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const at = now ?? (await clock())
    if (at === null) return // it is said above that there is no clock
    const span = spanOf({ ...telling, now: at })
    const faults = missingIn(contact, span, today)
    setMissing(faults)
    const [first] = Object.keys(faults)
    if (first !== undefined) return focusField(form.current, first)
    const saved = await saving.save(contact, span!)
    if (saved === undefined) return
    if (timerSince !== null) endTimer.mutate()
    draft.discard()
    onSaved(saved)
    onLeave()
  }
  return (
    <form
      ref={form}
      noValidate
      className="entry-form contact-form"
      aria-labelledby={heading}
      onSubmit={save}
      onKeyDown={(event) => keyPressed(event, onLeave)}
    >
      <h3 id={heading} className="hidden-visually">
        Contact
      </h3>
      {draft.takenUp && <TakenUp discard={draft.discard} />}
      {heard.isError && (
        <p className="fault small" role="alert">
          {heard.error.message}{' '}
          <button type="button" className="button small" onClick={() => heard.refetch()}>
            Try again
          </button>
        </p>
      )}
      <ContactFields
        patient={patient}
        today={today}
        contact={contact}
        span={span}
        missing={missing}
        heard={heard.data}
        onChange={(change) => {
          setMissing({})
          draft.change({ ...contact, ...change })
        }}
      />
      <Refused error={saving.error} />
      <Foot saving={saving.pending} says="Save contact" onLeave={onLeave} />
    </form>
  )
}

/** Enter saves from any field, Shift and Enter begins a line; no key of the list works in here. */
export function keyPressed(event: KeyboardEvent<HTMLFormElement>, onLeave: () => void): void {
  event.stopPropagation()
  if (event.key === 'Escape') {
    event.preventDefault()
    onLeave()
  }
  const { target } = event
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

/** To the first field that something is missing in. */
function focusField(form: HTMLFormElement | null, field: string): void {
  const place = form?.querySelector(`[data-field="${field}"]`)
  place?.querySelector<HTMLElement>('input,select,textarea')?.focus()
}
