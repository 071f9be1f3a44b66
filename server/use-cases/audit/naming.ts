/** Who the people of a report are: staff by name and handle, patients by what a report may show. */
import type { Line } from '../../domain/audit/trail.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Lookups, Named, OnStaff } from '../lookups.ts'
import type { Handles } from '../people.ts'

export interface NamingParts {
  readonly registry: Pick<Registry, 'history'>
  readonly handles: Handles
  readonly lookups: Lookups
}

/** A patient as reports name them. */
export interface Shown extends Omit<Named, 'patient_id'> {
  readonly patient: string
}

/** Everybody on staff by id; whoever is not, by what stands for them. */
export async function staffNames({ lookups }: NamingParts) {
  const people = new Map((await lookups.people()).map((one) => [one.staff_id, one]))
  return {
    people,
    of: (who: string): { readonly user: string | null; readonly who: string } => {
      const known: OnStaff | undefined = people.get(who)
      if (known) return { user: known.staff, who: known.name }
      return { user: null, who: who === 'nobody' ? 'nobody signed in' : who }
    },
  }
}

/** Patients by id, with their handles; ids that nobody has are left out. */
export async function patientNames(
  { handles, lookups }: NamingParts,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Shown>> {
  const wanted = [...new Set(ids)]
  const handleOf = await handles.handlesOf('patients', wanted)
  const shown = new Map<string, Shown>()
  for (const { patient_id, ...named } of await lookups.named(wanted)) {
    const patient = handleOf.get(patient_id)
    if (patient !== undefined) shown.set(patient_id, { patient, ...named })
  }
  return shown
}

/** Of whom lines tell, each once. */
export const patientsIn = (lines: readonly Line[]): readonly string[] => [
  ...new Set(lines.flatMap(({ patients }) => patients)),
]
