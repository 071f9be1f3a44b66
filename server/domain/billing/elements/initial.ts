/** What the first month must show: outreach, assessment, plan, and the consultant's review. */
import { addDays, firstDay } from '../../calendar.ts'
import { citing, unmet } from '../../evidence.ts'
import type { CarePlan, CaseReview } from '../../records/index.ts'
import { isConfirmed, staffOf, teamOf } from '../chart.ts'
import { because, cite, type Element, isIn, provingActivities } from '../finding.ts'
import { daysBeforeInitialMonth } from '../parameters.ts'
import type { ServiceMonth } from '../service-month.ts'

export const outreachEngagement: Element = {
  element: 'outreach-engagement',
  says: 'The treating practitioner directed the care, and the patient was reached.',
  source: 'CPT 99492: outreach and engagement directed by the treating practitioner',
  judge(month) {
    const { row } = month.episode
    const director = row.referred_by === null ? undefined : staffOf(month.dossier, row.referred_by)
    const reached = provingActivities(month, (activity) => activity.reached)
    const directed = director?.role === 'billing_practitioner'
    const remedy = 'Record who referred the patient, and an activity that reached them.'
    if (!directed || reached.length === 0)
      return unmet(
        cite('activities', reached),
        because(
          'outreach-engagement-missing',
          directed
            ? `No activity reached the patient in ${month.month}.`
            : 'No billing practitioner is on record as having directed the care.',
          remedy,
        ),
      )
    return citing(
      [...cite('episodes', [row]), ...cite('activities', reached)],
      `Directed by ${director.name}; reached on ${reached.length} occasions.`,
      because('outreach-engagement-missing', 'Nobody was reached.', remedy),
    )
  },
}

export const initialAssessment: Element = {
  element: 'initial-assessment',
  says: 'The patient was assessed, with a validated rating scale.',
  source: 'CPT 99492: initial assessment including validated rating scales',
  judge(month) {
    const { scores, ends_on, episode } = month
    const assessed = provingActivities(month, ({ kind }) => kind === 'assessment')
    const lookBack = addDays(firstDay(month.month), -daysBeforeInitialMonth)
    const scored = scores.filter(
      ({ administered_on: on }) =>
        isIn(on, month.first, ends_on) || (isIn(on, lookBack, ends_on) && on >= episode.starts_on),
    )
    const evidence = [...cite('activities', assessed), ...cite('scores', scored)]
    const lacking = [
      assessed.length === 0 ? 'assessment activity' : '',
      scored.length === 0 ? 'complete rating scale' : '',
    ].filter(Boolean)
    const missing = because(
      'initial-assessment-missing',
      `There is no ${lacking.join(' and no ')} for the first month.`,
      'Assess the patient with a validated rating scale, all items answered.',
    )
    if (lacking.length > 0) return unmet(evidence, missing)
    return citing(evidence, 'Assessed in the month, with a validated rating scale.', missing)
  },
}

/** Care plans of this episode, effective from its start to a day. */
export const plansOf = ({ dossier, episode }: ServiceMonth, upTo: string): readonly CarePlan[] =>
  dossier.care_plans.filter(
    ({ effective_on }) =>
      episode.starts_on <= effective_on &&
      effective_on <= upTo &&
      (episode.closes_on === null || effective_on <= episode.closes_on),
  )

export const treatmentPlan: Element = {
  element: 'treatment-plan',
  says: 'An individualized treatment plan with targets is in place.',
  source: 'CPT 99492: development of an individualized treatment plan',
  judge: (month) =>
    citing(
      cite(
        'care_plans',
        plansOf(month, month.ends_on).filter(({ targets }) => targets.trim() !== ''),
      ),
      'A care plan with targets is in force.',
      because(
        'treatment-plan-missing',
        `No care plan with targets is effective between the referral and ${month.ends_on}.`,
        'Write the care plan with its targets.',
      ),
    ),
}

export const consultantReview: Element = {
  element: 'consultant-review',
  says: 'The consultant reviewed the patient, and the plan followed what was recommended.',
  source: 'CPT 99492: review by the psychiatric consultant with modifications of the plan',
  judge(month) {
    const { dossier, episode, first, ends_on, proves } = month
    const reviews = dossier.case_reviews.filter(
      (one) => isIn(one.reviewed_on, first, ends_on) && proves(one.reviewed_on) && isConfirmed(one),
    )
    const own = reviews.filter((one) =>
      teamOf(dossier, episode.row, 'psychiatric_consultant', one.reviewed_on).some(
        ({ staff_id }) => staff_id === one.psychiatric_consultant_id,
      ),
    )
    const missing = because(
      'consultant-review-missing',
      `The team's consultant did not review the patient in ${month.month}.`,
      'Review the case with the consultant; a review entered by somebody else must be confirmed.',
    )
    if (own.length === 0) return unmet([], missing)
    const plans = plansOf(month, '9999-12-31')
    const open = reviews.filter((one) => one.recommends_change && !isFollowed(one, plans, proves))
    const followed = reviews.filter(({ recommends_change }) => recommends_change)
    const evidence = [
      ...cite('case_reviews', own),
      ...cite(
        'care_plans',
        plans.filter(({ effective_on }) =>
          followed.some(({ reviewed_on }) => reviewed_on <= effective_on),
        ),
      ),
    ]
    if (open.length > 0)
      return unmet(
        evidence,
        because(
          'plan-not-updated',
          `The review of ${open.map(({ reviewed_on }) => reviewed_on).join(', ')} recommended a ` +
            'change; no care plan and no recorded refusal followed.',
          'Write the changed care plan, or record that the practitioner declined and why.',
        ),
      )
    return citing(evidence, 'Reviewed by the consultant, and the plan followed.', missing)
  },
}

const isFollowed = (
  { reviewed_on, decision, decided_on }: CaseReview,
  plans: readonly CarePlan[],
  proves: ServiceMonth['proves'],
): boolean =>
  plans.some(({ effective_on }) => reviewed_on <= effective_on) ||
  (decision === 'declined' && decided_on !== null && proves(decided_on))
