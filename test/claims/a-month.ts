/** The demo's clinic in a registry of its own, some days after a month that can be billed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistry, rowSecretOf } from '../../db/index.ts'
import { demoChanges } from '../../db/seed/index.ts'
import { openClaims } from '../../db/store/claims.ts'
import { determine } from '../../server/domain/billing/determination.ts'
import { calendarDay, calendarMonth } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import type { AnyRow, RecordName } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import type { ClaimBy, ClaimParts } from '../../server/use-cases/claims/parts.ts'
import { rowKeysWith } from '../../server/use-cases/row-keys.ts'

export const month = calendarMonth('2026-10')
export const now = instant('2026-11-05T15:00:00.000Z')

/** Somebody of the billing office, at a minute after `now`. */
export const biller = (who = 'bs-1', minute = 0): ClaimBy => {
  const at = instant(new Date(Date.parse(now) + minute * 60_000).toISOString())
  return {
    asking: { person: { staff_id: who, role: 'billing_staff' }, at },
    commit: { actor: { who, role: 'billing_staff' }, at },
  }
}

export async function aMonth() {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-claims-'))
  const url = `file:${join(folder, 'registry.db')}`
  const registry = await openRegistry(url)
  const operator = { actor: { who: 'operator:test', role: 'operator' }, at: now } as const
  const changes = demoChanges(calendarDay('2026-11-05'))
  await registry.commit({
    ...operator,
    changes,
    reason: 'demo',
    at: instant('2026-11-05T12:00:00Z'),
  })
  const parts: ClaimParts = {
    registry,
    handles: registry.handles,
    rowKeys: rowKeysWith(await rowSecretOf(registry.facts)),
    claims: openClaims(registry.store),
    verifier: null,
  }
  const proven: string[] = []
  for await (const dossier of registry.dossiers({ by: 'month', month }))
    if (determine(dossier, month).outcome === 'bill') proven.push(dossier.patient.patient_id)
  let minute = 60
  return {
    url,
    registry,
    parts,
    /** Patients whose month says bill, by record number. */
    proven,
    handle: async (patientId: string) => (await registry.handles.handleOf('patients', patientId))!,
    dossier: async (patientId: string): Promise<Dossier> =>
      (await registry.read(patientId))!.dossier,
    /** Writes a row as somebody would later on. */
    write: (record: RecordName, row: AnyRow, reason = 'corrected') => {
      const at = instant(new Date(Date.parse(now) + minute++ * 60_000).toISOString())
      const change = { record, row } as unknown as Change // a row of that record
      return registry.commit({ ...operator, at, changes: [change], reason })
    },
    close: async () => {
      await registry.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type AMonth = Awaited<ReturnType<typeof aMonth>>
