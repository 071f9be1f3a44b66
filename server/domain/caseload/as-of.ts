/** A dossier as it stood on a day: what had not happened yet is not in it. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Activity, CaseReview, Episode } from '../records/index.ts'
import { dayOfTime, type LocalTime } from '../zone.ts'

/**
 * Drops rows dated after `today`, and what later days wrote into earlier rows: closings, decisions,
 * discharges, revocations, attestations. An end that a row has announced (of coverage, of a place in
 * the team) stays: it was known. Nothing of a later day can so raise, clear or date a flag.
 */
export function asOf(dossier: Dossier, today: CalendarDay): Dossier {
  const come = (day: CalendarDay): boolean => day <= today
  const cameAt = (time: LocalTime): boolean => dayOfTime(time) <= today
  const past = <D extends CalendarDay | null>(day: D) => (day !== null && come(day) ? day : null)
  const episodes = dossier.episodes.filter(({ referred_on }) => come(referred_on))
  return {
    ...dossier,
    episodes: episodes.map((row) => episodeOn(row, today)),
    care_team: dossier.care_team.filter(({ starts_on }) => come(starts_on)),
    episode_phases: dossier.episode_phases.filter(({ starts_on }) => come(starts_on)),
    coverages: dossier.coverages.filter(({ starts_on }) => come(starts_on)),
    authorizations: dossier.authorizations.filter(({ starts_on }) => come(starts_on)),
    diagnoses: dossier.diagnoses
      .filter(({ recorded_on }) => come(recorded_on))
      .map((row) => ({ ...row, resolved_on: past(row.resolved_on) })),
    visits: dossier.visits.filter(({ visit_on }) => come(visit_on)),
    consents: dossier.consents
      .filter(({ obtained_at }) => cameAt(obtained_at))
      .map((row) => ({
        ...row,
        revoked_at: row.revoked_at !== null && cameAt(row.revoked_at) ? row.revoked_at : null,
      })),
    facility_stays: dossier.facility_stays
      .filter(({ admitted_on }) => come(admitted_on))
      .map((row) => ({ ...row, discharged_on: past(row.discharged_on) })),
    services: dossier.services.filter(({ service_on }) => come(service_on)),
    scores: dossier.scores.filter(({ administered_on }) => come(administered_on)),
    activities: dossier.activities
      .filter(({ started_at }) => cameAt(started_at))
      .map((row) => activityOn(row, today)),
    care_plans: dossier.care_plans.filter(({ effective_on }) => come(effective_on)),
    case_reviews: dossier.case_reviews
      .filter(({ reviewed_on }) => come(reviewed_on))
      .map((row) => reviewOn(row, today)),
    relapse_plans: dossier.relapse_plans.filter(({ made_on }) => come(made_on)),
    meetings: dossier.meetings.filter(({ started_at }) => cameAt(started_at)),
  }
}

const episodeOn = (row: Episode, today: CalendarDay): Episode =>
  row.closed_on !== null && row.closed_on > today
    ? { ...row, closed_on: null, close_reason: null }
    : row

const activityOn = (row: Activity, today: CalendarDay): Activity =>
  row.attested_at !== null && dayOfTime(row.attested_at) > today
    ? { ...row, attested_by: null, attested_at: null, attest_reason: null }
    : row

function reviewOn(row: CaseReview, today: CalendarDay): CaseReview {
  const isLater = (day: CalendarDay | null) => day !== null && day > today
  const undecided = isLater(row.decided_on)
  return {
    ...row,
    decision: undecided ? null : row.decision,
    decided_by: undecided ? null : row.decided_by,
    decided_on: undecided ? null : row.decided_on,
    sent_on: isLater(row.sent_on) ? null : row.sent_on,
    carried_out_on: isLater(row.carried_out_on) ? null : row.carried_out_on,
    ...(row.confirmed_at !== null && dayOfTime(row.confirmed_at) > today
      ? { confirmed_by: null, confirmed_at: null }
      : {}),
  }
}
