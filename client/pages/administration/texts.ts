/** The words of each administered record's form and list. Titles name what a row is. */
import type { Administered } from '../../../server/contract/administration.ts'
import type { FieldText } from '../../components/form/texts.ts'
import { billingTexts } from './billing-texts.ts'

export interface AdministeredText {
  readonly many: string
  readonly one: string
  readonly says: string
  readonly empty: string
  readonly fields: Readonly<Record<string, FieldText>>
  /** The columns of the list. */
  readonly listed: readonly string[]
}

export const texts: Readonly<Record<Administered, AdministeredText>> = {
  staff: {
    many: 'Staff',
    one: 'member of staff',
    says: 'The role decides what somebody sees and whose time counts; the qualification must be on file on the day.',
    empty: 'Everybody who treats, bills or looks after the registry will be listed here.',
    fields: {
      name: { label: 'Name' },
      role: { label: 'Role' },
      profession: { label: 'Profession' },
      npi: { label: 'NPI', hint: 'Ten digits' },
      relationship: {
        label: 'Relationship',
        hint: 'Employed or contracted: without it no time counts',
      },
      prescriber: { label: 'May prescribe the full range of medications' },
      qualification: {
        label: 'Qualification',
        hint: 'Behavioral health education or training on file',
      },
      qualified_from: { label: 'Qualified from' },
      qualified_to: { label: 'Qualified to' },
    },
    listed: [
      'name',
      'role',
      'profession',
      'npi',
      'relationship',
      'qualification',
      'qualified_from',
      'qualified_to',
    ],
  },
  clinics: {
    many: 'Clinics',
    one: 'clinic',
    says: 'The time zone is the local time of its patients’ records.',
    empty: 'The places of care will be listed here. Add the first one to begin.',
    fields: {
      name: { label: 'Name' },
      time_zone: { label: 'Time zone', hint: 'For example America/New_York' },
      setting: { label: 'Setting' },
      place_of_service: { label: 'Place of service', hint: 'Two digits, for example 11' },
      organization_id: { label: 'Billed by', hint: 'The organization of claim files' },
      locality: { label: 'Locality', hint: 'Of the fee schedules' },
    },
    listed: ['name', 'time_zone', 'setting', 'place_of_service'],
  },
  payers: {
    many: 'Payers',
    one: 'payer',
    says: 'The policy says how a payer differs; cms and full_time are built in.',
    empty: 'Whoever pays will be listed here. Add the first payer to begin.',
    fields: {
      name: { label: 'Name' },
      category: { label: 'Category' },
      policy: { label: 'Policy' },
      electronic_id: { label: 'Payer number', hint: 'In claim files' },
    },
    listed: ['name', 'category', 'policy', 'electronic_id'],
  },
  policies: {
    many: 'Policies',
    one: 'policy version',
    says:
      'What differs by payer, with the days on which it holds. A month is judged by the version ' +
      'in force on its last day.',
    empty: 'Policies of your payers will be listed here. cms and full_time need no entry.',
    fields: {
      policy: { label: 'Name', hint: 'Letters, digits . _ -' },
      based_on: { label: 'Based on', hint: 'cms where it is empty' },
      effective_from: { label: 'Holds from' },
      effective_to: { label: 'Last day', hint: 'Empty while it holds' },
    },
    listed: ['policy', 'based_on', 'effective_from', 'effective_to', 'terms'],
  },
  covers: {
    many: 'Covering',
    one: 'time of covering',
    says: 'Whoever covers an absent colleague sees and treats that colleague’s patients, on these days.',
    empty: 'Absences and who covers them will be listed here.',
    fields: {
      absent_staff_id: { label: 'Absent' },
      covering_staff_id: { label: 'Covered by' },
      starts_on: { label: 'From' },
      ends_on: { label: 'Last day' },
    },
    listed: ['absent_staff_id', 'covering_staff_id', 'starts_on', 'ends_on'],
  },
  site_numbers: {
    many: 'Numbers that the site has set',
    one: 'number',
    says:
      'The numbers by which flags, next contacts and the weekly agenda are judged. A number that ' +
      'you set holds from its day on, until the next one; days before it stay as they were judged.',
    empty: 'Numbers that you set will be listed here. Until then every default holds.',
    fields: {
      name: { label: 'Number' },
      effective_from: { label: 'Holds from' },
      value: { label: 'Value', hint: 'A whole number, in the unit of the default' },
      reason: { label: 'Decided by, and why', long: true },
    },
    listed: ['name', 'effective_from', 'value', 'reason'],
  },
  ...billingTexts,
}

export const tabs = [
  ['staff', 'Staff'],
  ['clinics', 'Clinics'],
  ['payers', 'Payers'],
  ['policies', 'Policies'],
  ['covers', 'Covering'],
  ['organizations', 'Organizations'],
  ['fee_schedules', 'Fees'],
  ['site_numbers', 'Caseload rules'],
  ['accounts', 'Accounts'],
  ['sessions', 'Sessions'],
  ['machine-keys', 'Machine keys'],
] as const
