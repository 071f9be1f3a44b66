/** Puts the program together over a database and listens: what `npm start` and the demo share. */
import { openAccessLog } from '../db/access/index.ts'
import {
  openAccounts,
  openCredentials,
  openGrants,
  openMachineKeys,
  openSessions,
  openSwitches,
} from '../db/accounts/index.ts'
import { openCheckpoints } from '../db/checkpoints/index.ts'
import { keepCheckpoints } from '../db/checkpoints/keeping.ts'
import { openDesk } from '../db/desk/index.ts'
import { type OpenRegistry, openRegistry, rowSecretOf, soleServer } from '../db/index.ts'
import { keepReserve } from '../db/reserve.ts'
import { openClaims } from '../db/store/claims.ts'
import { openMeetings } from '../db/store/consulting.ts'
import { openExtract } from '../db/store/extract.ts'
import { ageOfBackups } from './backup-age.ts'
import { dist } from './built.ts'
import type { Config } from './config.ts'
import { mostConnections } from './descriptors.ts'
import type { AccessLog } from './domain/access.ts'
import type { Accounts, Credentials, Sessions, Switches } from './domain/accounts.ts'
import type { Desk } from './domain/desk.ts'
import type { Grants } from './domain/grants.ts'
import type { MachineKeys } from './domain/machine-keys.ts'
import { buildApp } from './http/app.ts'
import type { Clock } from './http/clock.ts'
import { oneTimeCode } from './one-time-code.ts'
import { openPasswords } from './passwords.ts'
import { secondFactors } from './second-factors.ts'
import { openProvider } from './single-sign-on.ts'
import { rowKeysWith } from './use-cases/row-keys.ts'
import type { Passwords } from './use-cases/sign-in.ts'
import { openThrottle } from './use-cases/throttle.ts'
import { builtVerifier } from './verifier-text.ts'
import { openAuditExportRuns } from './workers/audit-export-runs.ts'
import { keepBackups } from './workers/backups.ts'
import { openBundleRuns } from './workers/bundle-runs.ts'
import { openCharts } from './workers/charts.ts'
import { openMonthRuns } from './workers/month-runs.ts'

/** What is open while the program runs. */
export interface House {
  readonly databaseUrl: string
  readonly registry: OpenRegistry
  readonly accounts: Accounts
  readonly credentials: Credentials
  readonly grants: Grants
  readonly machineKeys: MachineKeys
  readonly switches: Switches
  readonly sessions: Sessions
  readonly desk: Desk
  readonly passwords: Passwords
}

/** @param readonly the registry alone: who signs in and what is looked at is still written down */
export async function openHouse(databaseUrl: string, readonly = false): Promise<House> {
  const registry = await openRegistry(databaseUrl, { readonly })
  return {
    databaseUrl,
    registry,
    accounts: openAccounts(registry.store),
    credentials: openCredentials(registry.store),
    grants: openGrants(registry.store),
    machineKeys: openMachineKeys(registry.store),
    switches: openSwitches(registry.store),
    sessions: await openSessions(databaseUrl),
    desk: await openDesk(databaseUrl),
    passwords: await openPasswords(),
  }
}

export interface Running {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly address: string
  /** Answers what is under way, then closes everything in order. */
  close(): Promise<void>
}

export interface Manner {
  readonly config: Config
  readonly clock: Clock
  readonly demo: boolean
  /** Milliseconds of delay from which requests are turned away; 0: never. Absent: a second. */
  readonly busyAfter?: number
  /** The registry was found damaged: nothing of it is signed as if it were whole. */
  readonly damaged?: boolean
  /** For the first administrator; null: there is somebody already. */
  readonly code: string | null
}

export async function listen(house: House, manner: Manner): Promise<Running> {
  const { config, clock, demo, code, busyAfter = 1000 } = manner
  const lock = soleServer(house.registry.file)
  const accessLog = await openAccessLog(house.databaseUrl)
  const reserve = keepReserve(house.registry.file, demo ? 0 : config.keeping.logReserve)
  const monthRuns = openMonthRuns(house.databaseUrl)
  const charts = openCharts(house.databaseUrl)
  const bundleRuns = openBundleRuns(house.databaseUrl)
  const auditExportRuns = openAuditExportRuns(house.databaseUrl)
  const verifier = builtVerifier()
  const app = await buildApp({
    ...house,
    handles: house.registry.handles,
    lookups: house.registry.lookups,
    rowKeys: rowKeysWith(await rowSecretOf(house.registry.facts)),
    meetings: openMeetings(house.registry.store),
    claims: openClaims(house.registry.store),
    verifier,
    extract: openExtract(house.registry.store),
    accessLog,
    trail: { ...accessLog.reports, changes: house.registry.changes },
    monthRuns,
    charts,
    bundleRuns,
    auditExportRuns,
    factors: secondFactors,
    provider: config.singleSignOn && openProvider(config.singleSignOn),
    throttle: openThrottle(),
    code: oneTimeCode(code),
    clock,
    settings: {
      ...config,
      demo,
      busyAfter,
      mostConnections: mostConnections(),
      mostUnderWay: busyAfter === 0 ? 0 : mostUnderWay,
      dist,
      checkReplies: false,
      backupAge: () => ageOfBackups(config.keeping.backups?.folder ?? null, clock.now()),
    },
  })
  if (!verifier) app.log.warn('the verifier is not built: claims are emitted without keeping it')
  const kept = await keeping(house, manner, accessLog, (why, says) =>
    app.log.error({ err: why }, says),
  )
  const address = await app.listen({ host: config.host, port: config.port }).catch(portTaken)
  return {
    address,
    async close() {
      await app.close()
      await monthRuns.close()
      await charts.close()
      await bundleRuns.close()
      await auditExportRuns.close()
      await kept.beforeLog()
      await accessLog.close()
      await kept.afterLog()
      reserve.close()
      await house.sessions.close()
      await house.desk.close()
      await house.registry.close()
      lock.release()
    },
  }
}

/** The engine's own words name a call and a code: nothing to act upon. */
function portTaken(error: Error & { readonly code?: string; readonly port?: number }): never {
  if (error.code !== 'EADDRINUSE') throw error
  throw new Error(`port ${error.port} is in use already: set PORT to another one`)
}

/** What goes on by itself: checkpoints and backups. A damaged registry gets neither. */
async function keeping(
  { databaseUrl }: House,
  { config, clock, damaged }: Manner,
  accessLog: AccessLog,
  failed: (why: unknown, says: string) => void,
) {
  const { keys, backups } = config.keeping
  const { now } = clock
  const signing = damaged
    ? undefined
    : await keepCheckpoints(databaseUrl, openCheckpoints(databaseUrl, keys.signing), {
        now,
        failed: (why) => failed(why, 'a checkpoint could not be signed'),
      })
  const copying = {
    databaseUrl,
    accessLog,
    now,
    age: () => ageOfBackups(backups?.folder ?? null, now()),
    failed: (why: unknown) => failed(why, 'a backup could not be made'),
  }
  const scheduled = keepBackups(copying, damaged ? null : backups)
  return {
    beforeLog: () => scheduled.close(),
    afterLog: async () => signing?.close(),
  }
}

/** At 200 requests a second, more than this wait longer than anybody should. */
const mostUnderWay = 150
