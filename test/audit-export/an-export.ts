/** Exports of a clinic's claims for tests: made, unpacked, and given to the verifier on a bare Node. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { openSigner } from '../../db/checkpoints/signing.ts'
import { openExtract } from '../../db/store/extract.ts'
import type { SignedManifest } from '../../server/domain/audit-export/manifest.ts'
import type { Packet } from '../../server/domain/audit-export/packet.ts'
import { instant } from '../../server/domain/zone.ts'
import { type Choosing, choose } from '../../server/use-cases/audit-export/choosing.ts'
import {
  type MakingParts,
  makeExport,
  type Watch,
} from '../../server/use-cases/audit-export/making.ts'
import type { Order } from '../../server/use-cases/audit-export/order.ts'
import { emit } from '../../server/use-cases/claims/emission.ts'
import { folderSource, zipSource } from '../../server/verifier/source.ts'
import { verifierText } from '../../server/verifier-text.ts'
import { type AMonth, aMonth, biller, month } from '../claims/a-month.ts'

export const recipient = 'Acme Audits'

/** A clinic with some claims of its month emitted, and a folder for what is exported. */
export async function aBilledMonth(claims = 5) {
  const here = await aMonth()
  const folder = mkdtempSync(join(tmpdir(), 'cocm-audit-export-'))
  const ids: string[] = []
  for (const patientId of here.proven.slice(0, claims)) {
    const done = await emit(here.parts, { patient: await here.handle(patientId), month }, biller())
    if (done.outcome !== 'kept') throw new Error(JSON.stringify(done))
    ids.push(done.kept.claim.claim_id)
  }
  const parts: MakingParts = {
    registry: here.registry,
    claims: here.parts.claims,
    extract: openExtract(here.registry.store),
    checkpoints: openCheckpoints(here.url, null),
    signer: openSigner(here.url, null),
    verifier: await verifierText(),
  }
  const choosing = { registry: here.registry, claims: here.parts.claims }
  const pathOf = (name: string) => join(folder, name)
  const everything = {
    claims: [],
    month,
    payer_id: null,
    unclaimed: false,
    sample: null,
    pseudonymized: false,
  } as const
  const order = async (more: Partial<Order> = {}): Promise<Order> => ({
    ...(await choose(choosing, everything)),
    recipient,
    purpose: 'payer audit',
    pseudonymized: false,
    leave_out: false,
    actor: { who: 'operator:test', role: 'operator' },
    at: instant('2026-11-20T12:00:00.000Z'),
    ...more,
  })
  return {
    here,
    parts,
    claims: ids,
    choose: (given: Partial<Choosing>) => choose(choosing, { ...everything, ...given }),
    order,
    pathOf,
    make: async (name: string, more: Partial<Order> = {}, watch: Partial<Watch> = {}) =>
      makeExport(parts, await order(more), pathOf(name), {
        beforeRelease: async () => undefined,
        ...watch,
      }),
    close: async () => {
      rmSync(folder, { recursive: true, force: true })
      await here.close()
    },
  }
}
export type ABilledMonth = Awaited<ReturnType<typeof aBilledMonth>> & { readonly here: AMonth }

/** Unpacks an export beside itself. */
export function unpacked(zip: string): string {
  const folder = zip.replace(/\.zip$/, '')
  mkdirSync(folder)
  const source = zipSource(zip)
  for (const name of source.names) writeFileSync(join(folder, name), source.read(name))
  source.close()
  return folder
}

export const packetsIn = (zip: string): readonly Packet[] => {
  const source = zipSource(zip)
  const names = source.names.filter((name) => /^\d+\.json$/.test(name))
  const packets = names.map((name) => JSON.parse(source.read(name).toString('utf8')) as Packet) // ours
  source.close()
  return packets
}

export const manifestIn = (folder: string): SignedManifest =>
  JSON.parse(folderSource(folder).read('manifest.json').toString('utf8')) as SignedManifest // ours

/** The verifier out of the export itself, alone in an empty folder, without any environment. */
export function verifiedOffline(verifier: string, ...args: readonly string[]) {
  const alone = mkdtempSync(join(tmpdir(), 'cocm-verifier-'))
  try {
    writeFileSync(join(alone, 'verify.mjs'), readFileSync(verifier))
    const words = [join(alone, 'verify.mjs'), ...args]
    const { status, stdout } = spawnSync(process.execPath, words, {
      cwd: alone,
      env: {},
      encoding: 'utf8',
    })
    return { status, says: stdout }
  } finally {
    rmSync(alone, { recursive: true, force: true })
  }
}
