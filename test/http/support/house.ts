/** The application over a small clinic in a real registry, with a clock that a test can move. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { openAccessLog } from '../../../db/access/index.ts'
import {
  openAccounts,
  openCredentials,
  openGrants,
  openMachineKeys,
  openSessions,
  openSwitches,
} from '../../../db/accounts/index.ts'
import { openDesk } from '../../../db/desk/index.ts'
import { openRegistry, rowSecretOf } from '../../../db/index.ts'
import { openClaims } from '../../../db/store/claims.ts'
import { openMeetings } from '../../../db/store/consulting.ts'
import { openExtract } from '../../../db/store/extract.ts'
import type { Access } from '../../../server/domain/access.ts'
import { type Role, roles } from '../../../server/domain/records/people.ts'
import { type Instant, instant } from '../../../server/domain/zone.ts'
import { type AppParts, buildApp, type Settings } from '../../../server/http/app.ts'
import { oneTimeCode } from '../../../server/one-time-code.ts'
import { secondFactors } from '../../../server/second-factors.ts'
import { rowKeysWith } from '../../../server/use-cases/row-keys.ts'
import type { Passwords } from '../../../server/use-cases/sign-in.ts'
import { openThrottle } from '../../../server/use-cases/throttle.ts'
import { openAuditExportRuns } from '../../../server/workers/audit-export-runs.ts'
import { openBundleRuns } from '../../../server/workers/bundle-runs.ts'
import { openMonthRuns } from '../../../server/workers/month-runs.ts'
import { clinicChanges, staffOf } from './clinic.ts'
export const password = 'correct horse battery staple'
export const firstCode = 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ'
const start = '2026-11-02T15:00:00.000Z'

/** As argon2id would, without its cost: argon2id itself has a test of its own. */
const quickPasswords: Passwords = {
  hash: async (text) => `quick:${text}`,
  verify: async (hash, text) => hash === `quick:${text}`,
}

export const settings: Settings = {
  logLevel: 'silent',
  trustedProxy: null,
  busyAfter: 0,
  demo: false,
  origins: [],
  dist: null,
  checkReplies: true,
}

export interface Wish {
  readonly settings?: Partial<Settings>
  readonly parts?: Partial<AppParts>
  /** Without people: as at the first start. */
  readonly empty?: boolean
  /** Told when an entry of the access log is durable. */
  readonly slowLog?: (done: 'logged') => void
  /** Routes that only a test has. */
  readonly more?: (app: FastifyInstance, parts: AppParts) => void
}

/** A new registry in a folder of its own. */
async function stores() {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-http-'))
  const url = `file:${join(folder, 'registry.db')}`
  const registry = await openRegistry(url)
  const kept = await openAccessLog(url)
  const sessions = await openSessions(url)
  const desk = await openDesk(url)
  const monthRuns = openMonthRuns(url)
  const bundleRuns = openBundleRuns(url)
  const auditExportRuns = openAuditExportRuns(url)
  return {
    registry,
    kept,
    sessions,
    desk,
    url,
    monthRuns,
    bundleRuns,
    auditExportRuns,
    close: async () => {
      await monthRuns.close()
      await bundleRuns.close()
      await auditExportRuns.close()
      await kept.close()
      await sessions.close()
      await desk.close()
      await registry.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export async function aHouse(wish: Wish = {}) {
  const { settings: other, parts: replaced, empty, more, slowLog } = wish
  let now = instant(start)
  let logFails = false
  const { kept, url, close, ...opened } = await stores()
  const { registry } = opened
  const record = async (access: Access): Promise<void> => {
    if (logFails) throw new Error('no room on the disk of Okafor')
    await kept.record(access)
    slowLog?.('logged')
  }
  const parts: AppParts = {
    ...opened,
    handles: registry.handles,
    lookups: registry.lookups,
    rowKeys: rowKeysWith(await rowSecretOf(registry.facts)),
    meetings: openMeetings(registry.store),
    claims: openClaims(registry.store),
    verifier: null,
    extract: openExtract(registry.store),
    accounts: openAccounts(registry.store),
    credentials: openCredentials(registry.store),
    grants: openGrants(registry.store),
    machineKeys: openMachineKeys(registry.store),
    switches: openSwitches(registry.store),
    factors: secondFactors,
    provider: null,
    accessLog: { record, close: kept.close },
    trail: { ...kept.reports, changes: registry.changes },
    passwords: quickPasswords,
    throttle: openThrottle(),
    code: oneTimeCode(firstCode),
    clock: { now: () => now },
    settings: { ...settings, ...other },
    ...replaced,
  }
  if (!empty) await people(parts, now)
  const app = await buildApp(parts)
  more?.(app, parts)
  await readied(app, close)
  const cookies = new Map<Role, string>()
  let signIns = 0
  const cookieOf = async (role: Role): Promise<string> => {
    const known = cookies.get(role)
    if (known) return known
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { sign_in_name: role, password },
      remoteAddress: `10.200.0.${signIns++ % 250}`, // no flood from anywhere, however often
    })
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!
    cookies.set(role, cookie)
    return cookie
  }
  return {
    app,
    parts,
    /** Of the registry's database: for a test that opens what lies beside it once more. */
    url,
    /** The access log, oldest first. */
    logged: async (): Promise<readonly Access[]> => {
      const entries: Access[] = []
      for await (const entry of kept.entries()) entries.push(entry)
      return entries
    },
    failLog: (fails = true) => {
      logFails = fails
    },
    /** Moves the clock. */
    pass: (minutes: number) => {
      now = instant(new Date(Date.parse(now) + minutes * 60_000).toISOString())
    },
    cookieOf,
    /** Signs in anew, where the clock has moved too far. */
    renew: (role: Role) => {
      cookies.delete(role)
      return cookieOf(role)
    },
    /** Asks as somebody of this role. */
    as: async (role: Role, request: InjectOptions | string) => {
      const asked = typeof request === 'string' ? { url: request } : request
      const headers = { ...asked.headers, cookie: await cookieOf(role) }
      return app.inject({ ...asked, headers })
    },
    handleOf: async (patient: string) => (await parts.handles.handleOf('patients', patient))!,
    close: async () => {
      await app.close()
      await close()
    },
  }
}

export type House = Awaited<ReturnType<typeof aHouse>>

/** A start that is refused leaves nothing open. */
async function readied(app: FastifyInstance, close: () => Promise<void>): Promise<void> {
  try {
    await app.ready()
  } catch (error) {
    await close()
    throw error
  }
}

async function people({ registry, accounts, passwords }: AppParts, at: Instant): Promise<void> {
  const by = { actor: { who: 'operator:test', role: 'operator' }, at, reason: 'test' } as const
  await registry.commit({ changes: clinicChanges, ...by })
  for (const role of roles)
    await accounts.put(
      {
        account_id: `ac-${role}`,
        staff_id: staffOf(role),
        sign_in_name: role,
        password_hash: await passwords.hash(password),
        disabled: false,
      },
      by,
    )
}
