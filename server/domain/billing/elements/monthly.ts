/** What every month of collaborative care after the first must show; and the brief intervention. */
import { addDays } from '../../calendar.ts'
import { citing, type Evidence, notApplicable } from '../../evidence.ts'
import { instruments, isInstrument, standing } from '../../instruments/index.ts'
import { dayOfTime } from '../../zone.ts'
import { isConfirmed, teamOf } from '../chart.ts'
import {
  because,
  cite,
  type Element,
  inOrder,
  isIn,
  measuredOften,
  provingActivities,
} from '../finding.ts'
import type { ServiceMonth } from '../service-month.ts'

export const briefIntervention: Element = {
  element: 'brief-intervention',
  says: 'A brief intervention with an evidence-based technique reached the patient.',
  source: 'CPT 99492, 99493: brief interventions using evidence-based techniques',
  judge: (month) =>
    citing(
      cite(
        'activities',
        provingActivities(
          month,
          ({ kind, technique, reached }) =>
            kind === 'brief_intervention' && technique !== null && reached,
        ),
      ),
      'A brief intervention with its technique reached the patient.',
      because(
        'brief-intervention-missing',
        `No brief intervention with a named technique reached the patient in ${month.month}.`,
        'Record the intervention with its technique, if it was given.',
      ),
    ),
}

export const registryTracking: Element = {
  element: 'registry-tracking',
  says: 'The patient was followed up: reached, or tried on two days.',
  source: 'CPT 99493: tracking follow-up and progress in the registry',
  judge(month) {
    const reached = provingActivities(month, (activity) => activity.reached)
    const tried = provingActivities(month, ({ modality }) => modality !== 'none')
    const days = new Set(tried.map(({ started_at }) => dayOfTime(started_at)))
    const twice = days.size >= 2 ? tried : []
    const proof = [...new Set([...reached, ...twice])]
    return citing(
      cite('activities', proof),
      reached.length > 0
        ? `Reached on ${reached.length} occasions in ${month.month}.`
        : `Tried on ${days.size} days in ${month.month}.`,
      because(
        'registry-tracking-missing',
        `The patient was neither reached nor tried on two days in ${month.month}.`,
        'Reach the patient, or record the attempts that were made.',
      ),
    )
  },
}

/** Coordination: an activity of that kind, or a decision of the billing practitioner of its day. */
export const careCoordination: Element = {
  element: 'care-coordination',
  says: 'Care was coordinated with the treating practitioner or others.',
  source: 'CPT 99493, 99484: collaboration and coordination of care',
  judge(month) {
    const coordinated = provingActivities(
      month,
      ({ kind, counterpart }) =>
        kind === 'coordination' && (month.service !== 'g0323' || counterpart !== null),
    )
    const evidence = [...cite('activities', coordinated), ...decisionsIn(month)]
    return citing(
      evidence,
      coordinated.length > 0
        ? `Coordinated on ${coordinated.length} occasions in ${month.month}.`
        : 'The practitioner decided on a recommendation in the month.',
      because(
        'care-coordination-missing',
        `No coordination and no decision of the practitioner is dated in ${month.month}.`,
        'Record the coordination with whom it was, or the decision on the recommendation.',
      ),
    )
  },
}

function decisionsIn(month: ServiceMonth): readonly Evidence[] {
  const { dossier, episode, first, ends_on, proves } = month
  return dossier.case_reviews.flatMap((one) => {
    const { decision, decided_by, decided_on } = one
    if (decision === null || decision === 'pending' || decided_on === null) return []
    if (!isIn(decided_on, first, ends_on) || !proves(decided_on) || !isConfirmed(one)) return []
    const own = teamOf(dossier, episode.row, 'billing_practitioner', decided_on).some(
      ({ staff_id }) => staff_id === decided_by,
    )
    return own ? cite('case_reviews', [one], () => decided_on) : []
  })
}

export const progressReview: Element = {
  element: 'progress-review',
  says: 'The consultant reviewed this patient recently enough.',
  source: 'CPT 99493: ongoing review of progress with the consultant',
  judge(month) {
    const { dossier, episode, last, ends_on, terms, proves } = month
    const since = addDays(last, -terms.consultant_review_days)
    const recent = dossier.case_reviews.filter(
      (one) =>
        isIn(one.reviewed_on, since, ends_on) &&
        one.reviewed_on >= episode.starts_on &&
        proves(one.reviewed_on) &&
        isConfirmed(one),
    )
    return citing(
      cite('case_reviews', recent),
      `Reviewed on ${recent.map(({ reviewed_on }) => reviewed_on).join(', ')}.`,
      because(
        'progress-review-missing',
        `No case review of this patient since ${since}.`,
        'Review the case with the consultant; a review entered by somebody else must be confirmed.',
      ),
    )
  },
}

/** Scores that show the month's outcome: of the month, or as old as the payer allows. */
const recentScores = ({ scores, terms, first, last, ends_on }: ServiceMonth) => {
  const since = terms.score_max_age_days === null ? first : addDays(last, -terms.score_max_age_days)
  return scores.filter(({ administered_on: on }) => isIn(on, since, ends_on))
}

export const outcomeMonitoring: Element = {
  element: 'outcome-monitoring',
  says: 'The outcome was measured with a validated rating scale.',
  source: 'CPT 99493: monitoring of outcomes using validated rating scales',
  judge(month) {
    const measured = recentScores(month)
    return citing(
      cite('scores', measured),
      `${measuredOften(measured)}.`,
      because(
        'outcome-monitoring-missing',
        `No complete rating scale counts for ${month.month}; prorated ones prove nothing.`,
        'Administer a rating scale, all items answered.',
      ),
    )
  },
}

export const relapsePrevention: Element = {
  element: 'relapse-prevention',
  says: 'In remission, relapse prevention is planned.',
  source: 'CPT 99493: relapse prevention planning as the patient achieves remission',
  judge(month) {
    const { dossier, episode, scores, first, ends_on } = month
    const target = episode.row.target_instrument ?? 'phq-9'
    const latest = inOrder(
      scores.filter(
        ({ instrument, administered_on: on }) => instrument === target && isIn(on, first, ends_on),
      ),
    ).at(-1)
    const total = latest ? standing(latest).total : null
    const below = isInstrument(target) ? instruments[target].remissionBelow : null
    if (!latest || total === null || below === null || total >= below)
      return notApplicable('The latest score of the month is not in remission.')
    const plans = dossier.relapse_plans.filter(({ made_on }) =>
      isIn(made_on, episode.starts_on, ends_on),
    )
    const worked = provingActivities(month, ({ kind }) => kind === 'relapse_prevention')
    const proof = [...cite('relapse_plans', plans), ...cite('activities', worked)]
    const score = cite('scores', [latest])
    return citing(
      proof.length > 0 ? [...score, ...proof] : [],
      `In remission at ${total}, with relapse prevention on record.`,
      because(
        'relapse-prevention-missing',
        `The score of ${latest.administered_on} is in remission at ${total}, and no relapse plan exists.`,
        'Make the relapse-prevention plan with the patient.',
      ),
    )
  },
}
