/** The one place that knows environment variables exist. Everything else is handed a Config. */
import { isIP } from 'node:net'
import { z } from 'zod'
import {
  type Keeping,
  keepingOf,
  keepingVariables,
  plainBackupSays,
  plainBackupsAreMeant,
} from './keeping-config.ts'
import {
  oidcIsWhole,
  oidcOf,
  oidcSays,
  oidcVariables,
  type SingleSignOnConfig,
} from './oidc-config.ts'

/** A list written with commas; empty where nothing is written. */
const list = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const isAddress = (text: string): boolean => {
  const [address = '', bits] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  return isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= most))
}

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { origin, protocol } = new URL(text)
  return origin === text && (protocol === 'https:' || protocol === 'http:')
}

const variables = z.object({
  ...keepingVariables,
  ...oidcVariables,
  COCM_DATABASE_URL: z
    .string()
    .regex(/^file:.+/, 'must be file:PATH')
    .optional(),
  HOST: z.string().min(1, 'must be an address to listen on').optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
    .refine((text) => Number(text) <= 65_535, 'must be a port, 0 to 65535')
    .optional(),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'], {
      error: 'must be one of silent, fatal, error, warn, info, debug',
    })
    .optional(),
  COCM_TRUSTED_PROXY: z
    .string()
    .refine((text) => list(text).every(isAddress), 'must be addresses or networks, with commas')
    .optional(),
  COCM_METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{32,}=*$/, 'must be at least 32 letters and digits')
    .optional(),
  COCM_ORIGIN: z
    .string()
    .refine(
      (text) => list(text).every(isOrigin),
      'must be origins such as https://registry.example.org, with commas',
    )
    .optional(),
})
const together = variables
  .refine(plainBackupsAreMeant, { path: ['COCM_BACKUP_KEY'], message: plainBackupSays })
  .refine(oidcIsWhole, { path: ['COCM_OIDC_ISSUER'], message: oidcSays })

export interface Config {
  /** `file:PATH`; null where none was named. */
  readonly databaseUrl: string | null
  readonly host: string
  readonly port: number
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  readonly trustedProxy: readonly string[] | null
  readonly origins: readonly string[]
  /** Whoever sends it may read /metrics from anywhere; null: only this machine may. */
  readonly metricsToken: string | null
  readonly keeping: Keeping
  /** The organization's own sign-in; null where there is none. */
  readonly singleSignOn: SingleSignOnConfig | null
}

export const defaultDatabaseUrl = 'file:data/registry.db'

/** Every fault at once, by name, and never the value: it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws ConfigError with one line for each variable at fault */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = together.safeParse(env)
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    )
  const { data } = parsed
  const trusted = list(data.COCM_TRUSTED_PROXY)
  return {
    databaseUrl: data.COCM_DATABASE_URL ?? null,
    host: data.HOST ?? '127.0.0.1',
    port: Number(data.PORT ?? 3000),
    logLevel: data.LOG_LEVEL ?? 'info',
    trustedProxy: trusted.length === 0 ? null : trusted,
    origins: list(data.COCM_ORIGIN),
    metricsToken: data.COCM_METRICS_TOKEN ?? null,
    keeping: keepingOf(data),
    singleSignOn: oidcOf(data),
  }
}
