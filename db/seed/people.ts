/** The invented organization: its clinics, its staff, who pays, and by which policies. */
import type { CalendarDay } from '../../server/domain/calendar.ts'
import type { Clinic, Payer, Policy, Staff } from '../../server/domain/records/index.ts'
import type { TimeZone } from '../../server/domain/zone.ts'

const day = (text: string) => text as CalendarDay // literals that exist

export const clinics: readonly Clinic[] = [
  {
    clinic_id: 'millbrook',
    name: 'Millbrook Family Medicine',
    time_zone: 'America/New_York' as TimeZone, // literals that the runtime knows
    setting: 'office',
    place_of_service: '11',
    organization_id: 'millbrook-care',
    locality: null,
  },
  {
    clinic_id: 'cedar-flats',
    name: 'Cedar Flats Community Health Center',
    time_zone: 'America/Chicago' as TimeZone,
    setting: 'fqhc',
    place_of_service: '50',
    organization_id: 'millbrook-care',
    locality: null,
  },
]

const nobody: Omit<Staff, 'staff_id' | 'name' | 'role'> = {
  profession: null,
  npi: null,
  qualification: null,
  qualified_from: null,
  qualified_to: null,
  relationship: 'employed',
  prescriber: null,
}

const careManager = (staff_id: string, name: string, profession: Staff['profession']): Staff => ({
  ...nobody,
  staff_id,
  name,
  role: 'care_manager',
  profession,
  qualification: 'Collaborative care management certificate, 40 hours',
  qualified_from: day('2019-03-01'),
  prescriber: false,
})

const consultant = (staff_id: string, name: string, npi: string): Staff => ({
  ...nobody,
  staff_id,
  name,
  role: 'psychiatric_consultant',
  profession: 'physician',
  npi,
  qualification: 'Board certified in psychiatry',
  qualified_from: day('2012-07-01'),
  relationship: 'contracted',
  prescriber: true,
})

const practitioner = (
  staff_id: string,
  name: string,
  profession: Staff['profession'],
  npi: string | null,
): Staff => ({
  ...nobody,
  staff_id,
  name,
  role: 'billing_practitioner',
  profession,
  npi,
  prescriber: profession !== 'clinical_psychologist',
})

const assistant = (staff_id: string, name: string, profession: Staff['profession']): Staff => ({
  ...nobody,
  staff_id,
  name,
  role: 'clinical_staff',
  profession,
})

const office = (staff_id: string, name: string, role: Staff['role']): Staff => ({
  ...nobody,
  staff_id,
  name,
  role,
})

export const staff: readonly Staff[] = [
  careManager('cm-halloran', 'Brigid Halloran', 'clinical_social_worker'),
  careManager('cm-oyelaran', 'Tunde Oyelaran', 'nurse'),
  careManager('cm-villagra', 'Pilar Villagra', 'counselor'),
  consultant('pc-weissbrodt', 'Ruth Weissbrodt', '1999000011'),
  consultant('pc-marchesini', 'Aldo Marchesini', '1999000012'),
  practitioner('bp-okonwo', 'Adaeze Okonwo', 'physician', '1999000021'),
  practitioner('bp-lindegaard', 'Sven Lindegaard', 'physician', '1999000022'),
  practitioner('bp-truongvan', 'Mai Truongvan', 'nurse_practitioner', '1999000023'),
  practitioner('bp-sandobal', 'Ramiro Sandobal', 'physician', '1999000024'),
  practitioner('bp-pruittson', 'Nell Pruittson', 'physician_assistant', '1999000025'),
  practitioner('bp-amselberg', 'Judith Amselberg', 'clinical_psychologist', '1999000026'),
  // New this year: the NPI has been applied for and is not on file yet.
  practitioner('bp-newcombe', 'Oren Newcombe', 'physician', null),
  assistant('cs-dabrowka', 'Kinga Dabrowka', 'medical_assistant'),
  assistant('cs-farrowby', 'Lionel Farrowby', 'nurse'),
  assistant('cs-mendietta', 'Yesenia Mendietta', 'medical_assistant'),
  office('bs-hargreave', 'Opal Hargreave', 'billing_staff'),
  office('au-strattone', 'Neville Strattone', 'auditor'),
  office('po-kimurada', 'Hana Kimurada', 'privacy_officer'),
  office('dm-bellwether', 'Corin Bellwether', 'data_manager'),
  office('ad-vossberg', 'Petra Vossberg', 'administrator'),
]

/** Who works with whom: a care manager, the clinic, the consultant and the practitioners there. */
export interface Panel {
  readonly clinic_id: string
  readonly care_manager_id: string
  readonly consultant_id: string
  readonly practitioners: readonly [string, ...string[]]
  readonly assistant_id: string
  /** 0 for Monday: the day and the minute at which the weekly consultation begins. */
  readonly meets: { readonly weekday: number; readonly minute: number }
}

export const panels: readonly [Panel, Panel, Panel] = [
  {
    clinic_id: 'millbrook',
    care_manager_id: 'cm-halloran',
    consultant_id: 'pc-weissbrodt',
    practitioners: ['bp-okonwo', 'bp-lindegaard'],
    assistant_id: 'cs-dabrowka',
    meets: { weekday: 1, minute: 12 * 60 },
  },
  {
    clinic_id: 'millbrook',
    care_manager_id: 'cm-oyelaran',
    consultant_id: 'pc-weissbrodt',
    practitioners: ['bp-truongvan', 'bp-lindegaard', 'bp-okonwo'],
    assistant_id: 'cs-farrowby',
    meets: { weekday: 2, minute: 12 * 60 },
  },
  {
    clinic_id: 'cedar-flats',
    care_manager_id: 'cm-villagra',
    consultant_id: 'pc-marchesini',
    practitioners: ['bp-sandobal', 'bp-pruittson'],
    assistant_id: 'cs-mendietta',
    meets: { weekday: 2, minute: 9 * 60 },
  },
]

const payer = (
  payer_id: string,
  name: string,
  category: Payer['category'],
  policy: string,
): Payer => ({
  payer_id,
  name,
  category,
  policy,
  electronic_id: `DEMO${payer_id.replaceAll('-', '').slice(0, 8).toUpperCase()}`,
})

export const payers: readonly Payer[] = [
  payer('medicare', 'Medicare Part B', 'medicare', 'cms'),
  payer('goldleaf', 'Goldleaf Advantage', 'medicare_advantage', 'cms'),
  payer('commonwell', 'Commonwell Health Plan', 'commercial', 'full_time'),
  payer('riverbend', 'Riverbend Community Plan', 'medicaid_managed_care', 'riverbend'),
  payer('state-medicaid', 'State Medicaid', 'medicaid_ffs', 'cms'),
  payer('lapsed-mutual', 'Lapsed Mutual', 'commercial', 'lapsed_mutual'),
  payer('tallgrass', 'Tallgrass Benefit Fund', 'commercial', 'tallgrass'),
]

const open = { based_on: 'cms', effective_to: null } as const

export const policies: readonly Policy[] = [
  {
    ...open,
    policy: 'riverbend',
    effective_from: day('2019-01-01'),
    terms: { consent_written: true, months_without_authorization: 6, g2214_minimum: 30 },
  },
  { ...open, policy: 'tallgrass', effective_from: day('2019-01-01'), terms: { covered: false } },
  {
    ...open,
    policy: 'lapsed_mutual',
    effective_from: day('2019-01-01'),
    effective_to: day('2021-12-31'),
    terms: {},
  },
]
