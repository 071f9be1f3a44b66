/** One recommendation on one page: the same words on screen and on paper. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { Recommendation } from '../../../server/contract/recommendations.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { addDays } from '../../../server/domain/calendar.ts'
import { patientQuery } from '../../api/queries.ts'
import { printScreen } from '../../components/leaving.ts'
import { ScoreChart } from '../../components/score-chart/index.tsx'
import { scoreChartData } from '../../components/score-chart/points.ts'
import { ScoreTable } from '../../components/score-chart/table.tsx'
import { FlagMark } from '../../components/severity.tsx'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { ageOn, shownDay, titled, withDays } from '../../components/words.ts'
import { Copy } from './copy.tsx'
import { Decided } from './decided.tsx'
import { Moves } from './moves.tsx'
import { PaperAnswer } from './paper.tsx'
import { became, nameIn, scoreWords } from './words.ts'

export function Sheet({
  one,
  session,
}: {
  readonly one: Recommendation
  readonly session: SessionView
}) {
  const patient = useQuery({ ...patientQuery(one.patient), retry: 3 })
  if (patient.isPending) return <Skeleton what="the recommendation" lines={24} />
  if (patient.isError) return <Trouble error={patient.error} retry={patient.refetch} />
  const { data: view } = patient
  return (
    <article className="recommendation-sheet" aria-labelledby="sheet">
      <SheetHead one={one} view={view} />
      <Recommended one={one} view={view} />
      <Moves one={one} view={view} session={session} />
      <PaperAnswer one={one} />
      <Scores one={one} view={view} />
    </article>
  )
}

const personNamed = ({ people }: PatientView, id: string | null): string =>
  people.find(({ staff_id }) => staff_id === id)?.name ?? '–'

function SheetHead({ one, view }: { readonly one: Recommendation; readonly view: PatientView }) {
  const careManager = personNamed(view, one.review.care_manager_id)
  const safety = view.row?.flags.filter((flag) => flag.safety) ?? []
  const clinic = view.row?.clinic?.name
  return (
    <header>
      <div className="row">
        <h2 id="sheet">
          <Link href={`/patients/${one.patient}`}>{nameIn(one)}</Link>
        </h2>
        <span>
          {ageOn(one.birth_date, view.today)} · born {shownDay(one.birth_date)} · MRN {one.mrn}
          {clinic && ` · ${clinic}`}
        </span>
        <span className="acts row no-print">
          <Copy one={one} careManager={careManager} />
          <button type="button" className="button" onClick={printScreen}>
            <Glyph name="print" /> Print
          </button>
        </span>
      </div>
      <p className="quiet">
        Psychiatric case review of {shownDay(one.review.reviewed_on)}, {one.psychiatric_consultant}{' '}
        with {careManager}
        {view.row?.team.billing_practitioner && `, for ${view.row.team.billing_practitioner.name}`}
      </p>
      {safety.length > 0 && (
        <ul className="safety-lines">
          {safety.map((flag) => (
            <li key={flag.id}>
              <FlagMark flag={flag} /> <strong>{flag.says}</strong> {withDays(flag.because)}
            </li>
          ))}
        </ul>
      )}
    </header>
  )
}

function Recommended({ one, view }: { readonly one: Recommendation; readonly view: PatientView }) {
  const { review } = one
  const { name, then, later } = scoreWords(one)
  return (
    <section className="recommended" aria-label="Recommendation">
      <p className="quiet">
        {review.kind ? titled(review.kind) : 'Recommendation'} ·{' '}
        {review.recommends_change ? 'changes treatment' : 'no change of treatment'}
      </p>
      <p className="words">{review.recommendation}</p>
      {review.question && (
        <p>
          <strong>Asked</strong> <q>{review.question}</q>
        </p>
      )}
      {review.note && (
        <p>
          <strong>Reviewed</strong> {review.note}
        </p>
      )}
      <p>
        <strong>{name}</strong> {then} · four to eight weeks later {later}
      </p>
      <p className="became">{became(one).join(' · ')}</p>
      <Decided one={one} view={view} />
    </section>
  )
}

const sheetDays = 24 * 7

function Scores({ one, view }: { readonly one: Recommendation; readonly view: PatientView }) {
  const { chart, today, row } = view
  const episode = chart.episodes.find(({ episode_id }) => episode_id === row?.episode_id)
  const since = addDays(today, -sheetDays)
  const data = useMemo(
    () => scoreChartData(chart, today, one.instrument, episode, since),
    [chart, today, one.instrument, episode, since],
  )
  return (
    <section className="scores-of" aria-label="Scores">
      <ScoreChart chart={chart} today={today} episode={episode} since={since} plain />
      <ScoreTable data={data} />
    </section>
  )
}
