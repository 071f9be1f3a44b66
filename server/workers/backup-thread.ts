/** The thread of one backup: copying and looking through take as long as they take. */
import { parentPort, workerData } from 'node:worker_threads'
import { scheduledBackup, sweepBackups } from '../../db/backup/scheduled.ts'
import { setDatabaseKey } from '../../db/index.ts'
import type { Instant } from '../domain/zone.ts'
import type { ScheduledBackups } from '../keeping-config.ts'
import { parseKeys } from '../keys.ts'
import { type Copied, copyWhole } from '../use-cases/backup.ts'

/** As backups.ts starts it. */
const { databaseUrl, backups, at } = workerData as {
  databaseUrl: string
  backups: ScheduledBackups
  at: Instant
}
const keys = parseKeys(process.env)
setDatabaseKey(keys.database)
const plan = { ...backups, key: keys.backup }
const copied: Copied = await copyWhole(scheduledBackup(databaseUrl, plan, at))
if (copied.outcome === 'kept') sweepBackups(databaseUrl, plan)
parentPort?.postMessage(copied)
