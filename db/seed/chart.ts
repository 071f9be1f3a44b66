/** One patient's whole chart, as a clinic that does everything right would have it. */
import {
  addDays,
  addMonths,
  type CalendarDay,
  daysBetween,
  firstDay,
} from '../../server/domain/calendar.ts'
import type { PatientRecord } from '../../server/domain/dossier.ts'
import type { Activity, Patient, RowOf } from '../../server/domain/records/index.ts'
import { type Chance, chance } from './chance.ts'
import { type Diary, laterBy, timeOn } from './diary.ts'
import { followUpOf } from './follow-up.ts'
import { phasesOf, relapsePlansOf, scoresOf } from './measures.ts'
import type { Turn } from './meetings.ts'
import type { Outline } from './outline.ts'
import { firstPlan, reviewsOf } from './reviewing.ts'
import type { Timeline } from './timeline.ts'
import { activitiesOf, idStem } from './work.ts'
import { workingDayFrom, workingDayUntil } from './working-days.ts'

export type Chart = { readonly [R in PatientRecord]: readonly RowOf<R>[] } & {
  readonly patient: Patient
}

export const episodeIdOf = (outline: Outline): string => `${idStem(outline)}-ep`

/** Months of an episode after which the plan `riverbend` wants an authorization. */
const authorizedFrom = 6

export function chartOf(
  outline: Outline,
  turns: readonly Turn[],
  diary: Diary,
  time: Timeline,
): Chart {
  const luck = chance(`chart ${idStem(outline)}`)
  const activities = activitiesOf(outline, turns, diary, time)
  const scores = scoresOf(outline, activities)
  const reviewed = reviewsOf(outline, turns, scores, time)
  const plans = reviewed.flatMap(({ plan }) => (plan ? [plan] : []))
  return {
    ...frameOf(outline, activities, luck),
    episode_phases: phasesOf(outline, episodeIdOf(outline), scores),
    activities,
    scores,
    care_plans: [...startingPlans(outline, time), ...plans],
    case_reviews: reviewed.map(({ review }) => review),
    relapse_plans: relapsePlansOf(outline, scores),
    services: [],
    facility_stays: [],
    authorizations: authorizationsOf(outline, time),
    ...followUpOf(outline, reviewed, time),
  }
}

/** A first plan for the episode, and one for each that begins again after a break. */
function startingPlans(outline: Outline, time: Timeline) {
  const again = [...outline.paused]
    .map((month) => addMonths(month, 1))
    .filter((month) => !outline.paused.has(month) && month <= time.thisMonth)
  return [outline.enrolled_on, ...again.map((month) => workingDayFrom(firstDay(month)))].map(
    (on, count) => firstPlan(outline, on, `${idStem(outline)}-pl${count === 0 ? 1 : `1b${count}`}`),
  )
}

function frameOf(outline: Outline, activities: readonly Activity[], luck: Chance) {
  const { patient, practitioner_id, payer_id, enrolled_on } = outline
  const patient_id = patient.patient_id
  const referred_on = workingDayUntil(addDays(enrolled_on, -luck.whole(0, 6)))
  return {
    patient,
    coverages: [
      {
        coverage_id: `${patient_id}-cov`,
        patient_id,
        payer_id,
        member_id: `${payer_id.slice(0, 2).toUpperCase()}${luck.whole(10_000_000, 99_999_999)}`,
        rank: 1,
        starts_on: `${Number(enrolled_on.slice(0, 4)) - 2}-01-01` as CalendarDay, // a New Year's Day
        ends_on: null,
        relationship: null,
        subscriber_family_name: null,
        subscriber_given_name: null,
        subscriber_birth_date: null,
      },
    ],
    episodes: [episodeOf(outline, referred_on)],
    care_team: teamOf(outline),
    diagnoses: diagnosesOf(patient_id, enrolled_on, luck),
    visits: [
      {
        visit_id: `${idStem(outline)}-v1`,
        patient_id,
        practitioner_id,
        visit_on: workingDayUntil(addDays(referred_on, -luck.whole(0, 40))),
        code:
          outline.practitioner_id === 'bp-amselberg'
            ? '90791'
            : luck.pick(['99204', '99213', '99214', '99214', 'G0439']),
      },
    ],
    consents: [consentOf(outline, practitioner_id, activities, luck)],
  }
}

const episodeOf = (outline: Outline, referred_on: CalendarDay): RowOf<'episodes'> => ({
  episode_id: episodeIdOf(outline),
  patient_id: outline.patient.patient_id,
  clinic_id: outline.panel.clinic_id,
  model: outline.model,
  referred_on,
  referred_by: outline.practitioner_id,
  enrolled_on: outline.enrolled_on,
  entered_at: null,
  target_instrument: 'phq-9',
  target_score: 4,
  closed_on: outline.closed_on,
  close_reason: outline.close_reason,
})

function teamOf(outline: Outline): readonly RowOf<'care_team'>[] {
  const { panel, practitioner_id, enrolled_on, model } = outline
  const member = (role: RowOf<'care_team'>['role'], staff_id: string) => ({
    episode_id: episodeIdOf(outline),
    role,
    staff_id,
    starts_on: enrolled_on,
    ends_on: null,
  })
  return [
    member('billing_practitioner', practitioner_id),
    member('care_manager', panel.care_manager_id),
    ...(model === 'cocm' ? [member('psychiatric_consultant', panel.consultant_id)] : []),
    ...(model === 'bhi' ? [member('clinical_staff', panel.assistant_id)] : []),
  ]
}

/** Given before the first call counts: on the same day, some minutes earlier. */
export function consentOf(
  outline: Outline,
  practitioner_id: string,
  activities: readonly Activity[],
  luck: Chance,
): RowOf<'consents'> {
  const first = activities[0]
  const enrolled = timeOn(outline.enrolled_on, 8 * 60)
  const written = outline.payer_id === 'riverbend' || luck.often(0.25)
  return {
    consent_id: `${idStem(outline)}-con1`,
    patient_id: outline.patient.patient_id,
    billing_practitioner_id: practitioner_id,
    obtained_at: first ? laterBy(first.started_at, -5) : enrolled,
    mode: written ? 'written' : 'verbal',
    obtained_by: outline.panel.care_manager_id,
    consult_permission: true,
    cost_sharing_face_to_face: true,
    cost_sharing_non_face_to_face: true,
    documented_at: null,
    revoked_at: null,
  }
}

function diagnosesOf(
  patient_id: string,
  recorded_on: CalendarDay,
  luck: Chance,
): readonly RowOf<'diagnoses'>[] {
  const main = luck.pick(['F32.1', 'F33.1', 'F32.2', 'F33.0', 'F41.1', 'F43.10', 'F34.1'])
  const beside = [
    ...(main !== 'F41.1' && luck.often(0.3) ? ['F41.1'] : []),
    ...(luck.often(0.35) ? [luck.pick(['E11.9', 'I10', 'M54.50', 'G47.00'])] : []),
  ]
  return [main, ...beside].map((icd10, place) => ({
    diagnosis_id: `${patient_id}-dx${place + 1}`,
    patient_id,
    icd10,
    rank: place + 1,
    recorded_on,
    resolved_on: null,
  }))
}

function authorizationsOf(outline: Outline, time: Timeline): readonly RowOf<'authorizations'>[] {
  if (outline.payer_id !== 'riverbend') return []
  const months = daysBetween(outline.enrolled_on, time.today) / 30
  if (months < authorizedFrom - 1) return []
  return [
    {
      authorization_id: `${idStem(outline)}-au1`,
      patient_id: outline.patient.patient_id,
      payer_id: outline.payer_id,
      starts_on: addDays(outline.enrolled_on, 30),
      ends_on: addDays(outline.enrolled_on, 30 + 365),
      number: `RB-${outline.patient.mrn}`,
    },
  ]
}
