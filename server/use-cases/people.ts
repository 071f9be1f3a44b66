/** Who somebody is: the current row of staff, and the registry's own names for ids. */
import type { Patient, Staff } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'

/** Records that have a random name of the registry's own. */
type Handled = 'patients' | 'staff' | 'clinics'

/** The names by which paths address people and places: they tell nothing. */
export interface Handles {
  handleOf(record: Handled, id: string): Promise<string | undefined>
  idOfHandle(record: Handled, handle: string): Promise<string | undefined>
  handlesOf(record: Handled, ids: Iterable<string>): Promise<ReadonlyMap<string, string>>
}

/** A dossier, so far as it says whose it is. */
interface Identified {
  readonly patient: Pick<Patient, 'patient_id'>
}

/** The handle of each patient of these dossiers. @throws Error where one has none */
export async function handlesOfPatients(
  handles: Handles,
  dossiers: readonly Identified[],
): Promise<(dossier: Identified) => string> {
  const ids = dossiers.map(({ patient }) => patient.patient_id)
  const names = await handles.handlesOf('patients', ids)
  return ({ patient }) => {
    const handle = names.get(patient.patient_id)
    if (handle === undefined) throw new Error('a patient of the registry has no handle')
    return handle
  }
}

/** The latest version of a row of staff. */
export async function staffMember(
  registry: Pick<Registry, 'history'>,
  staffId: string,
): Promise<Staff | undefined> {
  const latest = (await registry.history('staff', staffId)).at(-1)
  return latest && (latest.row as Staff) // the history of `staff` holds rows of staff
}
