/** Two clinics with one team each, who share a consultant: what one writes, the other may notice. */
import type { OpenRegistry } from '../../db/index.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshRegistry } from './registries.ts'
import { aHouse, aPatient, storing } from './rows.ts'

export const at = instant('2026-03-20T15:00:00Z')
export const by = { actor: { who: 'operator:test', role: 'operator' }, at, reason: 'test' } as const
export const asking = { person: { staff_id: 'cm1', role: 'care_manager' }, at } as const
export const consultant = {
  person: { staff_id: 'pc1', role: 'psychiatric_consultant' },
  at,
} as const

/** What makes a patient's minutes count, so that time elsewhere and full meetings are seen. */
const inOrder = (n: number) => [
  storing('consents', {
    consent_id: `con${n}`,
    patient_id: `p${n}`,
    billing_practitioner_id: 'bp1',
    obtained_at: '2026-01-05T08:00',
    mode: 'verbal',
    obtained_by: 'cm1',
    consult_permission: true,
    cost_sharing_face_to_face: true,
    cost_sharing_non_face_to_face: true,
  }),
  storing('visits', {
    visit_id: `v${n}`,
    patient_id: `p${n}`,
    practitioner_id: 'bp1',
    visit_on: '2026-01-05',
    code: '99214',
  }),
  storing('coverages', { coverage_id: `cov${n}`, patient_id: `p${n}` }),
  storing('care_team', { episode_id: `e${n}`, role: 'billing_practitioner', staff_id: 'bp1' }),
  storing('care_team', { episode_id: `e${n}`, role: 'psychiatric_consultant', staff_id: 'pc1' }),
]

export const patients = [1, 2, 3, 4]
/** Patients 1 to 3 of cm1, the third in the other clinic, and 4 of cm2; time of theirs counts. */
export async function aClinic(zones: readonly [string, string]): Promise<OpenRegistry> {
  const registry = await freshRegistry()
  const changes = [
    ...aHouse.filter(({ record }) => record !== 'clinics'),
    storing('clinics', { time_zone: zones[0] }),
    storing('clinics', { clinic_id: 'c2', time_zone: zones[1] }),
    storing('staff', { staff_id: 'cm2', name: 'Ida Rask', qualification: 'training' }),
    storing('staff', { staff_id: 'bp1', name: 'Omar Diallo', role: 'billing_practitioner' }),
    ...aPatient(1),
    ...aPatient(2),
    ...aPatient(3, { clinic_id: 'c2' }),
    ...aPatient(4, { staff_id: 'cm2' }),
    ...patients.flatMap(inOrder),
  ]
  await registry.commit({ changes, ...by })
  await registry.commit({ changes: [storing('staff', { qualification: 'training' })], ...by })
  return registry
}
