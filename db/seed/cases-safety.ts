/** Difficult cases of safety: thoughts of suicide that were answered, and what may be left undone. */
import { addDays } from '../../server/domain/calendar.ts'
import type { RiskAssessment } from '../../server/domain/records/index.ts'
import { dayOfTime } from '../../server/domain/zone.ts'
import type { Chart } from './chart.ts'
import { withNinth } from './course.ts'
import { timeOn } from './diary.ts'
import {
  changeFirst,
  type DifficultCase,
  type Reshape,
  type Setting,
  settled,
} from './difficult.ts'
import { riskAssessment, safetyPlan } from './follow-up.ts'
import { activityNotes } from './notes.ts'
import { workingDayUntil } from './working-days.ts'

/** Item 9 was positive at intake, and somebody asked about it at once, and wrote it down. */
const asked =
  (tier: RiskAssessment['tier'], planned: boolean): Reshape =>
  (chart, { outline }) => {
    const intake = chart.activities.find(({ kind }) => kind === 'assessment')
    if (!intake) return chart
    const first = chart.scores.find(({ instrument }) => instrument === 'phq-9')
    return {
      ...chart,
      scores: chart.scores.map((score) =>
        score === first ? { ...score, items: withNinth(score.items ?? '', '1') } : score,
      ),
      risk_assessments: [riskAssessment(outline, intake.ended_at, tier)],
      safety_plans: planned ? [safetyPlan(outline, dayOfTime(intake.ended_at))] : [],
      activities: changeFirst(
        chart.activities,
        ({ kind }) => kind === 'follow_up',
        (activity) => ({
          ...activity,
          kind: 'safety_planning',
          note: activityNotes.safety_planning?.[0] ?? null,
        }),
      ),
    }
  }

/** Asked again some days ago, at a lower tier; with the consultant's word or still without it. */
const steppedDown =
  (approved: boolean): Reshape =>
  (chart, setting) => {
    const before = asked('moderate', true)(chart, setting)
    return { ...before, risk_assessments: [...before.risk_assessments, again(setting, approved)] }
  }

function again({ outline, time }: Setting, approved: boolean): RiskAssessment {
  const on = workingDayUntil(addDays(time.yesterday, -5))
  const lower = riskAssessment(outline, timeOn(on, 11 * 60 + 30), 'low', 2)
  if (!approved) return lower
  const { consultant_id } = outline.panel
  return { ...lower, step_down_approved_by: consultant_id, step_down_approved_on: on }
}

/** The same form was entered twice, with another patient's answers; the second one is withdrawn. */
const enteredInError: Reshape = (chart: Chart, { outline, time }) => {
  const last = chart.scores.findLast(({ instrument }) => instrument === 'phq-9')
  if (!last) return chart
  const wrong = { ...last, score_id: `${last.score_id}-wrong`, items: '3 3 3 3 3 3 3 3 0' }
  const withdrawal = {
    withdrawal_id: `${outline.patient.patient_id}-wd1`,
    patient_id: outline.patient.patient_id,
    record: 'scores',
    row_id: wrong.score_id,
    reason: 'Another patient’s form',
    withdrawn_by: outline.panel.care_manager_id,
    withdrawn_on: time.yesterday,
  }
  return { ...chart, scores: [...chart.scores, wrong], withdrawals: [withdrawal] }
}

export const safetyCases: readonly DifficultCase[] = [
  { says: 'item 9 positive, answered', wish: settled, reshape: asked('low', true) },
  { says: 'moderate risk, asked again too late', wish: settled, reshape: asked('moderate', true) },
  { says: 'moderate risk without a safety plan', wish: settled, reshape: asked('moderate', false) },
  { says: 'a lower tier, approved', wish: settled, reshape: steppedDown(true) },
  { says: 'a lower tier, not approved', wish: settled, reshape: steppedDown(false) },
  { says: 'a score entered in error', wish: settled, reshape: enteredInError },
]
