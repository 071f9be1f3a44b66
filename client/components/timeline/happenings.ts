/** Everything that happened to a patient, each in a line: what the timeline lists. */
import type { Chart } from '../../../server/contract/patients.ts'
import { seenScores } from '../../../server/domain/caseload/course.ts'
import { instruments, isInstrument } from '../../../server/domain/instruments/index.ts'
import { counted, words } from '../words.ts'
import { enrolled } from './enrolling.ts'
import { all, type Happening, joined } from './happening.ts'

/** Latest first. */
export const happeningsOf = (chart: Chart): readonly Happening[] =>
  [
    ...scored(chart),
    ...worked(chart),
    ...reviewed(chart),
    ...treated(chart),
    ...atRisk(chart),
    ...enrolled(chart),
  ].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1))

const scored = ({ scores, patient }: Chart) =>
  all(
    'scores',
    seenScores(scores, patient.sex).map(({ score, on, standing }) => ({
      id: score.score_id,
      at: on,
      says: joined(
        `${isInstrument(score.instrument) ? instruments[score.instrument].name : score.instrument} ` +
          `${standing.status === 'prorated' ? '~' : ''}${standing.total ?? 'without a total'}`,
        standing.band ?? null,
        standing.safety === 'positive' && 'self-harm item positive',
      ),
      detail: joined(
        standing.status !== 'complete' && words(standing.status),
        score.mode,
        standing.item9 === 'not_asked' && 'item 9 not asked',
      ),
      who: score.administered_by,
    })),
  )

const minutesOf = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 16)}Z`) - Date.parse(`${from.slice(0, 16)}Z`)) / 60_000)

/** Work with the patient is a contact; all other time stands for itself. */
const worked = ({ activities }: Chart) =>
  activities.map((one): Happening => {
    const isContact = one.modality !== 'none'
    return {
      id: one.activity_id,
      at: one.started_at,
      kind: isContact ? 'contacts' : 'other work',
      says: joined(
        `${words(one.kind)}, ${counted(minutesOf(one.started_at, one.ended_at), 'minute')}`,
        isContact && words(one.modality),
        isContact && (one.reached ? 'reached' : 'not reached'),
        one.technique && words(one.technique),
      ),
      detail: joined(one.counterpart && `with ${one.counterpart}`, one.note),
      who: one.staff_id,
    }
  })

const reviewed = ({ case_reviews, questions }: Chart) =>
  all('reviews', [
    ...case_reviews.map((one) => ({
      id: one.review_id,
      at: one.reviewed_on,
      says: joined('case review', one.recommendation),
      detail: joined(
        one.decision && `${one.decision}${one.decided_on ? ` on ${one.decided_on}` : ''}`,
        one.carried_out_on && `carried out on ${one.carried_out_on}`,
      ),
      who: one.psychiatric_consultant_id,
    })),
    ...questions.map((one) => ({
      id: one.question_id,
      at: one.asked_on,
      says: `question to the consultant: ${one.question}`,
      detail: one.settled_on && `settled on ${one.settled_on}`,
      who: one.asked_by,
    })),
  ])

const treated = ({ medications, care_plans, diagnoses, relapse_plans }: Chart) =>
  all('treatment', [
    ...medications.flatMap((one) => [
      {
        id: one.medication_id,
        at: one.started_on,
        says: `${joined(one.name, one.dose)} started`,
        detail: one.change_reason,
        who: one.prescribed_by,
      },
      one.stopped_on !== null && {
        id: `${one.medication_id} stopped`,
        at: one.stopped_on,
        says: `${joined(one.name, one.dose)} taken for the last time`,
        detail: null,
        who: null,
      },
    ]),
    ...care_plans.map((one) => ({
      id: one.plan_id,
      at: one.effective_on,
      says: `care plan: ${one.targets}`,
      detail: one.change_reason,
      who: one.author_id,
    })),
    ...diagnoses.map((one) => ({
      id: one.diagnosis_id,
      at: one.recorded_on,
      says: `diagnosis ${one.icd10}`,
      detail: one.resolved_on && `resolved on ${one.resolved_on}`,
      who: null,
    })),
    ...relapse_plans.map((one) => ({
      id: one.relapse_plan_id,
      at: one.made_on,
      says: 'relapse-prevention plan',
      detail: one.actions,
      who: one.author_id,
    })),
  ])

const atRisk = ({ risk_assessments, safety_plans }: Chart) =>
  all('risk', [
    ...risk_assessments.map((one) => ({
      id: one.assessment_id,
      at: one.assessed_at,
      says: `risk assessment: ${one.tier}`,
      detail: one.disposition,
      who: one.assessed_by,
    })),
    ...safety_plans.map((one) => ({
      id: one.safety_plan_id,
      at: one.made_on,
      says: 'safety plan',
      detail: one.warning_signs,
      who: one.author_id,
    })),
  ])
