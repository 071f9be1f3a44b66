/**
 * Every route × every role × whoever else knocks, made from the routes as they are registered. A
 * route that is not in the table below fails: whoever adds one says who may use it.
 */
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../server/domain/records/people.ts'
import { secrets } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

const treat = ['care_manager', 'psychiatric_consultant', 'billing_practitioner', 'clinical_staff']
const bill = ['care_manager', 'psychiatric_consultant', 'billing_practitioner', 'billing_staff']

/** Who may use what: written by hand, from trust.md, not read from the routes. */
const may: Readonly<Record<string, 'anyone' | 'signed-in' | readonly string[]>> = {
  'POST /api/session': 'anyone',
  'GET /api/session': 'signed-in',
  'DELETE /api/session': 'signed-in',
  'POST /api/first-administrator': 'anyone',
  'GET /api/caseload': treat,
  'GET /api/worklist': treat,
  'GET /api/patients/:patient': treat,
  'GET /api/patients/:patient/scores': treat,
  'GET /api/patients/:patient/months/:month': bill,
  'GET /api/months/:month': bill,
  'GET /health': 'anyone',
  'GET /ready': 'anyone',
  'GET /openapi.json': 'anyone',
}

const routes: string[] = []
let house: House
beforeAll(async () => {
  house = await aHouse()
  routes.push(...routesOf(house))
})
afterAll(() => house.close())

const routesOf = ({ app }: House): string[] =>
  app.routesDeclared.map(({ method, url }: RouteOptions) => `${method} ${url}`)

describe('the routes', () => {
  test('are those of this table, and the pages of the contract', () => {
    const ours = routes.filter((route) => !route.includes(' /docs') && !route.startsWith('HEAD '))
    expect(ours.sort()).toEqual(Object.keys(may).sort())
  })
})

const knocking = Object.keys(may).filter((route) => may[route] !== 'anyone')
const addressOf = (route: string, patient: string) => {
  const [method, url = ''] = route.split(' ')
  return {
    method: method as 'GET', // as inject wants it
    url: url.replace(':patient', patient).replace(':month', '2026-10'),
  }
}

/** A refusal says nothing of anybody, in its body or in its headers. */
function expectSilence(answer: { body: string; headers: object }): void {
  const bytes = `${answer.body}${JSON.stringify(answer.headers)}`
  for (const secret of secrets) expect(bytes).not.toContain(secret)
}

describe.each(knocking)('%s', (route) => {
  test.for(roles)('as %s', async (role: Role) => {
    const asked = addressOf(route, await house.handleOf('pt-1'))
    if (asked.method !== 'GET') return
    const answer = await house.as(role, asked)
    const allowed = may[route] === 'signed-in' || (may[route] as readonly string[]).includes(role)
    if (!allowed) {
      expect(answer.statusCode).toBe(403)
      expect(answer.json().type).toBe('/problems/forbidden')
      expectSilence(answer)
      expect((await house.logged()).at(-1)).toMatchObject({ action: 'refused', reason: 'role' })
    } else expect(answer.statusCode, answer.body).toBe(200)
  })

  test.for([
    ['nobody', {}],
    ['a made-up token', { cookie: `__Host-cocm=${'A'.repeat(43)}` }],
    ['half a token', { cookie: '__Host-cocm=A' }],
    ['the demo’s cookie', { cookie: `cocm-demo=${'A'.repeat(43)}` }],
  ] as const)('as %s', async ([, headers]) => {
    const answer = await house.app.inject({
      ...addressOf(route, await house.handleOf('pt-1')),
      headers,
    })
    expect(answer.statusCode).toBe(401)
    expect(answer.json().type).toBe('/problems/not-signed-in')
    expectSilence(answer)
    expect((await house.logged()).at(-1)).toMatchObject({ outcome: 'refused' })
  })
})

describe.each(knocking.filter((route) => route.includes(':patient')))('%s', (route) => {
  test.for(treat as Role[])('of a stranger is not there for %s', async (role) => {
    if (!(may[route] as readonly string[]).includes(role)) return
    const theirs = await house.as(role, addressOf(route, await house.handleOf('pt-2')))
    const nobodys = await house.as(role, addressOf(route, 'A'.repeat(22)))
    expect(theirs.statusCode).toBe(404)
    expect(theirs.body).toBe(nobodys.body)
    expect(Object.keys(theirs.headers)).toEqual(Object.keys(nobodys.headers))
    expectSilence(theirs)
    expect((await house.logged()).at(-2)).toMatchObject({
      reason: 'not-theirs',
      patients: ['pt-2'],
    })
    expect((await house.logged()).at(-1)).toMatchObject({ reason: 'unknown', patients: [] })
  })

  test.for(['pt-1', '0004711', 'Okafor', 'ep-1'])('is not found by %s', async (id) => {
    const answer = await house.as('care_manager', addressOf(route, id))
    expect([400, 404]).toContain(answer.statusCode)
    expectSilence(answer)
  })
})
