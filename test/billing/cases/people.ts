/** Who works where: the staff and clinics of every story. */
import type { Given } from './rows.ts'

const physician = { profession: 'physician', role: 'billing_practitioner' } as const
const clinician = { profession: 'clinical_social_worker', role: 'care_manager' } as const
const psychiatrist = {
  role: 'psychiatric_consultant',
  profession: 'physician',
  qualification: 'Psychiatry board certification',
  qualified_from: '2010-01-01',
  relationship: 'contracted',
  prescriber: true,
} as const
const trained = { qualification: 'MSW', qualified_from: '2015-01-01' }

/** The staff of every story. */
export const people: readonly Given<'staff'>[] = [
  { staff_id: 'bp1', name: 'Practitioner One', ...physician, npi: '1000000031' },
  { staff_id: 'bp2', name: 'Practitioner Two', ...physician, npi: '1000000032' },
  {
    staff_id: 'bp-cp',
    name: 'Psychologist',
    role: 'billing_practitioner',
    profession: 'clinical_psychologist',
    npi: '1000000033',
  },
  {
    staff_id: 'bp-csw',
    name: 'Social Worker',
    role: 'billing_practitioner',
    profession: 'clinical_social_worker',
    npi: '1000000034',
  },
  { staff_id: 'cm1', name: 'Care Manager One', ...clinician, ...trained },
  { staff_id: 'cm2', name: 'Care Manager Two', ...clinician, ...trained },
  { staff_id: 'pc1', name: 'Consultant One', ...psychiatrist },
  { staff_id: 'pc2', name: 'Consultant Two', ...psychiatrist },
  { staff_id: 'cs1', name: 'Nurse One', role: 'clinical_staff', profession: 'nurse' },
  { staff_id: 'cs2', name: 'Nurse Two', role: 'clinical_staff', profession: 'nurse' },
  { staff_id: 'desk', name: 'Front Desk', role: 'billing_staff', profession: 'other' },
]

/** Its clinics, one of each setting. */
export const clinics: readonly Given<'clinics'>[] = [
  { clinic_id: 'office', setting: 'office', place_of_service: '11' },
  { clinic_id: 'fqhc', setting: 'fqhc', place_of_service: '50' },
  { clinic_id: 'rhc', setting: 'rhc', place_of_service: '72' },
  { clinic_id: 'outpatient', setting: 'hospital_outpatient', place_of_service: '22' },
]
