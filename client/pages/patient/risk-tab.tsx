/** Risk: what to do at once, assessments and tiers, and the safety plan. */
import type { RiskAssessment } from '../../../server/domain/records/index.ts'
import { shownDay, shownTime, titled } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Act, Facts, Nothing, Part } from './parts.tsx'
import { RiskSteps } from './risk-steps.tsx'
import { SafetyPlans } from './safety-plans.tsx'

export function RiskTab() {
  const { view } = useHere()
  const open = view.row?.flags.find(({ id }) => id === 'S1')
  return (
    <>
      {open && <RiskSteps flag={open} />}
      <Assessments isUrgent={open !== undefined} />
      <SafetyPlans />
    </>
  )
}

const gravity = { low: 0, moderate: 1, high: 2 } as const

function Assessments({ isUrgent }: { readonly isUrgent: boolean }) {
  const { chart, may, add } = useHere()
  const rows = chart.risk_assessments.toSorted((a, b) => (a.assessed_at < b.assessed_at ? 1 : -1))
  return (
    <Part
      title="Risk assessments"
      action={
        may('risk_assessments') &&
        !isUrgent && <Act glyph="add" does="Assessment" onPress={() => add('risk_assessments')} />
      }
    >
      {rows.length === 0 && <Nothing>None on record.</Nothing>}
      <ol className="versions">
        {rows.map((row, at) => (
          <Assessment key={row.assessment_id} row={row} before={rows[at + 1]} />
        ))}
      </ol>
    </Part>
  )
}

function Assessment({
  row,
  before,
}: {
  readonly row: RiskAssessment
  readonly before: RiskAssessment | undefined
}) {
  const { nameOf, may, amend } = useHere()
  return (
    <li>
      <p className="row">
        <span className={`chip tier ${row.tier}`}>{titled(row.tier)} risk</span>
        <strong>{shownTime(row.assessed_at)}</strong>
        <span className="quiet">{nameOf(row.assessed_by)}</span>
        {may('risk_assessments') && (
          <Act
            does="Amend"
            about={`assessment of ${shownTime(row.assessed_at)}`}
            onPress={() => amend('risk_assessments', row)}
          />
        )}
      </p>
      {before && gravity[row.tier] < gravity[before.tier] && (
        <StepDown row={row} from={before.tier} />
      )}
      <Facts
        facts={[
          ['Disposition', row.disposition ?? <span className="missing">not documented</span>],
          ['Ideation', row.ideation],
          ['Plan or intent', row.plan_or_intent],
          ['Past attempts', row.past_attempt],
          ['Protective', row.protective_factors],
          ...(row.note ? [['Note', row.note] as const] : []),
        ]}
      />
    </li>
  )
}

/** A lower tier stands only with the consultant's word. */
function StepDown({ row, from }: { readonly row: RiskAssessment; readonly from: string }) {
  const { me, isBack, nameOf, amend, today } = useHere()
  if (row.step_down_approved_by)
    return (
      <p className="quiet">
        Down from {from}: approved by {nameOf(row.step_down_approved_by)}
        {row.step_down_approved_on && `, ${shownDay(row.step_down_approved_on)}`}
      </p>
    )
  return (
    <p className="row">
      <span className="chip gap">Down from {from}: the consultant has not approved yet</span>
      {me.role === 'psychiatric_consultant' && !isBack && (
        <Act
          does="Approve"
          about="the lower tier"
          onPress={() =>
            amend('risk_assessments', row, {
              only: ['step_down_approved_by', 'step_down_approved_on'],
              given: { step_down_approved_by: me.staff_id, step_down_approved_on: today },
              title: `Approve ${row.tier} risk, down from ${from}`,
            })
          }
        />
      )}
    </p>
  )
}
