/** Rows of invented people, complete: what a test does not say is absent or ordinary. */
import { columnsOf, type RecordName, type RowOf } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'

const ordinary: Readonly<Partial<Record<RecordName, object>>> = {
  clinics: {
    clinic_id: 'c1',
    name: 'Clinic on the Hill',
    time_zone: 'America/New_York',
    setting: 'office',
    place_of_service: '11',
  },
  staff: { staff_id: 'cm1', name: 'Vera Ekholm', role: 'care_manager' },
  payers: { payer_id: 'medicare', name: 'Medicare', category: 'medicare', policy: 'cms' },
  policies: { policy: 'plan-x', effective_from: '2026-01-01', terms: {} },
  site_numbers: {
    name: 'measure_every',
    effective_from: '2026-02-01',
    value: 21,
    reason: 'the clinical lead',
  },
  patients: {
    patient_id: 'p1',
    mrn: '0001',
    family_name: 'Rosa',
    given_name: 'Ana',
    birth_date: '1980-02-29',
  },
  episodes: {
    episode_id: 'e1',
    patient_id: 'p1',
    clinic_id: 'c1',
    model: 'cocm',
    referred_on: '2026-01-05',
    enrolled_on: '2026-01-05',
  },
  care_team: { episode_id: 'e1', role: 'care_manager', staff_id: 'cm1', starts_on: '2026-01-05' },
  episode_phases: { episode_id: 'e1', phase: 'active', starts_on: '2026-01-05' },
  scores: { score_id: 's1', patient_id: 'p1', instrument: 'phq-9', administered_on: '2026-01-05' },
  activities: {
    activity_id: 'a1',
    patient_id: 'p1',
    staff_id: 'cm1',
    started_at: '2026-02-03T09:00',
    ended_at: '2026-02-03T09:20',
    kind: 'follow_up',
    reached: true,
    modality: 'phone',
  },
  meetings: {
    meeting_id: 'm1',
    care_manager_id: 'cm1',
    psychiatric_consultant_id: 'pc1',
    started_at: '2026-02-04T12:00',
    ended_at: '2026-02-04T13:00',
  },
  coverages: {
    coverage_id: 'cov1',
    patient_id: 'p1',
    payer_id: 'medicare',
    rank: 1,
    starts_on: '2026-01-01',
  },
}

/** A change that stores a row; `given` says where it differs from the ordinary one. */
export function storing<R extends RecordName>(
  record: R,
  given: { readonly [K in keyof RowOf<R>]?: string | number | boolean | object | null } = {},
  replaces?: number,
): Change {
  const blank = Object.fromEntries(Object.keys(columnsOf[record]).map((column) => [column, null]))
  const row = { ...blank, ...ordinary[record], ...given }
  const change = replaces === undefined ? { record, row } : { record, row, replaces }
  return change as unknown as Change // complete where `ordinary` is; a test may also lie
}

/** What anything else refers to: a clinic, its staff, a payer. */
export const aHouse: readonly Change[] = [
  storing('clinics'),
  storing('staff'),
  storing('staff', { staff_id: 'pc1', name: 'Jon Abel', role: 'psychiatric_consultant' }),
  storing('payers'),
]

/** A patient with an episode and a care manager; everybody's ids end in their number. */
export const aPatient = (number: number, more: { clinic_id?: string; staff_id?: string } = {}) => [
  storing('patients', { patient_id: `p${number}`, mrn: String(number).padStart(4, '0') }),
  storing('episodes', {
    episode_id: `e${number}`,
    patient_id: `p${number}`,
    clinic_id: more.clinic_id ?? 'c1',
  }),
  storing('care_team', { episode_id: `e${number}`, staff_id: more.staff_id ?? 'cm1' }),
]
