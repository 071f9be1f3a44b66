/** The consultant's own word for a meeting and its reviews: without it they prove nothing. */
import { isConfirmed } from '../../domain/billing/chart.ts'
import type { CaseReview } from '../../domain/records/index.ts'
import type { Change } from '../../domain/registry.ts'
import { reviewsIn } from '../../domain/review/agenda-of.ts'
import { momentOfInstant, stateOf } from '../../domain/review/meetings.ts'
import { localTimeOf } from '../../domain/zone.ts'
import type { Asking } from '../sight.ts'
import { zoneOfMeeting } from './meeting-seen.ts'
import {
  type Circumstance,
  found,
  type MeetingOutcome,
  type MeetingStep,
  shown,
} from './meeting-writes.ts'
import { metBy, type ReviewParts } from './panel.ts'

/** A review as it was on the consultant's screen. */
export interface SeenReview {
  readonly review_id: string
  readonly version: number
}

/**
 * Confirms a held meeting and the named versions of its reviews in one commit; a review changed
 * since it was seen refuses all of it.
 */
export async function confirmed(
  parts: ReviewParts,
  { meeting, version }: MeetingStep,
  reviews: readonly SeenReview[],
  asking: Asking,
  how: Circumstance,
): Promise<MeetingOutcome> {
  const { staff_id } = asking.person
  const one = await found(parts, asking, meeting)
  if (one?.row.psychiatric_consultant_id !== staff_id) return { outcome: 'unseen' }
  const { row } = one
  if (stateOf(row) === 'running') return { outcome: 'refused', shortfall: stillRuns }
  const met = await metBy(parts, asking, row.care_manager_id)
  const inIt = met.flatMap(({ dossier }) => reviewsIn(row, dossier))
  const theirs = reviews.map((seen) => ({
    seen,
    review: inIt.find(({ review_id }) => review_id === seen.review_id),
  }))
  if (theirs.some(({ review }) => review?.psychiatric_consultant_id !== staff_id))
    return { outcome: 'unseen' }
  const now = localTimeOf(momentOfInstant(asking.at), zoneOfMeeting(row, met))
  const word = { confirmed_by: staff_id, confirmed_at: now }
  const changes: Change[] = [{ record: 'meetings', row: { ...row, ...word }, replaces: version }]
  for (const { seen, review } of theirs)
    if (review && !isConfirmed(review))
      changes.push({ record: 'case_reviews', row: signed(review, word), replaces: seen.version })
  await parts.registry.commit({ changes, ...how, reason: 'confirmed by the consultant' })
  return shown(parts, asking, row.meeting_id, row.care_manager_id, undefined)
}

const signed = (
  review: CaseReview,
  word: Pick<CaseReview, 'confirmed_by' | 'confirmed_at'>,
): CaseReview => ({ ...review, ...word })

const stillRuns = {
  reason: 'meeting-runs',
  message: 'The meeting has not been ended.',
  remedy: 'End it first; what is confirmed is how long it was.',
}
