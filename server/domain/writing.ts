/**
 * Which role may write which record of a patient whom they treat, and which columns only certain
 * people may set. Deny wins: what is not said here is not allowed.
 */
import type { CellFault } from './bundle/fault.ts'
import type { Person } from './permissions.ts'
import type { AnyRow, Role } from './records/index.ts'
import type { AmendedRecord } from './writing-defaults.ts'

const careManager: Role = 'care_manager'
const consultant: Role = 'psychiatric_consultant'
const practitioner: Role = 'billing_practitioner'
const clinicalStaff: Role = 'clinical_staff'
const clinicians = [careManager, consultant, practitioner]
const everyone = [...clinicians, clinicalStaff]
const office = [careManager, practitioner, clinicalStaff]

/** Who may add and amend, by record. */
export const writers: Readonly<Record<AmendedRecord, readonly Role[]>> = {
  patients: office,
  coverages: office,
  episodes: [careManager, practitioner],
  care_team: [careManager, practitioner],
  episode_phases: clinicians,
  diagnoses: clinicians,
  visits: office,
  consents: office,
  facility_stays: everyone,
  authorizations: office,
  services: office,
  scores: everyone,
  activities: everyone,
  care_plans: clinicians,
  case_reviews: clinicians,
  relapse_plans: clinicians,
  medications: clinicians,
  risk_assessments: clinicians,
  safety_plans: clinicians,
  planned_contacts: everyone,
  snoozes: clinicians,
  questions: clinicians,
  part2_consents: clinicians,
}

/** Who may take a new patient in. */
export const enrollers: readonly Role[] = office

export const mayWrite = (role: Role, record: AmendedRecord): boolean =>
  writers[record].includes(role)

/** A row before (null: it is new) and as it shall be. */
export interface Rewriting {
  readonly before: AnyRow | null
  readonly after: AnyRow
}

/** Columns that not every writer of the record may set. */
interface Guard {
  /** Absent: all that no other guard of the record names. */
  readonly columns?: readonly string[]
  readonly may: (person: Person, rewriting: Rewriting) => boolean
  readonly who: string
}

const hasRole =
  (...roles: readonly Role[]): Guard['may'] =>
  ({ role }) =>
    roles.includes(role)

/** One's own name, or none: nobody signs for somebody else. */
const ownName =
  (column: string): Guard['may'] =>
  ({ staff_id }, { after }) =>
    after[column] === staff_id || after[column] === null

const both =
  (...all: readonly Guard['may'][]): Guard['may'] =>
  (person, rewriting) =>
    all.every((may) => may(person, rewriting))

const ownTime: Guard['may'] = ({ staff_id }, { before, after }) =>
  after['staff_id'] === staff_id && (before === null || before['staff_id'] === staff_id)

const guards: Readonly<Partial<Record<AmendedRecord, readonly Guard[]>>> = {
  activities: [
    {
      columns: ['attested_by', 'attested_at', 'attest_reason'],
      may: both(hasRole(...clinicians), ownName('attested_by')),
      who: 'whoever attests it, under their own sign-in',
    },
    { may: ownTime, who: 'the person whose time it is' },
  ],
  case_reviews: [
    {
      columns: ['decision', 'decided_by', 'decided_on'],
      may: (person, rewriting) =>
        person.role === careManager ||
        (person.role === practitioner && ownName('decided_by')(person, rewriting)),
      who: 'the practitioner who decides, or a care manager recording it on their behalf',
    },
    {
      columns: ['confirmed_by', 'confirmed_at'],
      may: (person, { before, after }) =>
        person.role === consultant &&
        person.staff_id === (before ?? after)['psychiatric_consultant_id'] &&
        after['confirmed_by'] === person.staff_id,
      who: 'the consultant of the review, under their own sign-in',
    },
    {
      columns: ['sent_on', 'carried_out_on'],
      may: hasRole(...clinicians),
      who: 'the treating team',
    },
    { may: hasRole(careManager, consultant), who: 'the care manager or the consultant' },
  ],
  risk_assessments: [
    {
      columns: ['step_down_approved_by', 'step_down_approved_on'],
      may: both(hasRole(consultant), ownName('step_down_approved_by')),
      who: 'a psychiatric consultant, under their own sign-in',
    },
    {
      columns: ['assessed_by'],
      may: (person, rewriting) =>
        person.role === careManager || ownName('assessed_by')(person, rewriting),
      who: 'the clinician who assessed, or a care manager recording it',
    },
  ],
}

/** `pending` is no decision yet. */
const plain = (value: unknown): unknown => (value === 'pending' ? null : (value ?? null))

/** The columns in which two rows differ; of a new row, those that hold something. */
export const changedColumns = ({ before, after }: Rewriting): readonly string[] =>
  Object.keys(after).filter((column) => plain(before?.[column]) !== plain(after[column]))

/** Columns that this person may not set so, each with who may. */
export function columnsDenied(
  person: Person,
  record: AmendedRecord,
  rewriting: Rewriting,
): readonly CellFault[] {
  const ofRecord = guards[record] ?? []
  return changedColumns(rewriting).flatMap((column) => {
    const guard = guardOf(ofRecord, column)
    if (!guard || guard.may(person, rewriting)) return []
    return [{ column, expected: `to be set only by ${guard.who}` }]
  })
}

const guardOf = (ofRecord: readonly Guard[], column: string): Guard | undefined =>
  ofRecord.find(({ columns }) => columns?.includes(column)) ??
  ofRecord.find(({ columns }) => columns === undefined)

/** Whether a person may take a whole row back, as entered in error. */
export function mayWithdraw(person: Person, record: AmendedRecord, row: AnyRow): boolean {
  const rest = (guards[record] ?? []).find(({ columns }) => columns === undefined)
  return (
    record !== 'patients' &&
    mayWrite(person.role, record) &&
    (rest?.may(person, { before: row, after: row }) ?? true)
  )
}
