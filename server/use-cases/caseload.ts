/** The caseload and the worklist: each open episode within reach, judged on its own day. */
import { type CaseloadRow, caseloadRow } from './pending.ts'
import type { Dossier } from '../domain/dossier.ts'
import { asSeenBy, holdsSubstanceRecords, mayMeet } from '../domain/permissions.ts'
import type { Choice, Registry } from '../domain/registry.ts'
import type { Handles } from './people.ts'
import { type Asking, dayBefore, todayOf } from './sight.ts'

/** A row of the list, with the name by which its patient is opened. */
export interface Listed {
  readonly patient: string
  readonly row: CaseloadRow
}

export interface Caseload {
  readonly rows: readonly Listed[]
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
}

export const caseloads = ({ registry, handles }: Parts) => ({
  /**
   * @param careManager a handle: only the patients of that care manager, as far as they are within
   *   reach; absent: a care manager's own, and everybody else's whom they treat
   * @returns undefined where nobody has that handle
   */
  async of(asking: Asking, careManager?: string): Promise<Caseload | undefined> {
    const choice = await chosen(handles, asking, careManager)
    if (!choice) return undefined
    const rows: Listed[] = []
    const patients: string[] = []
    let substance_use = false
    for await (const { dossier, row } of within(registry, choice, asking)) {
      rows.push({ patient: await handleOf(handles, dossier), row })
      patients.push(dossier.patient.patient_id)
      substance_use ||= holdsSubstanceRecords(dossier)
    }
    return { rows, patients, substance_use }
  },
})

export type Caseloads = ReturnType<typeof caseloads>

async function chosen(
  handles: Handles,
  { person, at }: Asking,
  careManager: string | undefined,
): Promise<Choice | undefined> {
  const open = { by: 'open', on: dayBefore(at) } as const
  if (careManager !== undefined) {
    const care_manager_id = await handles.idOfHandle('staff', careManager)
    return care_manager_id === undefined ? undefined : { ...open, care_manager_id }
  }
  return person.role === 'care_manager'
    ? { ...open, care_manager_id: person.staff_id }
    : { ...open, member_id: person.staff_id }
}

/** Open episodes of patients whom the person may meet, as their role may see them. */
async function* within(
  registry: Registry,
  choice: Choice,
  { person, at }: Asking,
): AsyncGenerator<{ readonly dossier: Dossier; readonly row: CaseloadRow }> {
  for await (const whole of registry.dossiers(choice)) {
    const today = todayOf(whole, at)
    if (!mayMeet(whole, person, today)) continue
    const dossier = asSeenBy(person.role, whole)
    const row = caseloadRow(dossier, today)
    if (row) yield { dossier, row }
  }
}

async function handleOf(handles: Handles, { patient }: Dossier): Promise<string> {
  const handle = await handles.handleOf('patients', patient.patient_id)
  if (handle === undefined) throw new Error('a patient of the registry has no handle')
  return handle
}
