/** How a recommendation stands, in the same words on the list, on the sheet and on paper. */
import type {
  Recommendation,
  RecommendationStep,
} from '../../../server/contract/recommendations.ts'
import { isConfirmed } from '../../../server/domain/billing/chart.ts'
import { instruments, isInstrument } from '../../../server/domain/instruments/index.ts'
import { shownDay, titled, words } from '../../components/words.ts'

export const stepWords: Readonly<Record<RecommendationStep, string>> = {
  sending: 'To send',
  decision: 'Waits for a decision',
  action: 'To carry out',
  outcome: 'Waits for the score',
  done: 'Done',
}

export const nameIn = ({ family_name, given_name }: Recommendation): string =>
  `${family_name}, ${given_name}`

export const instrumentName = (slug: string): string =>
  isInstrument(slug) ? instruments[slug].name : slug

/** Sent, decided, carried out: each with its day. */
export function became({ review }: Recommendation): readonly string[] {
  const { sent_on, decision, decided_on, carried_out_on } = review
  const isDecided = decision !== null && decision !== 'pending'
  return [
    ...(isConfirmed(review) ? [] : ['Waits for the consultant’s confirmation']),
    sent_on ? `Sent ${shownDay(sent_on)}` : 'Not sent yet',
    isDecided
      ? titled(decision) + (decided_on ? ` ${shownDay(decided_on)}` : '')
      : 'No decision yet',
    ...(decision === 'declined'
      ? []
      : [carried_out_on ? `Carried out ${shownDay(carried_out_on)}` : 'Not carried out yet']),
  ]
}

/** "PHQ-9 17 before, 9 on 4 Nov 2026", or when the later one is expected. */
export function scoreWords({ instrument, before, after, after_from, after_to }: Recommendation) {
  const then = before ? `${before.total} on ${shownDay(before.on)}` : 'no score before it'
  const later = after
    ? `${after.total} on ${shownDay(after.on)}`
    : `expected ${shownDay(after_from)} to ${shownDay(after_to)}`
  return { name: instrumentName(instrument), then, later }
}

/** What is pasted into the chart of the practice. */
export function plainText(one: Recommendation, people: { readonly careManager: string }): string {
  const { review } = one
  const { name, then, later } = scoreWords(one)
  const lines = [
    `Psychiatric case review of ${shownDay(review.reviewed_on)}`,
    `Patient: ${nameIn(one)}, born ${shownDay(one.birth_date)}, MRN ${one.mrn}`,
    `Psychiatric consultant: ${one.psychiatric_consultant}; care manager: ${people.careManager}`,
    review.question && `Asked: ${review.question}`,
    review.note && `Reviewed: ${review.note}`,
    `Recommendation${review.kind ? ` (${words(review.kind)})` : ''}: ${review.recommendation}`,
    `Changes treatment: ${review.recommends_change ? 'yes' : 'no'}`,
    `${name}: ${then}; four to eight weeks later: ${later}`,
    `${became(one).join('. ')}.`,
  ]
  return lines.filter(Boolean).join('\n')
}
