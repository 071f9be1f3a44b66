/**
 * Every route × every state in which somebody is not quite signed in, and × every way in which another
 * site could ask: made from the routes as they are registered.
 */
import type { RouteOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { oneTimeHash } from '../../server/domain/accounts.ts'
import { hashOfToken } from '../../server/http/tokens.ts'
import { secrets } from './support/clinic.ts'
import { aHouse, type House, password } from './support/house.ts'

interface Asked {
  readonly name: string
  readonly method: 'GET'
  readonly url: string
}

/** All that are not open to anybody. */
function knocking({ app }: House): readonly Asked[] {
  return app.routesDeclared.flatMap(({ method, url, config }: RouteOptions) =>
    config?.access?.roles === 'anyone' || method === 'HEAD'
      ? []
      : [
          {
            name: `${method} ${url}`,
            method: method as 'GET', // as inject wants it
            url: url.replaceAll(/:month/g, '2026-10').replaceAll(/:\w+/g, 'A'.repeat(22)),
          },
        ],
  )
}

/** What is answered although something is still to be done: by hand, from trust.md. */
const session = ['GET /api/session', 'DELETE /api/session']
const account = ['GET /api/account', 'POST /api/account/password', 'POST /api/account/step-up']
const enrolling = [
  'POST /api/account/totp',
  'POST /api/account/totp/confirmation',
  'POST /api/account/passkeys',
  'POST /api/account/passkeys/options',
  'POST /api/account/recovery-codes',
]
const secondStep = [
  'POST /api/session/code',
  'POST /api/session/passkey',
  'POST /api/session/passkey/options',
]

type State = readonly [name: string, status: number, type: string, answered: readonly string[]]
const states: readonly State[] = [
  ['idle', 401, 'not-signed-in', []],
  ['twelve hours', 401, 'not-signed-in', []],
  ['disabled', 401, 'not-signed-in', []],
  ['second factor pending', 403, 'second-factor', [...session, ...secondStep]],
  ['one-time password', 403, 'password-change', [...session, ...account]],
  ['no second factor', 403, 'enrollment', [...session, ...account, ...enrolling]],
]

const actor = { who: 'operator:test', role: 'operator' } as const

/** A cookie of each role's session, in this state. */
async function cookieIn(house: House, state: string): Promise<string> {
  const { accounts, credentials, switches, clock } = house.parts
  const by = { actor, at: clock.now(), reason: 'test' }
  const own = (await accounts.byId('ac-care_manager'))!
  const factor = { credential_id: 'cr-1', account_id: own.account_id, kind: 'totp', name: 'x' }
  if (state === 'one-time password')
    await accounts.put({ ...own, password_hash: oneTimeHash(own.password_hash) }, by)
  if (state === 'second factor pending')
    await credentials.put(
      [{ ...factor, kind: 'totp', secret: 'JBSWY3DP', added_at: by.at, ended_at: null }],
      by,
    )
  if (state === 'no second factor') await switches.put('second_factor', 'required', by)
  const cookie = await house.cookieOf('care_manager')
  if (state === 'idle') house.pass(15)
  if (state === 'disabled') await accounts.put({ ...own, disabled: true }, by)
  for (let minutes = 0; state === 'twelve hours' && minutes < 12 * 60; minutes += 10) {
    await house.app.inject({ url: '/api/session', headers: { cookie } })
    house.pass(10)
  }
  return cookie
}

describe.each(states)('%s', (state, status, type, answered) => {
  test('is answered by no route but those that end it', async () => {
    const house = await aHouse()
    const cookie = await cookieIn(house, state)
    const routes = knocking(house)
    expect(routes.length).toBeGreaterThan(60)
    const { sessions } = house.parts
    const token_hash = hashOfToken(cookie.split('=')[1]!)
    const kept = (await sessions.find(token_hash))!
    for (const { name, ...asked } of routes) {
      if (answered.includes(name)) continue
      // an ended session goes with the first question: each route is asked with one that is there
      if (!(await sessions.find(token_hash))) await sessions.open(kept)
      const answer = await house.app.inject({ ...asked, headers: { cookie } })
      expect([answer.statusCode, answer.json().type], name).toEqual([status, `/problems/${type}`])
      for (const secret of secrets) expect(answer.body, name).not.toContain(secret)
    }
    const reasons = new Set((await house.logged()).map(({ reason }) => reason))
    expect(reasons).not.toContain('no-session')
    expect(answered.every((name) => routes.some((route) => route.name === name))).toBe(true)
    await house.close()
  })
})

describe('another site', () => {
  const foreign = [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:80.elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]
  const own = [
    { origin: 'http://localhost:80' },
    { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    {},
  ]

  test('changes nothing by any route, and the registry itself may', async () => {
    const house = await aHouse()
    const cookie = await house.cookieOf('care_manager')
    const headers = { cookie, host: 'localhost:80' }
    for (const { name, ...asked } of knocking(house)) {
      if (name.startsWith('GET') || name === 'DELETE /api/session') continue
      for (const more of foreign) {
        const answer = await house.app.inject({ ...asked, headers: { ...headers, ...more } })
        const says = `${name} ${JSON.stringify(more)}`
        expect([answer.statusCode, answer.json().type], says).toEqual([
          403,
          '/problems/wrong-origin',
        ])
      }
      for (const more of own) {
        const answer = await house.app.inject({ ...asked, headers: { ...headers, ...more } })
        expect(answer.body, `${name} ${JSON.stringify(more)}`).not.toContain('wrong-origin')
      }
    }
    await house.close()
  }, 60_000)

  test('signs nobody in', async () => {
    const house = await aHouse()
    for (const headers of foreign) {
      const payload = { sign_in_name: 'care_manager', password }
      const asked = { method: 'POST' as const, url: '/api/session', payload, headers }
      expect((await house.app.inject(asked)).json().type).toBe('/problems/wrong-origin')
    }
    await house.close()
  })
})
