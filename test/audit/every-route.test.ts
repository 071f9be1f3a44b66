/**
 * Through every route that is registered, as whoever may and may not: what answers leaves its one
 * event, durable before the answer; and nothing of a patient is in a log, a header, an address or
 * the body of a refusal.
 */
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Role } from '../../server/domain/records/people.ts'
import type { Policy } from '../../server/http/policy.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { canary, markedChanges } from './a-marked-clinic.ts'

let house: House
let logged = 0
let ours = ''
let theirs = ''
const printed: string[] = []

beforeAll(async () => {
  // what a logger finds tampered with it writes to as to any stream
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk))
    return true
  })
  house = await aHouse({ settings: { logLevel: 'debug' }, slowLog: () => (logged += 1) })
  const by = { actor: { who: 'operator:test', role: 'operator' }, reason: 'test' } as const
  const changes = markedChanges
  await house.parts.registry.commit({ ...by, changes, at: house.parts.clock.now() })
  ours = await house.handleOf('pt-1')
  theirs = await house.handleOf('pt-2')
  routes.push(...house.app.routesDeclared.flatMap(asked))
})
afterAll(async () => {
  await house.close()
  vi.restoreAllMocks()
})
interface Asked {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly access: Policy
}
const routes: Asked[] = []

function asked({ method, url, config }: RouteOptions): Asked[] {
  const access = config?.access
  const isPage = !url.startsWith('/api/') || method === 'HEAD' || access?.roles === 'anyone'
  return !access || isPage
    ? []
    : [{ name: `${method} ${url}`, method: String(method), url, access }]
}

const fill = (url: string, patient: string) =>
  url
    .replace(':patient', patient)
    .replace(':month', '2026-10')
    .replace('/measures', '/measures?month=2026-10')
    .replace(':record', 'medications')
    .replaceAll(/:[a-z_]+/g, 'A'.repeat(22))

const commits = async (): Promise<number> =>
  (await house.parts.registry.auditTrail({ after: 0, limit: 100_000 })).length

/** Asks once; tells the status and how many events it left in either log. */
async function ask(route: Asked, role: Role | null, patient: string) {
  if (role) await house.cookieOf(role)
  const [accessesBefore, changesBefore] = [logged, await commits()]
  const headers = { 'if-match': '"v1"', 'idempotency-key': `key-${Math.random()}` }
  const payload = route.method === 'GET' ? {} : { payload: {} }
  const request = {
    method: route.method as 'GET',
    url: fill(route.url, patient),
    headers,
    ...payload,
  }
  const answer = role ? await house.as(role, request) : await house.app.inject(request)
  const events = [logged - accessesBefore, (await commits()) - changesBefore] as const
  return { answer, events }
}

function expectSilence(
  route: Asked,
  answer: { body: string; headers: object; statusCode: number },
) {
  const headers = JSON.stringify(answer.headers)
  expect(headers, `${route.name}: headers`).not.toMatch(new RegExp(`${canary}|000471[12]`))
  if (answer.statusCode >= 400)
    expect(answer.body, `${route.name}: refusal`).not.toMatch(new RegExp(`${canary}|000471[12]`))
}

const rolesOf = ({ access }: Asked): readonly Role[] =>
  typeof access.roles === 'string' ? ['care_manager'] : access.roles

describe('every route', () => {
  test('answers what shows patients with one event, and no other', async () => {
    for (const route of routes) {
      if (route.method !== 'GET') continue
      for (const role of rolesOf(route)) {
        const { answer, events } = await ask(route, role, ours)
        expectSilence(route, answer)
        const what = `${route.name} as ${role}: ${answer.statusCode}`
        expect(answer.statusCode, what).toBeLessThan(500)
        if (answer.statusCode >= 300) continue
        if (route.access.shows === 'patients') expect(events, what).toEqual([1, 0])
        else expect(events[1], what).toBe(0)
      }
    }
  })

  test('of a stranger is refused with one event that names them', async () => {
    for (const route of routes.filter(({ url }) => url.includes(':patient'))) {
      const [role] = rolesOf(route).filter((one) => one !== 'billing_staff' && one !== 'auditor')
      if (!role) continue
      const { answer, events } = await ask(route, role, theirs)
      expectSilence(route, answer)
      const what = `${route.name} as ${role}: ${answer.statusCode}`
      expect(answer.statusCode, what).toBeGreaterThanOrEqual(400)
      expect(events, what).toEqual([answer.statusCode === 404 ? 1 : 0, 0])
    }
  })

  test('turns nobody and the wrong role away with one event', async () => {
    for (const route of routes) {
      const wrong: Role = rolesOf(route).includes('administrator')
        ? 'care_manager'
        : 'administrator'
      const isForAll = route.access.roles === 'signed-in'
      for (const role of isForAll || rolesOf(route).includes(wrong) ? [null] : [null, wrong]) {
        const { answer, events } = await ask(route, role, ours)
        expectSilence(route, answer)
        expect(events, `${route.name} as ${role}: ${answer.statusCode}`).toEqual([1, 0])
        expect([401, 403]).toContain(answer.statusCode)
      }
    }
  })

  test('changes nothing and says nothing of anybody where the body is none', async () => {
    for (const route of routes.filter(({ method }) => method !== 'GET'))
      for (const role of rolesOf(route).slice(0, 2)) {
        const { answer, events } = await ask(route, role, ours)
        expectSilence(route, answer)
        if (answer.statusCode >= 400 && answer.statusCode !== 401 && answer.statusCode !== 403)
          expect(events[1], `${route.name} as ${role}`).toBe(0)
        if (answer.statusCode === 401) await house.renew(role)
      }
  })

  test('left nothing of a patient in what the server printed, and no address named one', () => {
    expect(printed.join(''), 'something was printed').toContain('/api/caseload')
    expect(printed.join('')).not.toMatch(new RegExp(`${canary}|000471[12]|Okafor|Lindqvist`))
  })
})
