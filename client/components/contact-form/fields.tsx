/** The fields of a contact, in the order of the hand: minutes, reached, how, then the note. */
import { useEffect, useRef } from 'react'
import { techniques } from '../../../server/domain/records/care.ts'
import { titled } from '../words.ts'
import { Choice } from './choice.tsx'
import type { Heard } from './clinic-clock.ts'
import {
  asksCounterpart,
  asksReached,
  asksTechnique,
  type Contact,
  contactKinds,
  type Missing,
} from './contact.ts'
import { Labelled } from './labelled.tsx'
import { modalityOptions, reachedOptions } from './options.ts'
import { Timer, useTimerSince } from './timer.tsx'
import type { Span } from './times.ts'

interface Props {
  readonly patient: string
  readonly today: string
  readonly contact: Contact
  /** From when to when, as far as it is known. */
  readonly span: Span | undefined
  readonly missing: Missing
  readonly heard: Heard | undefined
  readonly onChange: (change: Partial<Contact>) => void
}

export function ContactFields(props: Props) {
  const { contact, missing, onChange } = props
  return (
    <>
      <div className="line">
        <Minutes {...props} />
        {asksReached(contact.kind) && (
          <div data-field="reached">
            <Choice
              legend="Reached"
              options={reachedOptions}
              value={contact.reached}
              fault={missing.reached}
              onChoose={(reached) => onChange({ reached: reached === 'yes' ? 'yes' : 'no' })}
            />
          </div>
        )}
        <div data-field="modality">
          <Choice
            legend="How"
            options={modalityOptions}
            value={contact.modality}
            fault={missing.modality}
            onChoose={(modality) => onChange({ modality })}
          />
        </div>
        <Timer patient={props.patient} kind={contact.kind} heard={props.heard} />
      </div>
      <Labelled label="Note" field="note">
        {(id) => (
          <textarea
            id={id}
            rows={2}
            value={contact.note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Labelled>
      <Details {...props} />
    </>
  )
}

function Minutes({ patient, contact, span, missing, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const since = useTimerSince(patient)
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  return (
    <Labelled label="Minutes" field="minutes" fault={missing.minutes}>
      {(id) => (
        <div className="row minutes">
          <input
            ref={input}
            id={id}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            aria-invalid={missing.minutes !== undefined}
            placeholder={since !== null && span ? String(span.minutes) : ''}
            value={contact.minutes}
            onChange={(event) => onChange({ minutes: event.target.value.replaceAll(/\D/g, '') })}
          />
          {span && (
            <span className="quiet small span">
              {span.started_at.slice(11, 16)}–{span.ended_at.slice(11, 16)}
            </span>
          )}
        </div>
      )}
    </Labelled>
  )
}

function Details({ contact, today, span, missing, onChange }: Props) {
  const told =
    (field: 'technique' | 'counterpart' | 'next_on' | 'next_reason' | 'ended_at') =>
    (event: { readonly target: { readonly value: string } }) =>
      onChange({ [field]: event.target.value })
  return (
    <div className="line">
      <Labelled label="Kind of work" field="kind">
        {(id) => (
          <select
            id={id}
            value={contact.kind}
            onChange={({ target: { value } }) =>
              onChange({ kind: contactKinds.find((kind) => kind === value) ?? contact.kind })
            }
          >
            {contactKinds.map((kind) => (
              <option key={kind} value={kind}>
                {titled(kind)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {asksTechnique(contact.kind) && (
        <Labelled label="Technique" field="technique">
          {(id) => (
            <select id={id} value={contact.technique} onChange={told('technique')}>
              <option value="">–</option>
              {techniques.map((one) => (
                <option key={one} value={one}>
                  {titled(one)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {asksCounterpart(contact.kind) && (
        <Labelled label="With whom" field="counterpart" fault={missing.counterpart}>
          {(id) => (
            <input
              id={id}
              autoComplete="off"
              value={contact.counterpart}
              onChange={told('counterpart')}
            />
          )}
        </Labelled>
      )}
      <Labelled label="Next contact" field="next_on" fault={missing.next_on}>
        {(id) => (
          <input
            id={id}
            type="date"
            min={today}
            max="9999-12-31"
            value={contact.next_on}
            onChange={told('next_on')}
          />
        )}
      </Labelled>
      {contact.next_on !== '' && (
        <Labelled label="Why then" field="next_reason">
          {(id) => (
            <input
              id={id}
              autoComplete="off"
              value={contact.next_reason}
              onChange={told('next_reason')}
            />
          )}
        </Labelled>
      )}
      <Labelled label="Ended at" field="ended_at">
        {(id) => (
          <input
            id={id}
            type="datetime-local"
            max={span ? undefined : '9999-12-31T23:59'}
            value={contact.ended_at === '' ? (span?.ended_at.slice(0, 16) ?? '') : contact.ended_at}
            onChange={told('ended_at')}
          />
        )}
      </Labelled>
    </div>
  )
}
