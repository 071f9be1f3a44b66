/** The application over a small clinic, with a clock that a test can move. */
import type { FastifyInstance, InjectOptions } from 'fastify'
import { type Role, roles } from '../../../server/domain/records/people.ts'
import { type Instant, instant } from '../../../server/domain/zone.ts'
import { type AppParts, buildApp, type Settings } from '../../../server/http/app.ts'
import { oneTimeCode } from '../../../server/one-time-code.ts'
import type { MonthRuns } from '../../../server/use-cases/billing-months.ts'
import type { Passwords } from '../../../server/use-cases/sign-in.ts'
import { openThrottle } from '../../../server/use-cases/throttle.ts'
import { clinicChanges, staffOf } from './clinic.ts'
import { memoryAccounts, memoryLog, memoryRegistry, memorySessions } from './doubles.ts'

export const password = 'correct horse battery staple'
export const firstCode = 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ'
const start = '2026-11-02T15:00:00.000Z'

/** As argon2id would, without its cost: argon2id itself has a test of its own. */
const quickPasswords: Passwords = {
  hash: async (text) => `quick:${text}`,
  verify: async (hash, text) => hash === `quick:${text}`,
}

const noRuns: MonthRuns = { run: () => undefined, close: async () => undefined }

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
  /** Routes that only a test has. */
  readonly more?: (app: FastifyInstance, parts: AppParts) => void
}

export async function aHouse({ settings: other, parts: replaced, empty, more }: Wish = {}) {
  let now = instant(start)
  const registry = memoryRegistry()
  const accessLog = memoryLog()
  const accounts = memoryAccounts()
  const parts: AppParts = {
    registry,
    handles: registry.handles,
    accounts,
    sessions: memorySessions(),
    accessLog,
    passwords: quickPasswords,
    throttle: openThrottle(),
    monthRuns: noRuns,
    code: oneTimeCode(firstCode),
    clock: { now: () => now },
    settings: { ...settings, ...other },
    ...replaced,
  }
  if (!empty) await people(parts, now)
  const app = await buildApp(parts)
  more?.(app, parts)
  await app.ready()
  const cookies = new Map<Role, string>()
  const cookieOf = async (role: Role): Promise<string> => {
    const known = cookies.get(role)
    if (known) return known
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { sign_in_name: role, password },
    })
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!
    cookies.set(role, cookie)
    return cookie
  }
  return {
    app,
    parts,
    seen: accessLog.entries,
    /** Moves the clock. */
    pass: (minutes: number) => {
      now = instant(new Date(Date.parse(now) + minutes * 60_000).toISOString())
    },
    cookieOf,
    /** Asks as somebody of this role. */
    as: async (role: Role, request: InjectOptions | string) => {
      const asked = typeof request === 'string' ? { url: request } : request
      const headers = { ...asked.headers, cookie: await cookieOf(role) }
      return app.inject({ ...asked, headers })
    },
    handleOf: async (patient: string) => (await parts.handles.handleOf('patients', patient))!,
    close: () => app.close(),
  }
}

export type House = Awaited<ReturnType<typeof aHouse>>

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
