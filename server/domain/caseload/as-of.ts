/** A dossier as it stood on a day: what had not happened yet is not in it. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type {
  Activity,
  CaseReview,
  Consent,
  Diagnosis,
  Episode,
  FacilityStay,
  Medication,
  Question,
  RiskAssessment,
} from '../records/index.ts'
import type { LocalTime } from '../zone.ts'

/**
 * Drops rows dated after `today`, and what later days wrote into earlier rows: closings, decisions,
 * discharges, revocations, attestations, approvals. An end that a row has announced (of coverage, of a place in
 * the team) stays: it was known. Nothing of a later day can so raise, clear or date a flag.
 */
export function asOf(dossier: Dossier, today: CalendarDay): Dossier {
  const { medications, risk_assessments, questions } = dossier
  const { episodes, diagnoses, consents, facility_stays, activities, case_reviews } = dossier
  const startedBy = <T extends { readonly starts_on: CalendarDay }>(rows: readonly T[]) =>
    kept(rows, ({ starts_on }) => starts_on <= today)
  return {
    ...dossier,
    episodes: kept(episodes, ({ referred_on }) => referred_on <= today).map((row) =>
      episodeOn(row, today),
    ),
    care_team: startedBy(dossier.care_team),
    episode_phases: startedBy(dossier.episode_phases),
    coverages: startedBy(dossier.coverages),
    authorizations: startedBy(dossier.authorizations),
    diagnoses: kept(diagnoses, ({ recorded_on }) => recorded_on <= today).map((row) =>
      diagnosisOn(row, today),
    ),
    visits: kept(dossier.visits, ({ visit_on }) => visit_on <= today),
    consents: kept(consents, ({ obtained_at }) => !isLater(obtained_at, today)).map((row) =>
      consentOn(row, today),
    ),
    facility_stays: kept(facility_stays, ({ admitted_on }) => admitted_on <= today).map((row) =>
      stayOn(row, today),
    ),
    services: kept(dossier.services, ({ service_on }) => service_on <= today),
    scores: kept(dossier.scores, ({ administered_on }) => administered_on <= today),
    activities: kept(activities, ({ started_at }) => !isLater(started_at, today)).map((row) =>
      activityOn(row, today),
    ),
    care_plans: kept(dossier.care_plans, ({ effective_on }) => effective_on <= today),
    case_reviews: kept(case_reviews, ({ reviewed_on }) => reviewed_on <= today).map((row) =>
      reviewOn(row, today),
    ),
    relapse_plans: kept(dossier.relapse_plans, ({ made_on }) => made_on <= today),
    medications: kept(medications, ({ started_on }) => started_on <= today).map((row) =>
      medicationOn(row, today),
    ),
    risk_assessments: kept(risk_assessments, ({ assessed_at }) => !isLater(assessed_at, today)).map(
      (row) => assessmentOn(row, today),
    ),
    safety_plans: kept(dossier.safety_plans, ({ made_on }) => made_on <= today),
    planned_contacts: kept(dossier.planned_contacts, ({ set_on }) => set_on <= today),
    snoozes: kept(dossier.snoozes, ({ set_on }) => set_on <= today),
    questions: kept(questions, ({ asked_on }) => asked_on <= today).map((row) =>
      questionOn(row, today),
    ),
    part2_consents: kept(dossier.part2_consents, ({ obtained_on }) => obtained_on <= today),
    withdrawn_scores: kept(
      dossier.withdrawn_scores,
      ({ administered_on }) => administered_on <= today,
    ),
    meetings: kept(dossier.meetings, ({ started_at }) => !isLater(started_at, today)),
    site_numbers: kept(dossier.site_numbers, ({ effective_from }) => effective_from <= today),
  }
}

/** The very same list where every row stays. */
const kept = <T>(rows: readonly T[], stays: (row: T) => boolean): readonly T[] =>
  rows.every(stays) ? rows : rows.filter(stays)

/** Whether a day or a local time lies after a day; a time on the day itself does not. */
const isLater = (when: CalendarDay | LocalTime | null, today: CalendarDay): boolean =>
  when !== null && when > today && !when.startsWith(today)

const episodeOn = (row: Episode, today: CalendarDay): Episode =>
  isLater(row.closed_on, today) ? { ...row, closed_on: null, close_reason: null } : row

const diagnosisOn = (row: Diagnosis, today: CalendarDay): Diagnosis =>
  isLater(row.resolved_on, today) ? { ...row, resolved_on: null } : row

const consentOn = (row: Consent, today: CalendarDay): Consent =>
  isLater(row.revoked_at, today) ? { ...row, revoked_at: null } : row

const stayOn = (row: FacilityStay, today: CalendarDay): FacilityStay =>
  isLater(row.discharged_on, today) ? { ...row, discharged_on: null } : row

const activityOn = (row: Activity, today: CalendarDay): Activity =>
  isLater(row.attested_at, today)
    ? { ...row, attested_by: null, attested_at: null, attest_reason: null }
    : row

const medicationOn = (row: Medication, today: CalendarDay): Medication =>
  isLater(row.stopped_on, today) ? { ...row, stopped_on: null } : row

const assessmentOn = (row: RiskAssessment, today: CalendarDay): RiskAssessment =>
  isLater(row.step_down_approved_on, today)
    ? { ...row, step_down_approved_by: null, step_down_approved_on: null }
    : row

const questionOn = (row: Question, today: CalendarDay): Question =>
  isLater(row.settled_on, today) ? { ...row, settled_on: null } : row

const undecided = { decision: null, decided_by: null, decided_on: null }

function reviewOn(row: CaseReview, today: CalendarDay): CaseReview {
  const { decided_on, sent_on, carried_out_on, confirmed_at } = row
  const later = [decided_on, sent_on, carried_out_on, confirmed_at]
  if (!later.some((when) => isLater(when, today))) return row
  return {
    ...row,
    ...(isLater(decided_on, today) ? undecided : {}),
    ...(isLater(sent_on, today) ? { sent_on: null } : {}),
    ...(isLater(carried_out_on, today) ? { carried_out_on: null } : {}),
    ...(isLater(confirmed_at, today) ? { confirmed_by: null, confirmed_at: null } : {}),
  }
}
