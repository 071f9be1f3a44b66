/** What is being done: care plan versions and what changed, medications, diagnoses. */
import type { CarePlan } from '../../../server/domain/records/index.ts'
import { shownDay } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Medications } from './medications.tsx'
import { Act, Nothing, Part } from './parts.tsx'
import { planChanges } from './plan-changes.ts'

export function PlanTab() {
  return (
    <>
      <CarePlans />
      <Medications />
      <Diagnoses />
    </>
  )
}

function CarePlans() {
  const { chart, may, add } = useHere()
  const plans = chart.care_plans.toSorted((a, b) => (a.effective_on < b.effective_on ? 1 : -1))
  const [current] = plans
  const given = current && { targets: current.targets, interventions: current.interventions }
  return (
    <Part
      title="Care plan"
      action={
        may('care_plans') && (
          <Act
            glyph="add"
            does={current ? 'New version' : 'First plan'}
            onPress={() =>
              add('care_plans', { ...(given ? { given } : { leave: ['change_reason'] }) })
            }
          />
        )
      }
    >
      {current === undefined && (
        <Nothing>No plan yet: targets and interventions stand here.</Nothing>
      )}
      <ol className="versions">
        {plans.map((plan, at) => (
          <PlanVersion
            key={plan.plan_id}
            plan={plan}
            before={plans[at + 1]}
            no={plans.length - at}
          />
        ))}
      </ol>
    </Part>
  )
}

function PlanVersion({
  plan,
  before,
  no,
}: {
  readonly plan: CarePlan
  readonly before: CarePlan | undefined
  readonly no: number
}) {
  const { nameOf, may, amend } = useHere()
  return (
    <li>
      <p className="row">
        <strong>Version {no}</strong> from {shownDay(plan.effective_on)}
        <span className="quiet">{nameOf(plan.author_id)}</span>
        {may('care_plans') && (
          <Act
            does="Amend"
            about={`version ${no} of the care plan`}
            onPress={() => amend('care_plans', plan)}
          />
        )}
      </p>
      {plan.change_reason && <p>Why: {plan.change_reason}</p>}
      {(['targets', 'interventions'] as const).map((column) => (
        <Items
          key={column}
          title={column}
          now={plan[column]}
          before={before && (before[column] ?? '')}
        />
      ))}
    </li>
  )
}

/** The items of one column; what came and what went against the version before. */
function Items({
  title,
  now,
  before,
}: {
  readonly title: string
  readonly now: string | null
  readonly before: string | undefined
}) {
  if (now === null && !before) return null
  return (
    <div className="items">
      <h4>{title}</h4>
      <ul>
        {planChanges(before, now ?? '').map(({ text, change }) => (
          <li key={`${change} ${text}`} className={change}>
            {change === 'new' && <ins>{text}</ins>}
            {change === 'gone' && <del>{text}</del>}
            {change === 'same' && text}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Diagnoses() {
  const { chart, may, add, amend, today } = useHere()
  const rows = chart.diagnoses.toSorted((a, b) => a.rank - b.rank)
  return (
    <Part
      title="Diagnoses"
      action={
        may('diagnoses') && (
          <Act
            glyph="add"
            does="Diagnosis"
            onPress={() =>
              add('diagnoses', { given: { recorded_on: today }, leave: ['resolved_on'] })
            }
          />
        )
      }
    >
      {rows.length === 0 && <Nothing>None on record: a claim needs one.</Nothing>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.diagnosis_id} className={row.resolved_on ? 'past' : ''}>
            <div>
              <strong>{row.icd10}</strong> {row.rank === 1 ? 'principal' : `rank ${row.rank}`}{' '}
              <span className="quiet">
                since {shownDay(row.recorded_on)}
                {row.resolved_on && `, resolved ${shownDay(row.resolved_on)}`}
              </span>
            </div>
            {may('diagnoses') && (
              <Act does="Amend" about={row.icd10} onPress={() => amend('diagnoses', row)} />
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
