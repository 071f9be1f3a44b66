/** How old the newest backup is, for whoever watches over the server. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from './domain/zone.ts'

/** Seconds; null where no backups are kept, or there is none yet. */
export async function ageOfBackups(folder: string | null, now: Instant): Promise<number | null> {
  if (folder === null) return null
  const names = await readdir(folder).catch(() => [])
  // what is still being written has another ending
  const whole = names.filter((name) => /\.(db|backup)$/.test(name))
  const made = await Promise.all(
    whole.map(async (name) => (await stat(join(folder, name))).mtimeMs),
  )
  return made.length === 0 ? null : (Date.parse(now) - Math.max(...made)) / 1000
}
