/** Probes that need the registry and its rules. */
import { openRegistry } from '../../db/index.ts'
import { determine } from '../../server/domain/billing/determination.ts'
import { calendarMonth } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { middle } from './child.ts'

/** A registry with its tables and nothing in them. */
export async function emptyRegistry(file: string): Promise<void> {
  await (await openRegistry(`file:${file}`)).close()
}

/** One patient's determination: microseconds with and without reading the dossier. */
export async function rulesAlone(file: string, month: string) {
  const registry = await openRegistry(`file:${file}`, { readonly: true })
  const service = calendarMonth(month)
  const dossiers: Dossier[] = []
  for await (const dossier of registry.dossiers({ by: 'month', month: service })) {
    dossiers.push(dossier)
    if (dossiers.length === 400) break
  }
  for (const dossier of dossiers) determine(dossier, service) // warm
  const rounds = Array.from({ length: 9 }, () => {
    const began = performance.now()
    for (const dossier of dossiers) determine(dossier, service)
    return ((performance.now() - began) * 1000) / dossiers.length
  })
  const reads: number[] = []
  for (const { patient } of dossiers) {
    const began = performance.now()
    await registry.read(patient.patient_id)
    reads.push((performance.now() - began) * 1000)
  }
  await registry.close()
  return { rule: middle(rounds), read: middle(reads) }
}
