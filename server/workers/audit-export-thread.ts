/** The thread of one audit export, or of one sheet's paper: nobody waits behind either. */
import { rm } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { openSigner } from '../../db/checkpoints/signing.ts'
import { openRegistry, setDatabaseKey } from '../../db/index.ts'
import { openClaims } from '../../db/store/claims.ts'
import { openExtract } from '../../db/store/extract.ts'
import type { Sheet } from '../domain/audit-export/sheet.ts'
import { parseKeys } from '../keys.ts'
import { type MakingParts, makeExport } from '../use-cases/audit-export/making.ts'
import type { Order } from '../use-cases/audit-export/order.ts'
import { sheetPdf } from '../use-cases/audit-export/pdf.ts'
import { PlaceTaken, partsOf } from '../use-cases/audit-export/place.ts'
import type { ExportDone } from '../use-cases/audit-export/runs.ts'
import { verifierText } from '../verifier-text.ts'

export type AuditExportTask =
  | { readonly does: 'export'; readonly path: string; readonly order: Order }
  | { readonly does: 'paper'; readonly sheet: Sheet; readonly footer: string }

export type FromAuditExport =
  | { readonly says: 'progress'; readonly done: number }
  | { readonly says: 'exported'; readonly done: ExportDone }
  | { readonly says: 'drawn'; readonly bytes: Uint8Array }

/** As audit-export-runs.ts starts it. */
const { databaseUrl, task } = workerData as { databaseUrl: string; task: AuditExportTask }
const keys = parseKeys(process.env)
setDatabaseKey(keys.database)
const say = (said: FromAuditExport): void => parentPort?.postMessage(said)

if (task.does === 'export') say({ says: 'exported', done: await exported(task.path, task.order) })
else say({ says: 'drawn', bytes: await sheetPdf(task.sheet, task.footer) })

async function exported(path: string, order: Order): Promise<ExportDone> {
  const registry = await openRegistry(databaseUrl, { readonly: true })
  try {
    const parts: MakingParts = {
      registry,
      claims: openClaims(registry.store),
      extract: openExtract(registry.store),
      checkpoints: openCheckpoints(databaseUrl, keys.signing),
      signer: openSigner(databaseUrl, keys.signing),
      verifier: await verifierText(),
    }
    const made = await makeAnew(parts, order, path)
    return made.outcome === 'made' ? { ...made, signed_by: parts.signer.publicKey } : made
  } finally {
    await registry.close()
  }
}

/** What lies in the way was never handed out: made under other rules, or not noted as made. */
async function makeAnew(parts: MakingParts, order: Order, path: string) {
  // whom it shows is logged before a byte of it leaves: by whoever sends the file
  const watch = { progress: tellSometimes(), beforeRelease: async () => undefined }
  try {
    return await makeExport(parts, order, path, watch)
  } catch (error) {
    if (!(error instanceof PlaceTaken)) throw error
    for (const place of [path, partsOf(path)]) await rm(place, { recursive: true, force: true })
    return makeExport(parts, order, path, watch)
  }
}

/** Whoever watches asks once a second: a hundredth more is news. */
function tellSometimes(): (done: number, of: number) => void {
  let told = -1
  return (done, of) => {
    const share = Math.floor((100 * done) / Math.max(1, of))
    if (share !== told) say({ says: 'progress', done })
    told = share
  }
}
