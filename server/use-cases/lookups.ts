/** What writing and searching ask of the registry beside the dossier: db answers in these words. */
import type { Meeting, Patient, Staff } from '../domain/records/index.ts'

export type Named = Pick<
  Patient,
  'patient_id' | 'mrn' | 'family_name' | 'given_name' | 'birth_date'
>
/** Somebody on staff with their handle. */
export type OnStaff = Pick<Staff, 'staff_id' | 'name' | 'role'> & { readonly staff: string }
export type Versions = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface Lookups {
  versions(patientId: string): Promise<Versions>
  patientsOf(staffId: string, from: string, to: string): Promise<readonly Named[]>
  namesakes(about: {
    readonly mrn: string
    readonly family_name: string
    readonly given_name: string
    readonly birth_date: string | null
  }): Promise<readonly Named[]>
  /** Everybody on staff, by name; where ids are given, only these. */
  people(ids?: readonly string[]): Promise<readonly OnStaff[]>
  reviewMinutes(
    meeting: Pick<Meeting, 'meeting_id' | 'care_manager_id'>,
  ): Promise<readonly { readonly review_id: string; readonly minutes: number | null }[]>
  /** Whether any of these patients has a record of substance use (42 CFR Part 2). */
  anySubstanceUse(patientIds: readonly string[]): Promise<boolean>
  /** Who these patients are, in no order. */
  named(patientIds: readonly string[]): Promise<readonly Named[]>
  /** A page of everybody, by MRN, after one. */
  namedAfter(mrn: string, limit: number): Promise<readonly Named[]>
}
