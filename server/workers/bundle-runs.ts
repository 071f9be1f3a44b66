/**
 * Threads for whole bundles, one for each task, and the folder beside the registry in which they
 * lie meanwhile: on its disk, under its protection, and nobody else's to read.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { databaseFile } from '../../db/database-file.ts'
import type { BundleRuns, Upload } from '../use-cases/imports.ts'
import type { BundleTask, FromBundle } from './bundle-thread.ts'
import { openTasks } from './tasks.ts'

/** What a crash left behind is removed once nothing can be at work on it: milliseconds. */
const leftAfter = 24 * 3_600_000

export function openBundleRuns(databaseUrl: string): BundleRuns {
  const file = databaseFile(databaseUrl)
  const folder = join(dirname(file), `${basename(file).replace(/\.db$/, '')}.bundles`)
  const { run, close } = openTasks<BundleTask, FromBundle>(
    new URL('./bundle-boot.js', import.meta.url),
    databaseUrl,
    'the thread of a bundle ended',
  )

  const place = async (): Promise<string> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${randomBytes(12).toString('hex')}.zip`)
    await writeFile(path, '', { mode: 0o600 })
    await sweep(folder, (await stat(path)).mtimeMs)
    return path
  }

  return {
    upload: async () => uploadTo(await place()),
    import: async (job, progress) => {
      const hear = (said: FromBundle) => {
        if (said.says === 'progress') progress(said.progress)
      }
      return (await run({ does: 'import', job }, 'imported', hear)).done
    },
    async export() {
      const path = await place()
      await rm(path) // an export appears where nothing is
      const { patients } = await run({ does: 'export', path }, 'exported', () => undefined)
      return { path, patients, remove: () => rm(path, { force: true }) }
    },
    close,
  }
}

/** @param now the time of a file just written: the disk's own clock */
async function sweep(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && now - found.mtimeMs > leftAfter) await rm(path, { force: true })
  }
}

const uploadTo = (path: string): Upload => ({
  path,
  async receive(bytes, most) {
    let size = 0
    const counted = async function* () {
      for await (const chunk of bytes) {
        size += chunk.length
        if (size > most) return
        yield chunk
      }
    }
    await pipeline(counted, createWriteStream(path, { mode: 0o600, flush: true }))
    return size <= most
  },
  remove: () => rm(path, { force: true }),
})
