/** Plain record rows for the cases: every column there, the ordinary value unless one is given. */
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import { keyOf, type RecordName, type RowOf } from '../../../server/domain/records/index.ts'
import type { LocalTime, TimeZone } from '../../../server/domain/zone.ts'

/** Days, times and zones are written as plain text in a case; cases.test.ts checks each of them. */
type Plain<T> = T extends CalendarDay | LocalTime | TimeZone ? string : T
export type Given<R extends RecordName> = { readonly [K in keyof RowOf<R>]?: Plain<RowOf<R>[K]> }

const mine = { patient_id: 'p1' }

/** What a row says where its case does not care. */
const ordinary: { readonly [R in RecordName]: Given<R> } = {
  clinics: { name: 'Clinic', time_zone: 'America/New_York', setting: 'office' },
  staff: { profession: null, npi: null, qualification: null, relationship: 'employed' },
  policies: { based_on: 'cms', effective_from: '2015-01-01', effective_to: null },
  payers: { category: 'commercial' },
  patients: { ...mine, mrn: 'P1', family_name: 'Family', given_name: 'Test' },
  coverages: { ...mine, member_id: 'M1', rank: 1, starts_on: '2015-01-01', ends_on: null },
  episodes: {
    ...mine,
    clinic_id: 'office',
    model: 'cocm',
    referred_by: 'bp1',
    entered_at: null,
    target_instrument: 'phq-9',
    target_score: 4,
    closed_on: null,
    close_reason: null,
  },
  care_team: { episode_id: 'ep0', ends_on: null },
  episode_phases: { episode_id: 'ep0', reason: null },
  diagnoses: { ...mine, icd10: 'F33.1', rank: 1, resolved_on: null },
  visits: { ...mine, practitioner_id: 'bp1', code: '99214' },
  consents: {
    ...mine,
    billing_practitioner_id: 'bp1',
    mode: 'verbal',
    obtained_by: 'cm1',
    consult_permission: true,
    cost_sharing_face_to_face: true,
    cost_sharing_non_face_to_face: true,
    documented_at: null,
    revoked_at: null,
  },
  facility_stays: { ...mine, kind: 'inpatient', discharged_on: null },
  authorizations: { ...mine, payer_id: 'payer', number: 'A-1' },
  services: { ...mine, units: 1, practitioner_npi: '1000000031', source: 'own' },
  scores: {
    ...mine,
    instrument: 'phq-9',
    items: null,
    difficulty: null,
    total: null,
    mode: 'interview',
    administered_by: 'cm1',
    safety_items: null,
  },
  activities: {
    ...mine,
    staff_id: 'cm1',
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
  },
  care_plans: {
    ...mine,
    author_id: 'cm1',
    targets: 'PHQ-9 below 5 by week 16',
    interventions: 'behavioral activation',
    change_reason: null,
  },
  meetings: {
    clinic_id: null,
    care_manager_id: 'cm1',
    psychiatric_consultant_id: 'pc1',
    missed_reason: null,
  },
  case_reviews: {
    ...mine,
    meeting_id: null,
    psychiatric_consultant_id: 'pc1',
    care_manager_id: 'cm1',
    recommendation: 'continue current treatment',
    recommends_change: false,
    decision: 'accepted',
    decided_by: 'bp1',
    decided_on: null,
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
  },
  relapse_plans: {
    ...mine,
    author_id: 'cm1',
    warning_signs: 'sleeping badly, staying in',
    actions: 'call the care manager',
  },
}

const absentElsewhere: { readonly [R in RecordName]?: Given<R> } = {
  staff: { qualified_from: null, qualified_to: null, prescriber: false },
  patients: { birth_date: '1980-02-29', sex: 'female', language: 'en', phone: null },
}

/** A row of `record`: what is given, else the ordinary; its id counts on from `count`. */
export function row<R extends RecordName>(record: R, given: Given<R>, count = 0): RowOf<R> {
  const [key = '', ...more] = keyOf(record)
  const id = more.length === 0 ? { [key]: `${record}-${count}` } : {}
  const whole = { ...id, ...ordinary[record], ...absentElsewhere[record], ...given }
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
