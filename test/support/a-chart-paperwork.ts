/** What a claim needs beside care itself: consent, visit, diagnosis, and a weekly meeting. */
import { calendarDay } from '../../server/domain/calendar.ts'
import type { CaseloadMeeting, Dossier } from '../../server/domain/dossier.ts'
import { at, zone } from './a-chart-rows.ts'

export const paperwork = (day: string): Pick<Dossier, 'consents' | 'visits' | 'diagnoses'> => ({
  consents: [
    {
      consent_id: 'con',
      patient_id: 'p1',
      billing_practitioner_id: 'bp',
      obtained_at: at(day, '08:00'),
      mode: 'verbal',
      obtained_by: 'cm',
      consult_permission: true,
      cost_sharing_face_to_face: true,
      cost_sharing_non_face_to_face: true,
      documented_at: null,
      revoked_at: null,
    },
  ],
  visits: [
    {
      visit_id: 'v',
      patient_id: 'p1',
      practitioner_id: 'bp',
      visit_on: calendarDay(day),
      code: '99214',
    },
  ],
  diagnoses: [
    {
      diagnosis_id: 'dx',
      patient_id: 'p1',
      icd10: 'F33.1',
      rank: 1,
      recorded_on: calendarDay(day),
      resolved_on: null,
    },
  ],
})

export const meeting = (day: string): CaseloadMeeting => ({
  meeting_id: `m-${day}`,
  clinic_id: 'c1',
  care_manager_id: 'cm',
  psychiatric_consultant_id: 'pc',
  started_at: at(day, '12:00'),
  ended_at: at(day, '13:00'),
  missed_reason: null,
  attendees: null,
  entered_by: null,
  confirmed_by: null,
  confirmed_at: null,
  time_zone: zone,
  case_review_seconds: 0,
})
