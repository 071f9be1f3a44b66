/** Difficult cases of evidence: patients whose last full month lacks exactly one thing. */
import { addDays, firstDay, lastDay } from '../../server/domain/calendar.ts'
import type { Consent } from '../../server/domain/records/index.ts'
import { dayOfTime } from '../../server/domain/zone.ts'
import { onDay, timeOn } from './diary.ts'
import {
  type DifficultCase,
  isIn,
  type Reshape,
  recordedAs,
  settled,
  starting,
} from './difficult.ts'

const consentWith =
  (change: (consent: Consent) => Partial<Consent>): Reshape =>
  (chart) => ({
    ...chart,
    consents: chart.consents.map((consent) => ({ ...consent, ...change(consent) })),
  })

const without =
  (record: 'consents' | 'visits' | 'diagnoses' | 'care_plans' | 'authorizations'): Reshape =>
  (chart) => ({ ...chart, [record]: [] })

/** Withdrawn in the middle of the last full month: what came after does not count. */
const revoked: Reshape = (chart, { time }) => ({
  ...chart,
  consents: chart.consents.map((consent) => ({
    ...consent,
    revoked_at: timeOn(addDays(firstDay(time.lastMonth), 3), 16 * 60 + 45),
  })),
})

/** Given long ago, and put on paper only yesterday. */
const documentedLate: Reshape = (chart, { time }) => ({
  ...chart,
  consents: chart.consents.map((consent) => ({
    ...consent,
    documented_at: onDay(time.yesterday, consent.obtained_at),
  })),
})

const dementiaOnly: Reshape = (chart) => ({
  ...chart,
  diagnoses: chart.diagnoses.slice(0, 1).map((row) => ({ ...row, icd10: 'F03.90' })),
})

const enteredLate: Reshape = (chart, { time }) => ({
  ...chart,
  episodes: chart.episodes.map((row) => ({ ...row, entered_at: firstDay(time.thisMonth) })),
})

/** The assistant made the referral, not the practitioner. */
const referredByAssistant: Reshape = (chart, { outline }) => ({
  ...chart,
  episodes: chart.episodes.map((row) => ({ ...row, referred_by: outline.panel.assistant_id })),
})

const noIntake: Reshape = (chart, { time }) => ({
  ...chart,
  activities: recordedAs(chart, time.lastMonth, 'assessment', 'follow_up'),
})

const noIntervention: Reshape = (chart, { time }) => ({
  ...chart,
  activities: recordedAs(chart, time.lastMonth, 'brief_intervention', 'follow_up'),
})

/** Nobody told anybody, and the practitioner answered no recommendation in the month. */
const noCoordination: Reshape = (chart, { time }) => ({
  ...chart,
  activities: recordedAs(chart, time.lastMonth, 'coordination', 'registry').map((activity) =>
    activity.kind === 'registry' ? { ...activity, modality: 'none' as const } : activity,
  ),
  case_reviews: chart.case_reviews.map((review) =>
    review.decided_on !== null && isIn(time.lastMonth, review.decided_on)
      ? {
          ...review,
          decision: 'pending' as const,
          decided_by: null,
          decided_on: null,
          carried_out_on: null,
        }
      : review,
  ),
})

/** Not brought to the weekly review for more than 60 days; the minutes were spent otherwise. */
const notReviewed: Reshape = (chart, { time }) => {
  const since = addDays(lastDay(time.lastMonth), -61)
  return {
    ...chart,
    case_reviews: chart.case_reviews.filter(({ reviewed_on }) => reviewed_on < since),
    activities: chart.activities.map((activity) =>
      activity.kind === 'case_review' && dayOfTime(activity.started_at) >= since
        ? { ...activity, kind: 'registry' }
        : activity,
    ),
  }
}

/** The review of the first month asked for a change, and nothing followed. */
const planNotUpdated: Reshape = (chart, { time }) => {
  const asked = chart.case_reviews.find(({ reviewed_on }) => isIn(time.lastMonth, reviewed_on))
  return {
    ...chart,
    care_plans: chart.care_plans.slice(0, 1),
    case_reviews: chart.case_reviews.map((review) =>
      review === asked
        ? {
            ...review,
            recommendation: 'Start sertraline 50 mg; repeat the PHQ-9 in four weeks.',
            recommends_change: true,
            kind: 'medication' as const,
            carried_out_on: null,
          }
        : review,
    ),
  }
}

const coverageEnded: Reshape = (chart, { time }) => ({
  ...chart,
  coverages: chart.coverages.map((row) => ({ ...row, ends_on: lastDay(time.monthAgo(2)) })),
})

/** The consultant left the team's list, and nobody entered who came instead. */
const consultantNotRenewed: Reshape = (chart, { time }) => ({
  ...chart,
  care_team: chart.care_team.map((row) =>
    row.role === 'psychiatric_consultant' ? { ...row, ends_on: lastDay(time.monthAgo(2)) } : row,
  ),
})

/** Entered by the care manager; the consultant has not confirmed it. */
const unconfirmed: Reshape = (chart) => ({
  ...chart,
  case_reviews: chart.case_reviews.map((review) => ({
    ...review,
    confirmed_by: null,
    confirmed_at: null,
  })),
})

export const evidenceCases: readonly DifficultCase[] = [
  { says: 'no consent', wish: settled, reshape: without('consents') },
  { says: 'a consent revoked', wish: settled, reshape: revoked },
  {
    says: 'a consent without the notice on cost sharing',
    wish: settled,
    reshape: consentWith(() => ({ cost_sharing_non_face_to_face: false })),
  },
  { says: 'a consent written down late', wish: settled, reshape: documentedLate },
  {
    says: 'a spoken consent where the payer wants a written one',
    wish: { ...settled, payer_id: 'riverbend' },
    reshape: consentWith(() => ({ mode: 'verbal' })),
  },
  { says: 'no initiating visit', wish: settled, reshape: without('visits') },
  { says: 'no diagnosis', wish: settled, reshape: without('diagnoses') },
  { says: 'dementia as the only diagnosis', wish: settled, reshape: dementiaOnly },
  { says: 'entered in the registry too late', wish: starting, reshape: enteredLate },
  { says: 'not referred by a practitioner', wish: starting, reshape: referredByAssistant },
  { says: 'no intake assessment', wish: starting, reshape: noIntake },
  { says: 'no care plan', wish: starting, reshape: without('care_plans') },
  { says: 'a plan not updated', wish: starting, reshape: planNotUpdated },
  { says: 'no brief intervention', wish: settled, reshape: noIntervention },
  { says: 'no coordination', wish: settled, reshape: noCoordination },
  { says: 'not reviewed for long', wish: { ...settled, enrolled: 6 }, reshape: notReviewed },
  { says: 'a review not confirmed', wish: settled, reshape: unconfirmed },
  {
    says: 'in remission without a relapse plan',
    wish: { ...settled, enrolled: 7, course: 'remission', minutes: { 1: 34 } },
    reshape: (chart, { time }) => ({
      ...chart,
      relapse_plans: [],
      activities: recordedAs(chart, time.lastMonth, 'relapse_prevention', 'follow_up'),
    }),
  },
  { says: 'coverage ended', wish: settled, reshape: coverageEnded },
  { says: 'a policy that has ended', wish: { ...settled, payer_id: 'lapsed-mutual' } },
  { says: 'a payer that pays none of it', wish: { ...settled, payer_id: 'tallgrass' } },
  {
    says: 'a practitioner without an NPI',
    wish: { ...settled, practitioner_id: 'bp-newcombe' },
  },
  { says: 'no consultant on the team', wish: settled, reshape: consultantNotRenewed },
  {
    says: 'no authorization',
    wish: { ...settled, enrolled: 9, payer_id: 'riverbend' },
    reshape: without('authorizations'),
  },
]
