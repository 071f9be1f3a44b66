/** Backups on a schedule: each in a thread of its own, noted in the access log like one by hand. */
import { Worker } from 'node:worker_threads'
import type { AccessLog } from '../domain/access.ts'
import type { Instant } from '../domain/zone.ts'
import type { ScheduledBackups } from '../keeping-config.ts'
import { type Copied, noteCopied } from '../use-cases/backup.ts'

export interface BackupParts {
  readonly databaseUrl: string
  readonly accessLog: AccessLog
  readonly now: () => Instant
  /** Seconds since the newest backup; null: there is none. */
  readonly age: () => Promise<number | null>
  readonly failed: (why: unknown) => void
}

const actor = { who: 'operator:schedule', role: 'operator' } as const

/** Makes one backup, now. Exported for whoever cannot wait for the schedule. */
export async function backupNow(parts: BackupParts, backups: ScheduledBackups): Promise<Copied> {
  const at = parts.now()
  const copied = await inThread({ databaseUrl: parts.databaseUrl, backups, at })
  await noteCopied(parts.accessLog, { actor, at, action: 'backup' }, copied)
  if (copied.outcome !== 'kept') parts.failed(copied)
  return copied
}

/** Looks every minute whether the newest backup is old enough: so a server that slept catches up. */
export function keepBackups(
  parts: BackupParts,
  backups: ScheduledBackups | null,
): { close(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  let isBusy = false
  const look = async (): Promise<void> => {
    if (!backups || isBusy) return
    isBusy = true
    try {
      const age = await parts.age()
      if (age === null || age >= backups.everyHours * 3600) await backupNow(parts, backups)
    } catch (error) {
      parts.failed(error)
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => {
    running = look()
  }, 60_000).unref()
  running = look()
  return {
    close: async () => {
      clearInterval(timer)
      await running
    },
  }
}

const inThread = (workerData: object): Promise<Copied> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL('./backup-boot.js', import.meta.url), {
      workerData,
      execArgv: [],
    })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', () => failed(new Error('the thread of a backup ended')))
  })
