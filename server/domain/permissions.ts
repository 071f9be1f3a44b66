/** What each role may see of whom (trust.md, "Access"). Deny wins: what is not said here is not. */
import type { CalendarDay } from './calendar.ts'
import { coveredBy } from './covering.ts'
import type { Dossier } from './dossier.ts'
import type { AnyRow, Cover, RecordName, Role, Score } from './records/index.ts'

/** Roles that treat: they see the patients whose care team they are on. */
export const treatingRoles = [
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'clinical_staff',
] as const satisfies readonly Role[]

/** Roles that may ask what a month proves: clinical staff may not, for it can rest on F10–F19. */
export const determiningRoles = [
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'billing_staff',
] as const satisfies readonly Role[]

/** Somebody who is signed in: a member of staff under the role that they act in. */
export interface Person {
  readonly staff_id: string
  readonly role: Role
}

const oneOf = (roles: readonly Role[], role: Role): boolean => roles.includes(role)

/**
 * Whether a person is on the patient's care team on a day, in any role, of any episode, or covers
 * an absent colleague who is.
 */
export function treats(
  { care_team }: Pick<Dossier, 'care_team'>,
  staffId: string,
  on: CalendarDay,
  covers: readonly Cover[] = [],
): boolean {
  const absent = coveredBy(covers, staffId, on)
  return care_team.some(
    ({ staff_id, starts_on, ends_on }) =>
      (staff_id === staffId || absent.has(staff_id)) &&
      starts_on <= on &&
      (ends_on === null || on <= ends_on),
  )
}

/** Whether a patient is within a person's reach at all: theirs to treat, or to bill for. */
export const mayMeet = (
  dossier: Pick<Dossier, 'care_team'>,
  { staff_id, role }: Person,
  on: CalendarDay,
  covers?: readonly Cover[],
): boolean =>
  role === 'billing_staff' || (oneOf(treatingRoles, role) && treats(dossier, staff_id, on, covers))

/** Roles that hold substance-use records of their own patients; the others need a grant. */
export const holdsSubstanceUse = (role: Role): boolean => oneOf(determiningRoles, role)

/** ICD-10-CM F10 to F19: disorders due to psychoactive substance use. */
const substanceDiagnosis = /^F1\d/
const substanceInstruments: readonly string[] = ['audit-c', 'dast-10']

/** Whether any row falls under 42 CFR Part 2 as this registry marks it (trust.md). */
export const holdsSubstanceRecords = ({
  diagnoses,
  scores,
}: Pick<Dossier, 'diagnoses' | 'scores'>): boolean =>
  diagnoses.some(({ icd10 }) => substanceDiagnosis.test(icd10)) ||
  scores.some(({ instrument }) => substanceInstruments.includes(instrument))

/** The dossier as a role may see it: whoever needs a grant sees no substance-use record. */
export function asSeenBy(role: Role, dossier: Dossier): Dossier {
  if (holdsSubstanceUse(role)) return dossier
  const { diagnoses, scores, withdrawn_scores, withdrawals } = dossier
  const isPlain = ({ instrument }: Score) => !substanceInstruments.includes(instrument)
  const hidden = new Set(withdrawn_scores.filter((row) => !isPlain(row)).map((row) => row.score_id))
  return {
    ...dossier,
    diagnoses: diagnoses.filter(({ icd10 }) => !substanceDiagnosis.test(icd10)),
    scores: scores.filter(isPlain),
    // that there is such a consent tells of such a disorder
    part2_consents: [],
    withdrawn_scores: withdrawn_scores.filter(isPlain),
    claims: [], // their lines name diagnoses
    // which diagnosis was taken back is not in the dossier: none of them is told
    withdrawals: withdrawals.filter(
      ({ record, row_id }) =>
        record !== 'diagnoses' &&
        record !== 'part2_consents' &&
        !(record === 'scores' && hidden.has(row_id)),
    ),
  }
}

/** Whether one row falls under 42 CFR Part 2 as this registry marks it. */
export const isSubstanceUse = (record: RecordName, row: AnyRow): boolean =>
  record === 'part2_consents' ||
  (record === 'diagnoses' && substanceDiagnosis.test(String(row['icd10']))) ||
  (record === 'scores' && substanceInstruments.includes(String(row['instrument'])))

/** Whether a role may see, and so may write, a row: some need a grant for substance-use records. */
export const mayHold = (role: Role, record: RecordName, row: AnyRow): boolean =>
  holdsSubstanceUse(role) || !isSubstanceUse(record, row)
