/** What some events of the audit chain touch: whose dossier may read otherwise after them. */
import { type PatientRecord, patientRecords } from '../domain/dossier.ts'
import type { Activity, AnyRow } from '../domain/records/index.ts'
import { type AuditEvent, type Registry, type RightsName, rightsNames } from '../domain/registry.ts'
import { mayOverlap, type Ties, type WallTime, wallTimeOf } from './ties.ts'

export interface Touched {
  /** Rows that any dossier may hold: staff, clinics, payers, policies, numbers. */
  readonly everybody: boolean
  /** Zones follow episodes and teams: where clinics have more than one, others' times may move. */
  readonly places: boolean
  readonly covers: boolean
  readonly patients: ReadonlySet<string>
  /** Staff's time, as it was in any version and as it is. */
  readonly time: readonly WallTime[]
  /** Care managers whose meetings, or case reviews in them, are others now. */
  readonly meetings_of: ReadonlySet<string>
}

type Versions = Pick<Registry, 'history'>

interface Writing {
  everybody: boolean
  places: boolean
  covers: boolean
  readonly patients: Set<string>
  readonly time: WallTime[]
  readonly meetings_of: Set<string>
}

export async function touchedBy(
  events: readonly AuditEvent[],
  registry: Versions,
): Promise<Touched> {
  const touched: Writing = {
    everybody: false,
    places: false,
    covers: false,
    patients: new Set(),
    time: [],
    meetings_of: new Set(),
  }
  for (const event of events) await note(event, registry, touched)
  return touched
}

const ownRecords: ReadonlySet<string> = new Set<PatientRecord | 'patients'>([
  'patients',
  ...patientRecords,
])

const isOfRights = (record: AuditEvent['record']): record is RightsName =>
  rightsNames.some((name) => name === record)

async function note(event: AuditEvent, registry: Versions, touched: Writing): Promise<void> {
  const { record, patient_id } = event
  if (isOfRights(record)) return
  if (record === 'covers') touched.covers = true
  else if (record === 'meetings') {
    for (const row of await versionsOf(registry, 'meetings', event.id))
      touched.meetings_of.add(String(row['care_manager_id']))
  } else if (!ownRecords.has(record)) touched.everybody = true
  if (patient_id === null || !ownRecords.has(record)) return
  touched.patients.add(patient_id)
  if (record === 'episodes' || record === 'care_team') touched.places = true
  if (record === 'activities') return noteActivity(event.id, registry, touched)
  if (record === 'withdrawals') {
    for (const row of await versionsOf(registry, 'withdrawals', event.id))
      if (row['record'] === 'activities')
        await noteActivity(String(row['row_id']), registry, touched)
  }
  // An amended row may have been another patient's before.
  if (event.action === 'amended')
    for (const row of await versionsOf(registry, record, event.id)) notePatient(row, touched)
}

async function noteActivity(id: string, registry: Versions, touched: Writing): Promise<void> {
  for (const row of await versionsOf(registry, 'activities', id)) {
    notePatient(row, touched)
    const activity = row as unknown as Activity // a version of that record
    touched.time.push(wallTimeOf(activity))
    if (activity.kind === 'case_review') touched.meetings_of.add(activity.staff_id)
  }
}

const versionsOf = async (
  { history }: Versions,
  record: Parameters<Versions['history']>[0],
  id: string,
): Promise<readonly AnyRow[]> => (await history(record, id)).map(({ row }) => row)

function notePatient(row: AnyRow, { patients }: Writing): void {
  const id = row['patient_id']
  if (typeof id === 'string') patients.add(id)
}

/** The clocks of the registry's clinics. */
export interface Clocks {
  /** They all show one time. */
  readonly one: boolean
  /** Seconds by which they differ at most, and some more. */
  readonly slack: number
}

/** Whether a patient's dossier may read otherwise. */
export const isTouched = (
  patientId: string,
  ties: Ties,
  touched: Touched,
  clocks: Clocks,
): boolean =>
  touched.everybody ||
  (touched.places && !clocks.one) ||
  touched.patients.has(patientId) ||
  touched.time.some((time) => mayOverlap(ties, time, clocks.slack)) ||
  [...touched.meetings_of].some((id) => ties.care_managers.has(id))
