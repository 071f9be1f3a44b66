/**
 * Audit exports ordered on a screen, and the folder beside the registry in which they lie: on its
 * disk, nobody else's to read, and for a day only.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { databaseFile } from '../../db/database-file.ts'
import { partsOf } from '../use-cases/audit-export/place.ts'
import type { AuditExportRuns, KeptOrder } from '../use-cases/audit-export/runs.ts'
import { inTurnBy } from '../use-cases/in-turn.ts'
import type { AuditExportTask, FromAuditExport } from './audit-export-thread.ts'
import { openTasks } from './tasks.ts'

const hour = 3_600_000
/** How long after the last word about it an export is kept: milliseconds. */
const keptFor = 24 * hour
const ending = '.order.json'
const [ownFolder, ownFile] = [0o700, 0o600]

export function openAuditExportRuns(databaseUrl: string): AuditExportRuns {
  const file = databaseFile(databaseUrl)
  const folder = join(dirname(file), `${basename(file).replace(/\.db$/, '')}.audit-exports`)
  const orders = new Map<string, KeptOrder>()
  const atWork = new Set<string>()
  const pathOf = (name: string): string => join(folder, `${name}.zip`)
  const orderOf = (name: string): string => join(folder, `${name}${ending}`)
  const { run, close } = openTasks<AuditExportTask, FromAuditExport>(
    new URL('./audit-export-boot.js', import.meta.url),
    databaseUrl,
    'the thread of an audit export ended',
  )

  const remove = async (name: string): Promise<void> => {
    orders.delete(name)
    for (const path of [pathOf(name), partsOf(pathOf(name)), orderOf(name)])
      await rm(path, { recursive: true, force: true })
  }
  const sweep = async (): Promise<void> => {
    for (const name of orders.keys()) {
      const found = await stat(orderOf(name)).catch(() => undefined)
      const isOld = !found || Date.now() - found.mtimeMs > keptFor
      if (isOld && !atWork.has(name)) await remove(name)
    }
  }
  const opened = ordersIn(folder).then(async (found) => {
    for (const one of found) orders.set(one.export, one)
    await sweep()
  })
  opened.catch(() => undefined) // told to whoever asks first
  const sweeping = setInterval(() => void sweep().catch(() => undefined), hour).unref()
  const drawing = inTurnBy()

  return {
    async kept() {
      await opened
      return [...orders.values()].toSorted((a, b) => (a.order.at < b.order.at ? 1 : -1))
    },
    async keep(order) {
      await mkdir(folder, { recursive: true, mode: ownFolder })
      const part = `${orderOf(order.export)}.part`
      await writeFile(part, JSON.stringify(order), { mode: ownFile, flush: true })
      await rename(part, orderOf(order.export))
      orders.set(order.export, order)
    },
    async make({ export: name, order }, progress) {
      atWork.add(name)
      try {
        const task = { does: 'export', path: pathOf(name), order } as const
        const hear = (said: FromAuditExport) => {
          if (said.says === 'progress') progress(said.done)
        }
        return (await run(task, 'exported', hear)).done
      } finally {
        atWork.delete(name)
      }
    },
    pathOf,
    remove,
    paper: (sheet, footer) =>
      drawing('paper', async () => {
        const task = { does: 'paper', sheet, footer } as const
        return (await run(task, 'drawn', () => undefined)).bytes
      }),
    async close() {
      clearInterval(sweeping)
      await opened.catch(() => undefined)
      await close()
    },
  }
}

async function ordersIn(folder: string): Promise<readonly KeptOrder[]> {
  const names = await readdir(folder).catch(() => [])
  const texts = names
    .filter((name) => name.endsWith(ending))
    .map((name) => readFile(join(folder, name), 'utf8'))
  return (await Promise.all(texts)).map((text) => JSON.parse(text) as KeptOrder) // as `keep` wrote it
}
