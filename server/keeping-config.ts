/** The part of the configuration that says how data are kept: keys, backups, room for the log. */
import { z } from 'zod'
import { type KeyName, type Keys, keyRules, keysOf } from './keys.ts'

const key = (name: KeyName) =>
  z.string().refine(keyRules[name].holds, keyRules[name].says).optional()
const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a number, ${least} to ${most}`)
    .refine(
      (text) => Number(text) >= least && Number(text) <= most,
      `must be a number, ${least} to ${most}`,
    )

export const keepingVariables = {
  COCM_DATABASE_KEY: key('COCM_DATABASE_KEY'),
  COCM_BACKUP_KEY: key('COCM_BACKUP_KEY'),
  COCM_SIGNING_KEY: key('COCM_SIGNING_KEY'),
  COCM_BACKUP_FOLDER: z.string().min(1, 'must be a folder').optional(),
  COCM_BACKUP_HOURS: count(1, 168).optional(),
  COCM_BACKUPS_KEPT: count(1, 10_000).optional(),
  COCM_BACKUP_PLAIN: z.literal('yes', { error: 'must be yes, or not be set' }).optional(),
  COCM_LOG_RESERVE_MB: count(0, 100_000).optional(),
}
const shape = z.object(keepingVariables)

export interface ScheduledBackups {
  readonly folder: string
  readonly everyHours: number
  /** How many are kept; older ones of ours are removed. */
  readonly kept: number
}

export interface Keeping {
  readonly keys: Keys
  /** Null: none are made by themselves. */
  readonly backups: ScheduledBackups | null
  /** Bytes kept back for the access log, for when the disk is full. */
  readonly logReserve: number
}

/** A plain copy lies about for years: nobody gets one by leaving a variable out. */
export const plainBackupsAreMeant = (data: z.output<typeof shape>): boolean =>
  data.COCM_BACKUP_FOLDER === undefined ||
  data.COCM_BACKUP_KEY !== undefined ||
  data.COCM_DATABASE_KEY !== undefined ||
  data.COCM_BACKUP_PLAIN === 'yes'

export const plainBackupSays =
  'must be set, or COCM_BACKUP_PLAIN=yes: backups without a key can be read by whoever finds them'

export const keepingOf = (data: z.output<typeof shape>): Keeping => ({
  keys: keysOf(data),
  backups:
    data.COCM_BACKUP_FOLDER === undefined
      ? null
      : {
          folder: data.COCM_BACKUP_FOLDER,
          everyHours: Number(data.COCM_BACKUP_HOURS ?? 24),
          kept: Number(data.COCM_BACKUPS_KEPT ?? 30),
        },
  logReserve: Number(data.COCM_LOG_RESERVE_MB ?? 64) * 1024 * 1024,
})
