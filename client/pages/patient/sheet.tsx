/** One page for the treating practitioner: the same chart and words, made for paper. */

import { Link } from 'wouter'
import type { RiskAssessment } from '../../../server/domain/records/index.ts'
import { printScreen } from '../../components/leaving.ts'
import { ScoreChart } from '../../components/score-chart/index.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { ageOn, shownDay, titled, withDays, words } from '../../components/words.ts'
import { useHere } from './here.ts'
import { WithPatient } from './page.tsx'
import { Facts } from './parts.tsx'

export function SheetPage({ patient }: { readonly patient: string }) {
  return (
    <WithPatient patient={patient}>
      <Sheet />
    </WithPatient>
  )
}

function Sheet() {
  const { view, chart, today, episode } = useHere()
  const { patient } = chart
  const { row } = view
  return (
    <article className="sheet">
      <p className="row no-print">
        <button type="button" className="button primary" onClick={printScreen}>
          <Glyph name="print" /> Print
        </button>
        <Link className="button" href={`/patients/${view.handle}`}>
          Back to the patient
        </Link>
      </p>
      <header>
        <h1>
          {patient.family_name}, {patient.given_name}
        </h1>
        <p>
          {ageOn(patient.birth_date, today)} · born {shownDay(patient.birth_date)} · MRN{' '}
          {patient.mrn}
          {row && ` · ${titled(row.status)}, week ${row.weeks} of collaborative care`}
        </p>
      </header>
      {row && row.flags.length > 0 && (
        <ul className="sheet-flags">
          {row.flags.map((flag) => (
            <li key={flag.id}>
              <strong>
                {flag.id} {flag.says}
              </strong>{' '}
              {withDays(flag.because)}
            </li>
          ))}
        </ul>
      )}
      <ScoreChart chart={chart} today={today} episode={episode} plain />
      <div className="sheet-columns">
        <Treatment />
        <LastReview />
      </div>
    </article>
  )
}

function Treatment() {
  const { chart, today } = useHere()
  const plan = chart.care_plans.toSorted((a, b) => (a.effective_on < b.effective_on ? 1 : -1))[0]
  const taken = chart.medications.filter(
    (one) => one.stopped_on === null || one.stopped_on >= today,
  )
  const risk = chart.risk_assessments.toSorted((a, b) =>
    a.assessed_at < b.assessed_at ? 1 : -1,
  )[0]
  const open = chart.diagnoses.filter(({ resolved_on }) => resolved_on === null)
  return (
    <section>
      <h2>Treatment</h2>
      <Facts
        facts={[
          ['Diagnoses', open.map(({ icd10 }) => icd10).join(', ') || 'none on record'],
          [
            'Medications',
            taken
              .map((one) => `${one.name} ${one.dose ?? ''} since ${shownDay(one.started_on)}`)
              .join('; ') || 'none on record',
          ],
          ['Targets', plan?.targets ?? 'no care plan yet'],
          ['Interventions', plan?.interventions ?? '–'],
          ['Risk', riskWords(risk)],
        ]}
      />
    </section>
  )
}

function riskWords(risk: RiskAssessment | undefined): string {
  if (!risk) return 'not assessed'
  const { tier, assessed_at, disposition } = risk
  return `${tier}, assessed ${shownDay(assessed_at.slice(0, 10))}: ${disposition ?? 'no disposition'}`
}

function LastReview() {
  const { chart, nameOf, view } = useHere()
  const reviews = chart.case_reviews.toSorted((a, b) => (a.reviewed_on < b.reviewed_on ? 1 : -1))
  const [last] = reviews
  return (
    <section>
      <h2>Last case review</h2>
      {last ? (
        <Facts
          facts={[
            ['When', `${shownDay(last.reviewed_on)}, ${nameOf(last.psychiatric_consultant_id)}`],
            ['Recommendation', <strong key="said">{last.recommendation}</strong>],
            [
              'Decision',
              last.decision ? words(last.decision) : 'yours to make: accept, modify or decline',
            ],
            ['Carried out', last.carried_out_on ? shownDay(last.carried_out_on) : 'not yet'],
          ]}
        />
      ) : (
        <p>Not reviewed yet.</p>
      )}
      <Facts
        facts={[
          ['Care manager', view.row?.team.care_manager?.name],
          ['Consultant', view.row?.team.psychiatric_consultant?.name],
        ]}
      />
    </section>
  )
}
