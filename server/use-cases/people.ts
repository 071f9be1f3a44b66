/** Who somebody is: the current row of staff, and the registry's own names for ids. */
import type { Staff } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'

/** The registry's own random names, by which paths address people: they tell nothing. */
export interface Handles {
  handleOf(record: 'patients' | 'staff' | 'clinics', id: string): Promise<string | undefined>
  idOfHandle(record: 'patients' | 'staff' | 'clinics', handle: string): Promise<string | undefined>
}

/** The latest version of a row of staff. */
export async function staffMember(
  registry: Pick<Registry, 'history'>,
  staffId: string,
): Promise<Staff | undefined> {
  const latest = (await registry.history('staff', staffId)).at(-1)
  return latest && (latest.row as Staff) // the history of `staff` holds rows of staff
}
