/** A meeting as it is shown: how it stands, how much of its time is used, the reviews written in it. */
import { isConfirmed } from '../../domain/billing/chart.ts'
import type { CaseReview, Meeting } from '../../domain/records/index.ts'
import { type Met, reviewsIn } from '../../domain/review/agenda-of.ts'
import {
  type MeetingState,
  minutesOf,
  stateOf,
  type Versioned,
} from '../../domain/review/meetings.ts'
import type { Instant, TimeZone } from '../../domain/zone.ts'
import { handlesOfPatients } from '../people.ts'
import type { ReviewParts } from './panel.ts'

export interface MeetingSeen {
  readonly meeting: string
  readonly version: number
  readonly state: MeetingState
  readonly row: Meeting
  readonly minutes: number | null
  readonly minutes_used: number
  readonly reviews: readonly ReviewSeen[]
}

export interface ReviewSeen {
  readonly patient: string
  readonly family_name: string
  readonly given_name: string
  readonly review: CaseReview
  readonly version: number
  readonly confirmed: boolean
}

/** @param met the care manager's patients within reach: others' reviews are not shown */
export async function seen(
  parts: ReviewParts,
  { row, version }: Versioned<Meeting>,
  met: readonly Met[],
  at: Instant,
  zone: TimeZone,
): Promise<MeetingSeen> {
  const reviews = await reviewsSeen(parts, row, met)
  return {
    meeting: parts.rowKeys.keyOf('meetings', row.meeting_id),
    version,
    state: stateOf(row),
    row,
    minutes: minutesOf(row, zone, at),
    minutes_used: minutesUsed(row, met),
    reviews,
  }
}

/** Minutes written on the reviews of a meeting. */
export const minutesUsed = (meeting: Meeting, met: readonly Met[]): number =>
  met
    .flatMap(({ dossier }) => reviewsIn(meeting, dossier))
    .reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)

async function reviewsSeen(
  parts: ReviewParts,
  meeting: Meeting,
  met: readonly Met[],
): Promise<readonly ReviewSeen[]> {
  const with_ = met.filter(({ dossier }) => reviewsIn(meeting, dossier).length > 0)
  const handleOf = await handlesOfPatients(
    parts.handles,
    with_.map(({ dossier }) => dossier),
  )
  const shown: ReviewSeen[] = []
  for (const { dossier } of with_)
    for (const review of reviewsIn(meeting, dossier)) {
      const { family_name, given_name } = dossier.patient
      const version = await versionOf(parts, review)
      const confirmed = isConfirmed(review)
      shown.push({
        patient: handleOf(dossier),
        family_name,
        given_name,
        review,
        version,
        confirmed,
      })
    }
  return shown
}

export const versionOf = async (
  { registry }: Pick<ReviewParts, 'registry'>,
  { review_id }: CaseReview,
): Promise<number> => (await registry.history('case_reviews', review_id)).at(-1)?.version ?? 0

/** The clinic of most of a care manager's cases: where their meetings are. */
export function homeOf(met: readonly Met[], careManager: string) {
  const counted = new Map<string, { clinic: Met['dossier']['clinics'][number]; cases: number }>()
  for (const { dossier, today } of met)
    for (const { episode_id, role, staff_id, ends_on } of dossier.care_team) {
      if (role !== 'care_manager' || staff_id !== careManager) continue
      if (ends_on !== null && ends_on < today) continue
      const episode = dossier.episodes.find((one) => one.episode_id === episode_id)
      const clinic = dossier.clinics.find((one) => one.clinic_id === episode?.clinic_id)
      if (!clinic) continue
      const cases = (counted.get(clinic.clinic_id)?.cases ?? 0) + 1
      counted.set(clinic.clinic_id, { clinic, cases })
    }
  return [...counted.values()].sort((a, b) => b.cases - a.cases)[0]?.clinic
}

/** The zone in which a meeting's times are read: its clinic's, else that of most cases. */
export function zoneOfMeeting(row: Meeting, met: readonly Met[]): TimeZone {
  const clinics = met.flatMap(({ dossier }) => dossier.clinics)
  const own = clinics.find(({ clinic_id }) => clinic_id === row.clinic_id)
  return (own ?? homeOf(met, row.care_manager_id))?.time_zone ?? ('UTC' as TimeZone) // known
}
