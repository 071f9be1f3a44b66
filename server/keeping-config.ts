/** The part of the configuration that says how data are kept: keys, backups, room for the log. */
import { z } from 'zod'
import { readKey } from '../db/checkpoints/key.ts'

const aKey = z.string().regex(/^[0-9a-fA-F]{64}$/, 'must be 32 random bytes: 64 hexadecimal digits')
const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a number, ${least} to ${most}`)
    .refine(
      (text) => Number(text) >= least && Number(text) <= most,
      `must be a number, ${least} to ${most}`,
    )

const isSigningKey = (text: string): boolean => {
  try {
    readKey(text)
    return true
  } catch {
    return false
  }
}

export const keepingVariables = {
  COCM_DATABASE_KEY: aKey.optional(),
  COCM_BACKUP_KEY: aKey.optional(),
  COCM_SIGNING_KEY: z
    .string()
    .refine(isSigningKey, 'must be an Ed25519 private key, PKCS#8: PEM or base64')
    .optional(),
  COCM_BACKUP_FOLDER: z.string().min(1, 'must be a folder').optional(),
  COCM_BACKUP_HOURS: count(1, 168).optional(),
  COCM_BACKUPS_KEPT: count(1, 10_000).optional(),
  COCM_BACKUP_PLAIN: z.literal('yes', { error: 'must be yes, or not be set' }).optional(),
  COCM_LOG_RESERVE_MB: count(0, 100_000).optional(),
}
const shape = z.object(keepingVariables)

export interface Keys {
  /** 64 hexadecimal digits: every database is encrypted with it; null: none is. */
  readonly database: string | null
  /** 64 hexadecimal digits: every backup is encrypted with it. */
  readonly backup: string | null
  /** PKCS#8, PEM or base64; null: the key that lies beside the registry. */
  readonly signing: string | null
}

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

const keysOf = (data: z.output<typeof shape>): Keys => ({
  database: data.COCM_DATABASE_KEY?.toLowerCase() ?? null,
  backup: data.COCM_BACKUP_KEY?.toLowerCase() ?? null,
  signing: data.COCM_SIGNING_KEY ?? null,
})

/** The keys alone, for commands and threads. @throws Error naming the variable, never its value */
export function parseKeys(env: Readonly<Record<string, string | undefined>>): Keys {
  const parsed = shape.safeParse(env)
  if (parsed.success) return keysOf(parsed.data)
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(faults.join('\n'))
}
