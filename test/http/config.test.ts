/** The environment is read once: every fault at once, by name, and never the value. */
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../../server/config.ts'

const signingKey = generateKeyPairSync('ed25519')
  .privateKey.export({ format: 'der', type: 'pkcs8' })
  .toString('base64')
const keeping = {
  COCM_DATABASE_KEY: 'ab'.repeat(32),
  COCM_BACKUP_KEY: 'CD'.repeat(32),
  COCM_SIGNING_KEY: signingKey,
  COCM_BACKUP_FOLDER: '/srv/backups',
  COCM_BACKUP_HOURS: '6',
  COCM_BACKUPS_KEPT: '12',
  COCM_LOG_RESERVE_MB: '8',
}

const provider = {
  issuer: 'https://login.example.org',
  clientId: 'registry',
  clientSecret: 'hunter2',
}

test.for([
  [{ COCM_OIDC_ISSUER: provider.issuer, COCM_OIDC_CLIENT_ID: 'registry' }],
  [{ COCM_OIDC_CLAIM: 'email' }],
  [{ COCM_OIDC_ISSUER: 'http://login.example.org' }],
] as const)('half a provider, or one without TLS, is none: %j', ([env]) => {
  expect(() => parseConfig(env)).toThrow(ConfigError)
})

describe('the environment', () => {
  test('may say nothing', () => {
    expect(parseConfig({})).toEqual({
      databaseUrl: null,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      trustedProxy: null,
      origins: [],
      metricsToken: null,
      keeping: {
        keys: { database: null, backup: null, signing: null },
        backups: null,
        logReserve: 64 * 1024 * 1024,
      },
      singleSignOn: null,
    })
  })

  test('may say everything', () => {
    expect(
      parseConfig({
        ...keeping,
        COCM_DATABASE_URL: 'file:/srv/registry.db',
        HOST: '0.0.0.0',
        PORT: '0',
        LOG_LEVEL: 'warn',
        COCM_TRUSTED_PROXY: '10.0.0.1, 10.1.0.0/16,::1',
        COCM_ORIGIN: 'https://registry.example.org,http://localhost:5173',
        COCM_METRICS_TOKEN: 'a-token-of-thirty-two-characters',
        COCM_OIDC_ISSUER: provider.issuer,
        COCM_OIDC_CLIENT_ID: provider.clientId,
        COCM_OIDC_CLIENT_SECRET: provider.clientSecret,
        COCM_OIDC_CLAIM: 'sub',
        PATH: '/usr/bin',
      }),
    ).toEqual({
      databaseUrl: 'file:/srv/registry.db',
      host: '0.0.0.0',
      port: 0,
      logLevel: 'warn',
      trustedProxy: ['10.0.0.1', '10.1.0.0/16', '::1'],
      origins: ['https://registry.example.org', 'http://localhost:5173'],
      metricsToken: 'a-token-of-thirty-two-characters',
      keeping: {
        keys: { database: 'ab'.repeat(32), backup: 'cd'.repeat(32), signing: signingKey },
        backups: { folder: '/srv/backups', everyHours: 6, kept: 12 },
        logReserve: 8 * 1024 * 1024,
      },
      singleSignOn: { ...provider, claim: 'sub' },
    })
  })

  test('is told every fault at once, and no value', () => {
    const wrong = {
      COCM_DATABASE_URL: 'postgres://user:hunter2@host',
      PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
      COCM_TRUSTED_PROXY: 'hunter2',
      COCM_ORIGIN: 'hunter2',
      COCM_METRICS_TOKEN: 'hunter2',
      COCM_DATABASE_KEY: 'hunter2',
      COCM_BACKUP_KEY: 'hunter2',
      COCM_SIGNING_KEY: 'hunter2',
      COCM_BACKUP_HOURS: 'hunter2',
      COCM_BACKUPS_KEPT: 'hunter2',
      COCM_BACKUP_PLAIN: 'hunter2',
      COCM_LOG_RESERVE_MB: 'hunter2',
    }
    let says = ''
    try {
      parseConfig(wrong)
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      says = String(error)
    }
    for (const name of Object.keys(wrong)) expect(says).toContain(`${name}: must be`)
    expect(says).not.toContain('hunter2')
  })

  test.for([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80 '],
    ['PORT', ''],
    ['HOST', ''],
    ['COCM_DATABASE_URL', 'data/registry.db'],
    ['COCM_DATABASE_URL', 'file:'],
    ['COCM_TRUSTED_PROXY', '10.0.0.0/99'],
    ['COCM_TRUSTED_PROXY', 'true'],
    ['COCM_ORIGIN', 'https://registry.example.org/'],
    ['COCM_ORIGIN', '*'],
    ['COCM_ORIGIN', 'ftp://x.example'],
  ] as const)('%s=%s is a fault', ([name, value]) => {
    expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`^${name}: must be`))
  })
  test('backups that anybody can read start only where they are meant', () => {
    const folder = { COCM_BACKUP_FOLDER: '/srv/backups' }
    expect(() => parseConfig(folder)).toThrow(/^COCM_BACKUP_KEY: must be set, or/)
    const meant = parseConfig({ ...folder, COCM_BACKUP_PLAIN: 'yes' })
    expect(meant.keeping.backups).toMatchObject({ everyHours: 24, kept: 30 })
    expect(parseConfig({ ...folder, COCM_DATABASE_KEY: 'ab'.repeat(32) }).keeping.backups).not.toBe(
      null,
    )
  })
})
