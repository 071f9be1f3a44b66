/** The thread of one bundle: its own connection, so that a million rows hold up nobody. */
import { parentPort, workerData } from 'node:worker_threads'
import { openRegistry, setDatabaseKey } from '../../db/index.ts'
import { openStaging } from '../../db/staging/index.ts'
import { BundleUnreadable } from '../domain/bundle/source.ts'
import { parseKeys } from '../keys.ts'
import { exportBundle } from '../use-cases/bundle-export.ts'
import { type ImportProgress, importBundle } from '../use-cases/bundle-import.ts'
import { openBundle } from '../use-cases/bundle-source.ts'
import { openTarget } from '../use-cases/bundle-target.ts'
import type { ImportDone, ImportJob } from '../use-cases/imports.ts'

export type BundleTask =
  | { readonly does: 'import'; readonly job: ImportJob }
  | { readonly does: 'export'; readonly path: string }

export type FromBundle =
  | { readonly says: 'progress'; readonly progress: ImportProgress }
  | { readonly says: 'imported'; readonly done: ImportDone }
  | { readonly says: 'exported'; readonly patients: readonly string[] }

/** As bundle-runs.ts starts it. */
const { databaseUrl, task } = workerData as { databaseUrl: string; task: BundleTask }
setDatabaseKey(parseKeys(process.env).database)
const say = (said: FromBundle): void => parentPort?.postMessage(said)

if (task.does === 'import') say({ says: 'imported', done: await imported(task.job) })
else say({ says: 'exported', patients: await exported(task.path) })

async function imported({ path, dry_run, actor, at }: ImportJob): Promise<ImportDone> {
  try {
    const source = await openBundle(path)
    const registry = await openRegistry(databaseUrl)
    try {
      const order = { source, actor, at, dryRun: dry_run, progress: tellSometimes() }
      return await importBundle({ registry, openStaging }, order)
    } finally {
      await registry.close()
      await source.close()
    }
  } catch (error) {
    if (!(error instanceof BundleUnreadable)) throw error
    return { outcome: 'unreadable', says: error.message }
  }
}

/** Whoever watches asks once a second: a hundredth more is news. */
function tellSometimes(): (progress: ImportProgress) => void {
  let told = ''
  return (progress) => {
    const { stage, file, done, of } = progress
    const text = `${stage} ${file} ${Math.floor((100 * done) / Math.max(1, of))}`
    if (text !== told) say({ says: 'progress', progress })
    told = text
  }
}

async function exported(path: string): Promise<readonly string[]> {
  const registry = await openRegistry(databaseUrl, { readonly: true })
  try {
    // what it shows is logged before a byte of it leaves: by whoever sends the file
    const { patients } = await exportBundle(registry, await openTarget(path), {
      beforeRelease: async () => undefined,
    })
    return patients
  } finally {
    await registry.close()
  }
}
