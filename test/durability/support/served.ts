/** `npm start` over a small clinic, and a care manager who works there, over HTTP alone. */
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { onTestFinished } from 'vitest'
import { openAccounts } from '../../../db/accounts/index.ts'
import { openRegistry } from '../../../db/index.ts'
import { instant } from '../../../server/domain/zone.ts'
import { cookieName } from '../../../server/http/session.ts'
import { openPasswords } from '../../../server/passwords.ts'
import { clinicChanges, staffOf } from '../../http/support/clinic.ts'
import { password } from '../../http/support/house.ts'
import { node, program } from '../../http/support/program.ts'

const by = {
  actor: { who: 'operator:test', role: 'operator' },
  at: instant('2026-11-02T15:00:00.000Z'),
  reason: 'test',
} as const

/** @returns how the page of the care manager's patient is addressed */
export async function aClinicAt(url: string): Promise<string> {
  const registry = await openRegistry(url)
  await registry.commit({ ...by, changes: clinicChanges })
  const { hash } = await openPasswords()
  const account = { account_id: 'ac-1', staff_id: staffOf('care_manager'), sign_in_name: 'ada' }
  const password_hash = await hash(password)
  await openAccounts(registry.store).put({ ...account, password_hash, disabled: false }, by)
  const handle = await registry.handles.handleOf('patients', 'pt-1')
  await registry.close()
  return `/api/patients/${handle}`
}

/** @param command what starts node, where that is not node itself */
export function served(
  url: string,
  env: Readonly<Record<string, string>>,
  command = node('main') as readonly string[],
) {
  const started = program(command, {
    COCM_DATABASE_URL: url,
    COCM_LOG_RESERVE_MB: '1',
    LOG_LEVEL: 'silent',
    ...env,
  })
  onTestFinished(async () => {
    started.signal('SIGKILL')
    await started.ended
  })
  return { ...started, address: async () => (await started.says(/served at (http:\S+)/))[1]! }
}

export interface Answer {
  readonly status: number
  readonly type: string | undefined
  readonly retryAfter: string | undefined
  readonly cookie: string | undefined
  readonly body: string
}

/** On a connection of its own. @throws Error where it breaks */
export const asked = (address: string, cookie?: string, body?: object): Promise<Answer> =>
  new Promise((done, failed) => {
    const headers = {
      ...(cookie ? { cookie } : {}),
      ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
    }
    const method = body ? 'POST' : 'GET'
    const sent = request(address, { method, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (more: string) => {
        text += more
      })
      answer.on('error', failed)
      answer.on('end', () => {
        const { 'retry-after': retryAfter, 'content-type': type } = answer.headers
        const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0]
        done({ status: answer.statusCode ?? 0, type, retryAfter, cookie, body: text })
      })
    })
    sent.on('error', failed)
    sent.end(body && JSON.stringify(body))
  })

/** The care manager, signed in: her patient's page, and a contact to be noted under a name. */
export async function working(address: string, page: string) {
  const entered = await asked(`${address}/api/session`, undefined, {
    sign_in_name: 'ada',
    password,
  })
  if (!entered.cookie?.startsWith(cookieName(true))) throw new Error(entered.body)
  const { cookie } = entered
  return {
    reads: () => asked(`${address}${page}`, cookie),
    writes: (note: string) =>
      asked(`${address}${page}/records/activities`, cookie, {
        started_at: '2026-10-30T09:00',
        ended_at: '2026-10-30T09:20',
        kind: 'follow_up',
        reached: true,
        modality: 'phone',
        note,
      }),
  }
}

/** The notes of all contacts, as the next start finds them. */
export async function notesIn(url: string): Promise<ReadonlySet<string>> {
  const registry = await openRegistry(url)
  const notes = new Set<string>()
  for await (const { note } of registry.rows('activities')) if (note) notes.add(note)
  await registry.close()
  return notes
}
