/** The care managers, signed in, each with the patients of their own caseload. */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { password } from './server.ts'

export interface Manager {
  readonly cookie: string
  readonly patients: readonly string[]
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly retryAfter: string | undefined
}

export interface Asked {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly cookie?: string
  readonly body?: object
  /** Where it is said to come from: what slows guessing down counts addresses. */
  readonly from?: string
}

/** One pool for all: a proxy in front keeps its connections too. */
export const newPool = (): Agent => new Agent({ keepAlive: true, maxSockets: 512 })

/** @throws Error where the connection breaks: nothing is known of what became of the request */
export function ask(pool: Agent, address: string, asked: Asked): Promise<Answer> {
  const { method = 'GET', path, cookie, body, from } = asked
  const headers = {
    ...(cookie === undefined ? {} : { cookie }),
    ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
  }
  return new Promise((done, failed) => {
    const sent = request(`${address}${path}`, { method, agent: pool, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', failed)
      answer.on('end', () => {
        const retryAfter = answer.headers['retry-after']
        const text = Buffer.concat(chunks).toString('utf8')
        done({ status: answer.statusCode ?? 0, body: text, retryAfter })
      })
    })
    sent.on('error', failed)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** Signs everybody in, four at a time. @throws Error where somebody is not let in */
export async function fleetOf(address: string, names: readonly string[]): Promise<Manager[]> {
  const pool = newPool()
  const managers: Manager[] = []
  const waiting = names.map((name, i) => [name, i] as const)
  const enter = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      managers.push(await entered(pool, address, ...next))
  }
  await Promise.all(Array.from({ length: 4 }, enter))
  pool.destroy()
  return managers
}

async function entered(pool: Agent, address: string, name: string, i: number): Promise<Manager> {
  const cookie = await cookieOf(address, name, i)
  const seen = await ask(pool, address, { path: '/api/caseload', cookie })
  if (seen.status !== 200) throw new Error(`caseload of ${name}: ${seen.status} ${seen.body}`)
  const { rows } = JSON.parse(seen.body) as { rows: readonly { patient: string }[] } // its contract
  return { cookie, patients: rows.map(({ patient }) => patient) }
}

/** @param i tells where the person sits: addresses are slowed down that sign in too often */
export async function cookieOf(address: string, name: string, i: number): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.${i >> 8}.${i & 255}` },
    body: JSON.stringify({ sign_in_name: name, password }),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (answer.status !== 201 || !cookie)
    throw new Error(`sign-in of ${name}: ${await answer.text()}`)
  return cookie.split(';')[0]!
}
