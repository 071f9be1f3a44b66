/** One case: who it is, the scores, why it is here, what was tried, and the note. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { AgendaEntry } from '../../../server/contract/review.ts'
import { addDays } from '../../../server/domain/calendar.ts'
import { instruments, isInstrument } from '../../../server/domain/instruments/index.ts'
import { patientQuery } from '../../api/queries.ts'
import { ScoreChart } from '../../components/score-chart/index.tsx'
import { FlagMark } from '../../components/severity.tsx'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { ageOn, listDay, shownDay, withDays } from '../../components/words.ts'
import { Facts, takenOn } from './facts.tsx'
import { NoteForm } from './note-form.tsx'
import { Past } from './past.tsx'
import type { CaseProps } from './props.ts'
import { SavedReview } from './saved.tsx'
import { nameOf } from './state.ts'

export function Case(props: CaseProps) {
  const { entry, view, seconds } = props
  const patient = useQuery({ ...patientQuery(entry.patient), retry: 3 })
  const review = view.meeting?.reviews.find(({ patient }) => patient === entry.patient)
  return (
    <article className="case" aria-labelledby="case">
      <CaseHead entry={entry} chart={patient.data?.chart} seconds={view.meeting && seconds} />
      {patient.isPending ? (
        <Skeleton what="the case" lines={24} />
      ) : patient.isError ? (
        <Trouble error={patient.error} retry={patient.refetch} />
      ) : (
        <>
          <CaseBody entry={entry} view={patient.data} />
          {review ? (
            <SavedReview review={review.review} patient={patient.data} onNext={props.onNext} />
          ) : entry.reviewed ? (
            <p className="note saved" role="status">
              Reviewed and saved.
            </p>
          ) : (
            <NoteForm {...props} patient={patient.data} />
          )}
        </>
      )}
    </article>
  )
}

function CaseHead({
  entry: { row, today, patient },
  chart,
  seconds,
}: {
  readonly entry: AgendaEntry
  readonly chart: PatientView['chart'] | undefined
  /** Null: no meeting runs. */
  readonly seconds: number | null
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  // a new case is announced, and nothing typed for the last one lands in it
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const target = row.instruments[row.target_instrument]
  const first = chart?.diagnoses
    .filter(({ resolved_on }) => resolved_on === null)
    .toSorted((a, b) => a.rank - b.rank)[0]
  const facts = [
    row.status === 'relapse_prevention' ? 'relapse prevention' : `week ${row.weeks}`,
    target && `${shortName(row.target_instrument)} ${target.first ?? '–'} to ${target.last ?? '–'}`,
    first?.icd10,
    ...(chart ? takenOn(chart, today).map((one) => medicationWords(one, today)) : []),
  ]
  return (
    <header className="head row">
      <h2 id="case" ref={heading} tabIndex={-1}>
        <Link href={`/patients/${patient}`}>{nameOf(row)}</Link>, {ageOn(row.birth_date, today)}
      </h2>
      <p className="case-facts" title={facts.filter(Boolean).join(' · ')}>
        {row.flags
          .filter(({ safety }) => safety)
          .map((flag) => (
            <FlagMark key={flag.id} flag={flag} />
          ))}{' '}
        {facts.filter(Boolean).join(' · ')}
      </p>
      {seconds !== null && (
        <span className="clock" role="timer" aria-label="Time on this case">
          {clockText(seconds)}
        </span>
      )}
    </header>
  )
}

const clockText = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

const shortName = (slug: string): string => (isInstrument(slug) ? instruments[slug].name : slug)

const medicationWords = (
  { name, dose, started_on }: PatientView['chart']['medications'][number],
  today: string,
): string => `${name}${dose ? ` ${dose}` : ''} since ${listDay(started_on, today)}`

/** So far back the consultant looks at once; the patient's page holds all of it. */
const chartDays = 24 * 7

function CaseBody({ entry, view }: { readonly entry: AgendaEntry; readonly view: PatientView }) {
  const { row, today } = entry
  const episode = view.chart.episodes.find(({ episode_id }) => episode_id === row.episode_id)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must scroll it too
    <section className="body" tabIndex={0} aria-label="The case">
      <ScoreChart
        chart={view.chart}
        today={today}
        episode={episode}
        since={addDays(today, -chartDays)}
      />
      <WhyHere entry={entry} />
      <div className="columns">
        <Past view={view} instrument={row.target_instrument} />
        <Facts view={view} row={row} />
      </div>
    </section>
  )
}

function WhyHere({ entry: { row, question, reasons, today } }: { readonly entry: AgendaEntry }) {
  const weighing = row.flags.filter(({ points }) => points > 0)
  const more = row.flags.filter(({ points }) => points === 0)
  const wasCut = reasons.find((reason) => reason.startsWith('Left out'))
  return (
    <section className="why-here" aria-label="Why here">
      {question && (
        <p className="asked">
          <strong>Asked</strong> <q>{question}</q>
        </p>
      )}
      <ul>
        {weighing.map((flag) => (
          <li key={flag.id}>
            <FlagMark flag={flag} /> <strong>{flag.says}</strong> {withDays(flag.because)}{' '}
            <span className="quiet" title={shownDay(flag.since)}>
              since {listDay(flag.since, today)}
            </span>
          </li>
        ))}
        {wasCut && <li className="quiet">{wasCut}</li>}
        {more.length > 0 && (
          <li>
            <span className="quiet">Also</span>{' '}
            {more.map((flag) => (
              <FlagMark key={flag.id} flag={flag} />
            ))}
          </li>
        )}
      </ul>
    </section>
  )
}
