/** What a claim needs beside care itself: consent, visit and diagnosis. */
import { calendarDay } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { at } from './a-chart-rows.ts'

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
