/** Plain record rows for the cases: every column there, the ordinary value unless one is given. */
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import { columnsOf, keyOf, type RowOf } from '../../../server/domain/records/index.ts'
import type { LocalTime, TimeZone } from '../../../server/domain/zone.ts'

/** The records that a story of billing is told in. */
export const storyRecords = [
  'clinics',
  'staff',
  'policies',
  'payers',
  'patients',
  'coverages',
  'episodes',
  'care_team',
  'episode_phases',
  'diagnoses',
  'visits',
  'consents',
  'facility_stays',
  'authorizations',
  'services',
  'scores',
  'activities',
  'care_plans',
  'meetings',
  'case_reviews',
  'relapse_plans',
] as const
export type StoryRecord = (typeof storyRecords)[number]

/** Days, times and zones are written as plain text in a case; cases.test.ts checks each of them. */
type Plain<T> = T extends CalendarDay | LocalTime | TimeZone ? string : T
export type Given<R extends StoryRecord> = { readonly [K in keyof RowOf<R>]?: Plain<RowOf<R>[K]> }

const mine = { patient_id: 'p1' }
const by = { author_id: 'cm1' }

/** What a row says where its case does not care; what is not named here is absent. */
const ordinary: { readonly [R in StoryRecord]: Given<R> } = {
  clinics: { name: 'Clinic', time_zone: 'America/New_York', setting: 'office' },
  staff: { relationship: 'employed', prescriber: false },
  policies: { based_on: 'cms', effective_from: '2015-01-01' },
  payers: { category: 'commercial' },
  patients: {
    ...mine,
    mrn: 'P1',
    family_name: 'Family',
    given_name: 'Test',
    birth_date: '1980-02-29',
  },
  coverages: { ...mine, rank: 1, starts_on: '2015-01-01' },
  episodes: {
    ...mine,
    clinic_id: 'office',
    model: 'cocm',
    referred_by: 'bp1',
    target_instrument: 'phq-9',
    target_score: 4,
  },
  care_team: { episode_id: 'ep0' },
  episode_phases: { episode_id: 'ep0' },
  diagnoses: { ...mine, icd10: 'F33.1', rank: 1 },
  visits: { ...mine, practitioner_id: 'bp1', code: '99214' },
  consents: {
    ...mine,
    billing_practitioner_id: 'bp1',
    mode: 'verbal',
    obtained_by: 'cm1',
    consult_permission: true,
    cost_sharing_face_to_face: true,
    cost_sharing_non_face_to_face: true,
  },
  facility_stays: { ...mine, kind: 'inpatient' },
  authorizations: { ...mine, payer_id: 'payer' },
  services: { ...mine, units: 1, practitioner_npi: '1000000031', source: 'own' },
  scores: { ...mine, instrument: 'phq-9', mode: 'interview', administered_by: 'cm1' },
  activities: { ...mine, staff_id: 'cm1', reached: true, modality: 'phone' },
  care_plans: { ...mine, ...by, targets: 'PHQ-9 below 5 by week 16' },
  meetings: { care_manager_id: 'cm1', psychiatric_consultant_id: 'pc1' },
  case_reviews: {
    ...mine,
    psychiatric_consultant_id: 'pc1',
    care_manager_id: 'cm1',
    recommendation: 'continue current treatment',
    recommends_change: false,
    decision: 'accepted',
    decided_by: 'bp1',
  },
  relapse_plans: {
    ...mine,
    ...by,
    warning_signs: 'sleeping badly, staying in',
    actions: 'call the care manager',
  },
}

/** A row of `record`: what is given, else the ordinary; its id counts on from `count`. */
export function row<R extends StoryRecord>(record: R, given: Given<R>, count = 0): RowOf<R> {
  const [key = '', ...more] = keyOf(record)
  const absent = Object.fromEntries(Object.keys(columnsOf[record]).map((name) => [name, null]))
  const id = more.length === 0 ? { [key]: `${record}-${count}` } : {}
  const whole = { ...absent, ...id, ...ordinary[record], ...given }
  return whole as unknown as RowOf<R> // its text stands for days and times; the test reads each
}

/** A local time so many seconds later on the wall clock (no clock change in between). */
export const later = (time: string, seconds: number): string =>
  new Date(Date.parse(`${time}Z`) + seconds * 1000).toISOString().slice(0, 19)

/** An activity that began then and took so many minutes; by phone, the patient was reached. */
export const activity = (
  kind: RowOf<'activities'>['kind'],
  started_at: string,
  minutes: number,
  more: Given<'activities'> = {},
): Given<'activities'> => ({
  kind,
  started_at,
  ended_at: later(started_at, Math.round(minutes * 60)),
  ...(kind === 'brief_intervention' ? { technique: 'behavioral_activation' as const } : {}),
  ...more,
})

/** A PHQ-9 that was answered in full with this total (at most 24), item 9 being 0. */
export function phq9(administered_on: string, total: number): Given<'scores'> {
  const items = Array.from({ length: 8 }, (_, at) => Math.floor((total + 7 - at) / 8))
  return { administered_on, items: [...items, 0].join(' ') }
}
