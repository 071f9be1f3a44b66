/** Beside the list: the chosen patient's flags, last scores and last note, and what was just entered. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { PatientView } from '../../../server/contract/patients.ts'
import { instruments, isInstrument, standing } from '../../../server/domain/instruments/index.ts'
import { patientQuery } from '../../api/queries.ts'
import { FlagMark, ScoreMark } from '../../components/severity.tsx'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { ageOn, listDay, shownDay, titled, words } from '../../components/words.ts'
import type { Action, ActionName } from './actions.ts'
import type { Entry } from './entries.ts'

/** A patient who is only passed by on the way down the list is not asked for. */
const pause = 180

export function Side({
  entry,
  actions,
  onAct,
}: {
  readonly entry: Entry
  readonly actions: readonly Action[]
  readonly onAct: (action: ActionName) => void
}) {
  const { row, patient, today } = entry
  const asked = usePaused(patient)
  const { data, isError, error, refetch } = useQuery({
    ...patientQuery(asked),
    enabled: asked === patient,
  })
  const view = data?.handle === patient ? data : undefined
  return (
    <>
      <h2>
        <Link className="side-name" href={`/patients/${patient}`}>
          {row.family_name}, {row.given_name}
        </Link>
      </h2>
      <p className="quiet">
        {ageOn(row.birth_date, today)} · MRN {row.mrn} · week {row.weeks} · {words(row.status)}
      </p>
      <ul className="flag-list">
        {row.flags.map((flag) => (
          <li key={flag.id}>
            <FlagMark flag={flag} /> <span>{flag.says}</span>{' '}
            <span className="quiet">since {listDay(flag.since, today)}</span>
          </li>
        ))}
        {row.flags.length === 0 && <li className="quiet">No flag is up.</li>}
      </ul>
      <div className="row do no-print">
        {actions.map(({ name, says, glyph, key }) => (
          <button key={name} type="button" className="button small" onClick={() => onAct(name)}>
            <Glyph name={glyph} /> {says} {key && <kbd>{key}</kbd>}
          </button>
        ))}
      </div>
      {isError ? (
        <Trouble error={error} retry={refetch} />
      ) : view ? (
        <ChartBrief view={view} />
      ) : (
        <Skeleton what="the chart" lines={8} />
      )}
    </>
  )
}

function usePaused(patient: string): string {
  const [settled, setSettled] = useState(patient)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(patient), pause)
    return () => window.clearTimeout(timer)
  }, [patient])
  return settled
}

/** How many scores are shown. */
const lastOnes = 6

function ChartBrief({ view: { chart, today, people } }: { readonly view: PatientView }) {
  const scores = chart.scores
    .toSorted((a, b) => (a.administered_on < b.administered_on ? 1 : -1))
    .slice(0, lastOnes)
  const last = chart.activities
    .filter(({ note }) => note !== null)
    .toSorted((a, b) => (a.started_at < b.started_at ? 1 : -1))[0]
  const author = people.find(({ staff_id }) => staff_id === last?.staff_id)?.name
  return (
    <>
      <h3>Last scores</h3>
      {scores.length === 0 ? (
        <p className="quiet">None yet.</p>
      ) : (
        <table className="last-scores">
          <caption className="hidden-visually">Last scores</caption>
          <thead className="hidden-visually">
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Scale</th>
              <th scope="col">Total</th>
              <th scope="col">Item 9</th>
            </tr>
          </thead>
          <tbody>
            {scores.map((score) => {
              const { total, status, item9 } = standing(score, chart.patient.sex)
              return (
                <tr key={score.score_id}>
                  <td>{listDay(score.administered_on, today)}</td>
                  <td>{nameOf(score.instrument)}</td>
                  <td>
                    <ScoreMark
                      instrument={score.instrument}
                      total={total}
                      prorated={status === 'prorated'}
                      why={words(status)}
                    />
                  </td>
                  <td className={item9 === 'positive' ? 'risk' : 'quiet'}>
                    {item9 && `item 9 ${words(item9)}`}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <h3>Last note</h3>
      {last ? (
        <blockquote className="last-note">
          <p>{last.note}</p>
          <footer className="quiet">
            {shownDay(last.started_at.slice(0, 10))} · {titled(last.kind)}
            {author && ` · ${author}`}
          </footer>
        </blockquote>
      ) : (
        <p className="quiet">No note yet. A contact’s note stands here.</p>
      )}
    </>
  )
}

const nameOf = (slug: string): string => (isInstrument(slug) ? instruments[slug].name : slug)
