/** The frame of the small forms: a few fields in a line, saved once. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Written } from '../../../server/contract/writing.ts'
import { addDays, type CalendarDay } from '../../../server/domain/calendar.ts'
import type { AddedRecord, NewRow } from '../../../server/domain/writing-defaults.ts'
import { useAddRecord } from '../../api/records.ts'
import { keyPressed } from '../../components/contact-form/index.tsx'
import { Labelled } from '../../components/contact-form/labelled.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { counted } from '../../components/words.ts'
import type { SavedRow } from './done.tsx'
import type { Entry } from './entries.ts'

export interface SmallProps {
  readonly entry: Entry
  readonly onSaved: (saved: SavedRow, says: string) => void
  readonly onLeave: () => void
}

export function SmallForm<R extends 'planned_contacts' | 'snoozes' | 'questions'>({
  entry,
  record,
  title,
  row,
  missing,
  says,
  children,
  onSaved,
  onLeave,
}: SmallProps & {
  readonly record: R & AddedRecord
  readonly title: string
  /** Null: something is missing. */
  readonly row: NewRow<R> | null
  readonly missing: string
  readonly says: string
  readonly children: ReactNode
}) {
  const heading = useId()
  const form = useRef<HTMLFormElement>(null)
  const adding = useAddRecord<R>(entry.patient, record)
  const [isShort, setShort] = useState(false)
  useEffect(() => form.current?.querySelector<HTMLElement>('input,select')?.focus(), [])
  const save = (event: FormEvent): void => {
    event.preventDefault()
    setShort(row === null)
    if (row === null || adding.isPending) return
    adding.mutate(row, {
      onSuccess: ({ key, version }: Written) => {
        onSaved({ record, key, version }, says)
        onLeave()
      },
    })
  }
  return (
    <form
      ref={form}
      noValidate
      className="entry-form small-form"
      aria-labelledby={heading}
      onSubmit={save}
      onKeyDown={(event) => keyPressed(event, onLeave)}
    >
      <h3 id={heading} className="hidden-visually">
        {title}
      </h3>
      <div className="line">{children}</div>
      <p className="obstacle" role="status">
        {isShort && row === null && missing}
      </p>
      <Refused error={adding.error} />
      <Foot saving={adding.isPending} says="Save" onLeave={onLeave} />
    </form>
  )
}

export function DayField({
  label,
  today,
  weeks,
  day,
  onDay,
}: {
  readonly label: string
  readonly today: CalendarDay
  readonly weeks: readonly number[]
  readonly day: string
  readonly onDay: (day: string) => void
}) {
  return (
    <Labelled label={label} field="day">
      {(id) => (
        <div className="row">
          <input
            id={id}
            type="date"
            min={today}
            max="9999-12-31"
            value={day}
            onChange={(event) => onDay(event.target.value)}
          />
          {weeks.map((count) => (
            <button
              key={count}
              type="button"
              className="button small"
              onClick={() => onDay(addDays(today, 7 * count))}
            >
              {counted(count, 'week')}
            </button>
          ))}
        </div>
      )}
    </Labelled>
  )
}

export function Words({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <Labelled label={label} field="wide">
      {(id) => (
        <input
          id={id}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  )
}
