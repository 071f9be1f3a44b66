/** Registries with something in them, and clinics in three zones. */
import type { Dossier } from '../../../server/domain/dossier.ts'
import type { Change, Choice } from '../../../server/domain/registry.ts'
import { instant } from '../../../server/domain/zone.ts'
import { freshRegistry } from '../../support/registries.ts'
import { aHouse, storing } from '../../support/rows.ts'

const actor = { who: 'operator:test', role: 'operator' } as const
export const at = instant('2026-03-09T07:30:00Z')

/** A registry that holds a house and these rows, with ways to read it. */
export async function registryWith(...changes: readonly Change[]) {
  const registry = await freshRegistry()
  await registry.commit({ changes: [...aHouse, ...changes], actor, at, reason: 'import' })
  const chosen = async (choice: Choice) => {
    const dossiers: Dossier[] = []
    for await (const dossier of registry.dossiers(choice)) dossiers.push(dossier)
    return dossiers
  }
  const dossier = async (id: string) => {
    const read = await registry.read(id)
    if (!read) throw new Error(`no patient ${id}`)
    return read.dossier
  }
  return { registry, chosen, dossier }
}

/** Clinic c1 is in the first, c2 and c3 in the others. */
export const zones = { c1: 'America/New_York', c2: 'America/Los_Angeles', c3: 'Asia/Kolkata' }
export const clinics = [
  storing('clinics', { clinic_id: 'c2', time_zone: zones.c2 }),
  storing('clinics', { clinic_id: 'c3', time_zone: zones.c3 }),
]
