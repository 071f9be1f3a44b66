/** Who it is, and whether the registry knows them already: asked before anything else. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { DuplicatesBody, DuplicatesView } from '../../../server/contract/enrollment.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import { findDuplicates } from '../../api/records.ts'
import type { Values } from '../../components/form/values.ts'
import { Glyph } from '../../components/symbols.tsx'
import { shownDay } from '../../components/words.ts'
import { againName } from './draft.ts'
import { Group, Rows, type StepProps } from './parts.tsx'
import { aboutThem, who } from './texts.ts'

export function Who(props: StepProps) {
  const { form, change } = props
  const found = useDuplicates(form.sections.patient)
  const rows = found.data?.rows ?? []
  return (
    <>
      <Group title="Search first" says="The registry looks for the same person while you type.">
        <Rows {...props} section="patient" texts={who} focus />
        <Found found={found} />
        {rows.length > 0 && (
          <div className="record-field tick">
            <input
              id="different"
              type="checkbox"
              checked={form.different}
              onChange={(event) => change({ different: event.target.checked })}
            />
            <label htmlFor="different">I have looked: this is somebody else</label>
          </div>
        )}
      </Group>
      <Group title="About them">
        <Rows {...props} section="patient" texts={aboutThem} />
      </Group>
    </>
  )
}

/** Nothing is asked before a whole word of a name, a birth date or a record number is there. */
const isWorthAsking = ({ mrn, family_name, birth_date }: DuplicatesBody): boolean =>
  mrn.length >= 3 || birth_date !== null || family_name.length >= 3

function bodyOf(patient: Values): DuplicatesBody {
  const text = (name: string) => String(patient[name] ?? '').trim()
  const born = text('birth_date')
  return {
    mrn: text('mrn'),
    family_name: text('family_name'),
    given_name: text('given_name'),
    birth_date: isCalendarDay(born) ? born : null,
  }
}

/** Patients anywhere who resemble the one that is typed, asked for when typing pauses. */
export function useDuplicates(patient: Values, isAsked = true) {
  const text = JSON.stringify(bodyOf(patient))
  const [body, setBody] = useState(text)
  useEffect(() => {
    const timer = window.setTimeout(() => setBody(text), 300)
    return () => window.clearTimeout(timer)
  }, [text])
  const about = JSON.parse(body) as DuplicatesBody // as it was written above
  return useQuery({
    queryKey: ['duplicates', body],
    queryFn: () => findDuplicates(about),
    enabled: isAsked && isWorthAsking(about),
    retry: false,
    gcTime: 0,
    placeholderData: (before: DuplicatesView | undefined) => before,
  })
}

function Found({ found }: { readonly found: ReturnType<typeof useDuplicates> }) {
  const rows = found.data?.rows ?? []
  if (found.isError)
    return (
      <p className="fault" role="alert">
        The search failed: {found.error.message}{' '}
        <button type="button" className="button" onClick={() => found.refetch()}>
          Search again
        </button>
      </p>
    )
  return (
    <div className="duplicates" role="status">
      {rows.length === 0 ? (
        <p className="quiet">
          {found.data
            ? 'Nobody with this name, birth date or MRN is in the registry.'
            : 'Type a name, a birth date or an MRN.'}
        </p>
      ) : (
        <>
          <p>
            <Glyph name="warning" /> Perhaps the same person. If it is, do not make a second chart:
            enroll them again on their own.
          </p>
          <ul>
            {rows.map(({ patient, open, family_name, given_name, birth_date, mrn }) => (
              <li key={mrn}>
                <strong>
                  {family_name}, {given_name}
                </strong>{' '}
                born {shownDay(birth_date)} · MRN {mrn} ·{' '}
                {patient === null ? (
                  <span className="quiet">not within your reach: ask their care manager</span>
                ) : (
                  <>
                    <Link href={`/patients/${patient}`}>open the chart</Link> ·{' '}
                    {open ? (
                      <span className="quiet">in care now</span>
                    ) : (
                      <Link href={`/enroll/${againName(patient)}`}>enroll again</Link>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
