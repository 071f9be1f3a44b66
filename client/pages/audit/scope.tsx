/** What a report is about: a time, a user, a patient. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditPatient } from '../../../server/contract/audit.ts'
import { addDays, type CalendarDay, isCalendarDay } from '../../../server/domain/calendar.ts'
import { type AuditSpan, auditPeopleQuery, findPatients } from '../../api/audit.ts'
import { words } from '../../components/words.ts'
import { nameOf } from './words.ts'

/** Days as they are chosen, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** From the beginning of the first day to the end of the last, in the time of whoever asks. */
export const spanOf = ({ from, to }: Days): AuditSpan | null =>
  isCalendarDay(from) && isCalendarDay(to) && from <= to
    ? { from: startOf(from), to: startOf(addDays(to, 1)) }
    : null

const startOf = (day: CalendarDay): string => new Date(`${day}T00:00:00`).toISOString()

export function Period({ days, choose }: { days: Days; choose: (days: Days) => void }) {
  return (
    <>
      <label>
        From{' '}
        <input
          type="date"
          value={days.from}
          onChange={(event) => choose({ ...days, from: event.target.value })}
        />
      </label>
      <label>
        to{' '}
        <input
          type="date"
          value={days.to}
          onChange={(event) => choose({ ...days, to: event.target.value })}
        />
      </label>
      {spanOf(days) === null && <span role="alert">The last day lies before the first.</span>}
    </>
  )
}

export function User({ user, choose }: { user: string; choose: (user: string) => void }) {
  const { data } = useQuery(auditPeopleQuery)
  return (
    <label>
      User{' '}
      <select value={user} onChange={(event) => choose(event.target.value)}>
        <option value="">everybody</option>
        {data?.people.map((one) => (
          <option key={one.user} value={one.user}>
            {one.name}, {words(one.role)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Found by name, MRN or birth date; the words travel in a body and are kept nowhere. */
export function Patient({
  patient,
  choose,
}: {
  readonly patient: AuditPatient | null
  readonly choose: (patient: AuditPatient | null) => void
}) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly AuditPatient[] | null>(null)
  const [says, say] = useState('')
  if (patient)
    return (
      <span className="row chosen-patient">
        Patient <strong>{nameOf(patient)}</strong>
        <button type="button" className="button no-print" onClick={() => choose(null)}>
          Anybody
        </button>
      </span>
    )
  const find = async () => {
    if (text.trim() === '') return
    try {
      const { rows, more } = await findPatients(text)
      setFound(rows)
      say(rows.length === 0 ? 'Nobody is called so.' : more ? 'There are more: say more.' : '')
    } catch (error) {
      say(error instanceof Error ? error.message : 'It could not be asked.')
    }
  }
  const take = (one: AuditPatient) => {
    setFound(null)
    setText('')
    choose(one)
  }
  return (
    <form
      className="row find-patient"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void find()
      }}
    >
      <label>
        Patient{' '}
        <input
          type="search"
          value={text}
          placeholder="Name, MRN or birth date"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        Find
      </button>
      {says !== '' && <span role="status">{says}</span>}
      {found !== null && found.length > 0 && (
        <ul className="found" aria-label="Patients found">
          {found.map((one) => (
            <li key={one.patient}>
              <button type="button" className="link" onClick={() => take(one)}>
                {nameOf(one)}, born {one.birth_date}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
