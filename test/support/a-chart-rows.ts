/** The rows that a chart's story is made of: one patient, one team, one clinic, all invented. */
import { calendarDay } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import type { Activity, CaseReview, Score, Staff } from '../../server/domain/records/index.ts'
import type { LocalTime, TimeZone } from '../../server/domain/zone.ts'

export const zone = 'America/New_York' as TimeZone // known to every runtime
export const at = (day: string, time = '09:00') => `${calendarDay(day)}T${time}` as LocalTime

/** PHQ-9 or GAD-7 answers that add up to a total; of the PHQ-9, item 9 stays 0. */
export function answersOf(total: number, items: number, spread = items): string {
  let left = total
  return Array.from({ length: items }, (_, i) => {
    const answer = i < spread ? Math.min(3, left) : 0
    left -= answer
    return answer
  }).join(' ')
}

const person = (staff_id: string, name: string, role: Staff['role']): Staff => ({
  staff_id,
  name,
  role,
  profession: role === 'care_manager' ? 'nurse' : 'physician',
  npi: role === 'care_manager' ? null : '1999999984',
  qualification: 'Behavioral health training',
  qualified_from: null,
  qualified_to: null,
  relationship: 'employed',
  prescriber: role !== 'care_manager',
})

const member = (
  role: 'care_manager' | 'psychiatric_consultant' | 'billing_practitioner',
  staff_id: string,
  on: string,
) => ({ episode_id: 'e1', role, staff_id, starts_on: calendarDay(on), ends_on: null })

/** Rosa on the day she comes: a team, a payer, and nothing done yet. */
export function newcomer(enrolled: string): Dossier {
  const on = calendarDay(enrolled)
  return {
    patient: {
      patient_id: 'p1',
      mrn: '0042',
      family_name: 'Morena',
      given_name: 'Rosa',
      birth_date: calendarDay('1972-03-01'),
      sex: 'female',
      language: 'es',
      phone: null,
      address_line: null,
      city: null,
      state: null,
      postal_code: null,
    },
    episodes: [
      {
        episode_id: 'e1',
        patient_id: 'p1',
        clinic_id: 'c1',
        model: 'cocm',
        referred_on: on,
        referred_by: 'bp',
        enrolled_on: on,
        entered_at: null,
        target_instrument: 'phq-9',
        target_score: 4,
        closed_on: null,
        close_reason: null,
      },
    ],
    care_team: [
      member('billing_practitioner', 'bp', enrolled),
      member('care_manager', 'cm', enrolled),
      member('psychiatric_consultant', 'pc', enrolled),
    ],
    staff: [
      person('bp', 'Dr. Imani Okoro', 'billing_practitioner'),
      person('cm', 'Lena Fischer', 'care_manager'),
      person('pc', 'Dr. Arun Rao', 'psychiatric_consultant'),
    ],
    clinics: [
      {
        clinic_id: 'c1',
        name: 'Elm Street',
        time_zone: zone,
        setting: 'office',
        place_of_service: '11',
        organization_id: null,
        locality: null,
      },
    ],
    payers: [
      {
        payer_id: 'pay',
        name: 'Medicare',
        category: 'medicare',
        policy: 'cms',
        electronic_id: null,
      },
    ],
    coverages: [
      {
        coverage_id: 'cov',
        patient_id: 'p1',
        payer_id: 'pay',
        member_id: null,
        rank: 1,
        starts_on: calendarDay('2020-01-01'),
        ends_on: null,
        relationship: null,
        subscriber_family_name: null,
        subscriber_given_name: null,
        subscriber_birth_date: null,
      },
    ],
    ...nothingElse,
  }
}

const nothingElse = {
  medications: [],
  risk_assessments: [],
  safety_plans: [],
  planned_contacts: [],
  snoozes: [],
  questions: [],
  part2_consents: [],
  withdrawals: [],
  withdrawn_scores: [],
  claims: [],
  episode_phases: [],
  diagnoses: [],
  visits: [],
  consents: [],
  facility_stays: [],
  authorizations: [],
  services: [],
  scores: [],
  activities: [],
  care_plans: [],
  case_reviews: [],
  relapse_plans: [],
  meetings: [],
  elsewhere: [],
  policies: [],
  site_numbers: [],
}

export const blankScore: Omit<Score, 'score_id' | 'administered_on'> = {
  patient_id: 'p1',
  instrument: 'phq-9',
  items: null,
  difficulty: null,
  total: null,
  mode: null,
  administered_by: null,
  safety_items: null,
}

export const activity = (activity_id: string, day: string, more: Partial<Activity>): Activity => ({
  activity_id,
  patient_id: 'p1',
  staff_id: 'cm',
  started_at: at(day),
  ended_at: at(day, '09:20'),
  kind: 'follow_up',
  reached: true,
  modality: 'phone',
  technique: null,
  counterpart: null,
  billed_as: null,
  recorded_at: null,
  note: null,
  attested_by: null,
  attested_at: null,
  attest_reason: null,
  ...more,
})

/** A review that says: go on as before. */
export const review = (review_id: string, day: string, more: Partial<CaseReview>): CaseReview => ({
  review_id,
  patient_id: 'p1',
  meeting_id: null,
  reviewed_on: calendarDay(day),
  psychiatric_consultant_id: 'pc',
  care_manager_id: 'cm',
  recommendation: 'continue current treatment',
  recommends_change: false,
  decision: 'accepted',
  decided_by: 'bp',
  decided_on: calendarDay(day),
  note: null,
  question: null,
  kind: null,
  minutes: null,
  next_review_on: null,
  sent_on: null,
  carried_out_on: null,
  entered_by: null,
  confirmed_by: null,
  confirmed_at: null,
  ...more,
})
