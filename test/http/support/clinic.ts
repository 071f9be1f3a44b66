/** A small invented clinic told as changes: two teams, one patient each, and everybody else. */
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import {
  type AnyRow,
  columnsOf,
  type RecordName,
  type RowOf,
} from '../../../server/domain/records/index.ts'
import { type Role, roles } from '../../../server/domain/records/people.ts'
import type { Change } from '../../../server/domain/registry.ts'

/** Words that must never appear in an answer that refuses. */
export const secrets = ['Okafor', 'Ngozi', '0004711', 'Lindqvist', 'Astrid', '0004712', 'F33.1']

/** A row with everything absent that may be, and what is said. */
function row<R extends RecordName>(record: R, said: Partial<RowOf<R>>): Change {
  const absent = Object.fromEntries(Object.keys(columnsOf[record]).map((name) => [name, null]))
  const whole: AnyRow = { ...absent, ...said }
  return { record, row: whole } as unknown as Change // completed from the record's own columns
}

const day = (text: string): CalendarDay => text as CalendarDay // literals that exist

export const staffOf = (role: Role): string => `st-${role}`
const staff = roles.map((role) =>
  row('staff', {
    staff_id: staffOf(role),
    name: `Person ${role}`,
    role,
    profession: role === 'billing_practitioner' ? 'physician' : 'nurse',
    npi: role === 'billing_practitioner' ? '1003000126' : null,
    qualification: 'behavioral health training',
    relationship: 'employed',
    prescriber: role === 'psychiatric_consultant',
  }),
)

/** A patient in care since January with a consent, two scores, work and a review. */
function patient(n: number, family_name: string, given_name: string, team: readonly string[]) {
  const patient_id = `pt-${n}`
  const at = (text: string) => ({ started_at: `${text}T09:00`, ended_at: `${text}T09:40` })
  const worked = (id: string, on: string) =>
    row('activities', {
      activity_id: `${id}-${n}`,
      patient_id,
      staff_id: team[0]!,
      ...(at(on) as object), // local times that exist
      kind: 'follow_up',
      reached: true,
      modality: 'phone',
      note: `Talked with ${given_name}.`,
    })
  const scored = (id: string, on: string, items: string) =>
    row('scores', {
      score_id: `${id}-${n}`,
      patient_id,
      instrument: 'phq-9',
      administered_on: day(on),
      items,
    })
  return [
    row('patients', {
      patient_id,
      mrn: `000471${n}`,
      family_name,
      given_name,
      birth_date: day('1970-05-06'),
    }),
    row('coverages', {
      coverage_id: `cov-${n}`,
      patient_id,
      payer_id: 'medicare',
      rank: 1,
      starts_on: day('2025-01-01'),
    }),
    row('episodes', {
      episode_id: `ep-${n}`,
      patient_id,
      clinic_id: 'cl-1',
      model: 'cocm',
      referred_on: day('2026-08-01'),
      referred_by: staffOf('billing_practitioner'),
      enrolled_on: day('2026-08-03'),
      target_instrument: 'phq-9',
    }),
    ...team.map((staff_id, i) =>
      row('care_team', {
        episode_id: `ep-${n}`,
        role: (
          [
            'care_manager',
            'psychiatric_consultant',
            'billing_practitioner',
            'clinical_staff',
          ] as const
        )[i]!,
        staff_id,
        starts_on: day('2026-08-03'),
      }),
    ),
    row('diagnoses', {
      diagnosis_id: `dx-${n}`,
      patient_id,
      icd10: 'F33.1',
      rank: 1,
      recorded_on: day('2026-08-01'),
    }),
    row('diagnoses', {
      diagnosis_id: `dy-${n}`,
      patient_id,
      icd10: 'F10.20',
      rank: 2,
      recorded_on: day('2026-08-01'),
    }),
    row('consents', {
      consent_id: `co-${n}`,
      patient_id,
      billing_practitioner_id: staffOf('billing_practitioner'),
      obtained_at: '2026-08-03T08:30',
      mode: 'verbal',
      obtained_by: team[0]!,
      consult_permission: true,
      cost_sharing_face_to_face: true,
      cost_sharing_non_face_to_face: true,
    } as Partial<RowOf<'consents'>>), // a local time that exists
    scored('s1', '2026-08-04', '2 2 2 2 2 2 2 2 1'),
    scored('s2', '2026-10-20', '1 1 1 1 1 1 1 1 0'),
    worked('a1', '2026-10-05'),
    worked('a2', '2026-10-12'),
  ]
}

const treating = [
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'clinical_staff',
] as const
export const team = treating.map(staffOf)
/** The other team: nobody who signs in in these tests, but the billing staff sees its months. */
export const strangers = treating.map((role) => `other-${role}`)

export const clinicChanges: readonly Change[] = [
  row('clinics', {
    clinic_id: 'cl-1',
    name: 'Harbor Clinic',
    time_zone: 'America/New_York',
    setting: 'office',
    place_of_service: '11',
  } as Partial<RowOf<'clinics'>>), // a zone that exists
  ...staff,
  ...treating.map((role) =>
    row('staff', { staff_id: `other-${role}`, name: `Other ${role}`, role }),
  ),
  row('payers', { payer_id: 'medicare', name: 'Medicare', category: 'medicare', policy: 'cms' }),
  ...patient(1, 'Okafor', 'Ngozi', team),
  ...patient(2, 'Lindqvist', 'Astrid', strangers),
]
