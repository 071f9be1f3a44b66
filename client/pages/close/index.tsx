/** Closing an episode: why, whether a relapse plan is there, and what becomes of what is open. */
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import type { PatientView } from '../../../server/contract/patients.ts'
import { patientQuery } from '../../api/queries.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { counted, shownDay, withDays } from '../../components/words.ts'
import '../../theme/patient.css'
import '../../theme/enroll.css'
import { CloseForm } from './close-form.tsx'
import { openWork } from './open-work.ts'

export function ClosePage({ patient }: { readonly patient: string }) {
  const { data, isError, isPending, error, refetch } = useQuery(patientQuery(patient))
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="the episode" />
  const { family_name, given_name, mrn } = data.chart.patient
  return (
    <article className="closing stack">
      <h1>
        Close the episode of {family_name}, {given_name} <span className="quiet">MRN {mrn}</span>
      </h1>
      <Closing patient={patient} view={data} />
    </article>
  )
}

function Closing({ patient, view }: { readonly patient: string; readonly view: PatientView }) {
  const [, navigate] = useLocation()
  const back = () => navigate(`/patients/${patient}`)
  const { row, chart, marks } = view
  const episode = chart.episodes.find(({ episode_id }) => episode_id === row?.episode_id)
  const mark = episode && marks.episodes[episode.episode_id]
  // closed today, it still stands in today's lists
  if (!row || !episode || !mark || episode.closed_on !== null)
    return <Empty>No episode of this patient is open. A new one is begun on the chart.</Empty>
  const safety = row.flags.filter(({ safety }) => safety)
  const stopping = safety.find(({ id }) => id === 'S1')
  if (stopping)
    return (
      <div className="stopped stack" role="alert">
        <p>
          <strong>This episode cannot be closed yet.</strong> {withDays(stopping.because)} Since{' '}
          {shownDay(stopping.since)}.
        </p>
        <p>What clears it: {stopping.clears} Then come back and close it.</p>
        <p className="row">
          <Link className="button primary" href={`/patients/${patient}`}>
            Open the chart, and record the risk assessment
          </Link>
        </p>
      </div>
    )
  const work = openWork(view, episode)
  return (
    <>
      <p>
        Enrolled {shownDay(episode.enrolled_on)}, {counted(row.weeks, 'week')} ago, with{' '}
        {row.team.care_manager?.name ?? 'no care manager'}.
      </p>
      <section className="stack group" aria-labelledby="open-work">
        <h2 id="open-work">What is open, and what becomes of it</h2>
        {work.length === 0 ? (
          <p className="quiet">Nothing is open.</p>
        ) : (
          <ul className="open-work">
            {work.map(({ what, becomes }) => (
              <li key={what}>
                <strong>{what}</strong> {becomes}
              </li>
            ))}
          </ul>
        )}
      </section>
      <CloseForm
        patient={patient}
        seen={{ key: mark[0], version: mark[1] }}
        today={view.today}
        hasPlan={chart.relapse_plans.some(({ made_on }) => made_on >= episode.enrolled_on)}
        onDone={back}
      />
    </>
  )
}
