/** Keys for machines: told once, good for what they name, until they expire or are revoked. */
import { beforeEach, describe, expect, test } from 'vitest'
import { aHouse, type House, password } from './support/house.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
  return () => house.close()
})

let keys = 0
const newKey = () => `machine-key-${keys++}`
const wish = {
  name: 'nightly-export',
  role: 'data_manager',
  routes: ['GET /api/imports'],
  days: 30,
}
const make = (other: object = {}, sent = newKey()) =>
  house.as('administrator', {
    method: 'POST',
    url: '/api/machine-keys',
    headers: { 'idempotency-key': sent },
    payload: { ...wish, ...other },
  })
const keyMade = async (other: object = {}): Promise<string> => {
  const made = await make(other)
  expect(made.statusCode, made.body).toBe(201)
  return made.json().key
}
const withKey = (key: string, url: string, method: 'GET' | 'POST' | 'DELETE' = 'GET') =>
  house.app.inject({ method, url, headers: { authorization: `Bearer ${key}` } })

describe('a key', () => {
  test('opens what it names, is told once, and is kept only as its hash', async () => {
    const key = await keyMade()
    expect((await withKey(key, '/api/imports')).statusCode).toBe(200)
    const list = await house.as('administrator', '/api/machine-keys')
    expect(list.json().keys).toMatchObject([{ name: 'nightly-export', usable: true }])
    expect(list.body).not.toContain(key)
    expect(JSON.stringify(await house.parts.machineKeys.all())).not.toContain(key)
  })

  test('asked for again is not made twice, nor told again; another one takes another Idempotency-Key', async () => {
    expect((await make({}, 'asked-for-again')).statusCode).toBe(201)
    const again = await make({}, 'asked-for-again')
    expect([again.statusCode, again.json().remedy]).toEqual([
      422,
      'If it was not noted down: revoke it, and make another one.',
    ])
    const other = await make({ days: 31 }, 'asked-for-again')
    expect([other.statusCode, other.json().type]).toEqual([409, '/problems/key-reused'])
    expect(await house.parts.machineKeys.all()).toHaveLength(1)
  })

  test('moves the whole registry without a password where it names that, under its own name', async () => {
    const key = await keyMade({ routes: ['GET /api/export'] })
    expect((await withKey(key, '/api/export')).statusCode).toBe(200)
    expect((await house.logged()).at(-1)).toMatchObject({
      actor: { who: 'machine:nightly-export', role: 'data_manager' },
      action: 'export',
      outcome: 'done',
    })
  })

  test('opens nothing else: no other route of its role, and nothing of a person', async () => {
    const key = await keyMade()
    for (const url of ['/api/export', '/api/session', '/api/account', '/api/drafts'])
      expect((await withKey(key, url)).statusCode, url).toBe(403)
    expect((await house.logged()).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'key-scope',
      actor: { who: 'machine:nightly-export' },
    })
    expect((await withKey(key, '/api/caseload')).statusCode).toBe(403)
  })

  test('of a treating role sees nobody: a machine is on no care team', async () => {
    const routes = ['GET /api/caseload', 'GET /api/patients/:patient']
    const key = await keyMade({ role: 'care_manager', routes })
    expect((await withKey(key, '/api/caseload')).json().rows).toEqual([])
    const url = `/api/patients/${await house.handleOf('pt-1')}`
    expect((await withKey(key, url)).statusCode).toBe(404)
  })

  test('ends with its last day', async () => {
    const key = await keyMade({ days: 1 })
    house.pass(24 * 60 - 1)
    expect((await withKey(key, '/api/imports')).statusCode).toBe(200)
    house.pass(1)
    expect((await withKey(key, '/api/imports')).statusCode).toBe(401)
    expect((await house.logged()).at(-1)).toMatchObject({ reason: 'key-expired' })
  })

  test('opens nothing once it is revoked', async () => {
    const key = await keyMade()
    const seen = (await house.as('administrator', '/api/machine-keys')).json().keys[0]
    const revoke = (ifMatch?: string) =>
      house.as('administrator', {
        method: 'POST',
        url: `/api/machine-keys/${seen.machine_key}/revocation`,
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
        payload: { reason: 'the program was replaced' },
      })
    expect((await revoke()).statusCode).toBe(428)
    expect((await revoke(`"v${seen.version + 1}"`)).statusCode).toBe(412)
    expect((await withKey(key, '/api/imports')).statusCode).toBe(200)
    const revoked = await revoke(`"v${seen.version}"`)
    expect(revoked.statusCode, revoked.body).toBe(204)
    expect((await revoke(`"v${seen.version}"`)).statusCode).toBe(412)
    expect((await withKey(key, '/api/imports')).statusCode).toBe(401)
    expect((await house.logged()).at(-1)).toMatchObject({ reason: 'key-revoked' })
    const trail = await house.parts.registry.auditTrail({ limit: 500 })
    expect(trail.filter(({ record }) => record === 'machine_keys')).toMatchObject([
      { action: 'added', who: 'st-administrator' },
      { action: 'amended', reason: 'the program was replaced' },
    ])
  })

  test('is made only right after signing in, or after the password once more', async () => {
    await house.cookieOf('administrator')
    house.pass(6)
    expect((await make()).json().type).toBe('/problems/step-up')
    expect(await house.parts.machineKeys.all()).toEqual([])
    const again = { method: 'POST', url: '/api/account/step-up', payload: { password } } as const
    expect((await house.as('administrator', again)).statusCode).toBe(204)
    expect((await make()).statusCode).toBe(201)
  })

  test('asks no more than 120 times a minute, and guesses no faster', async () => {
    const key = await keyMade()
    const ask = async (which: string) => (await withKey(which, '/api/imports')).statusCode
    for (let i = 0; i < 120; i++) expect(await ask(key)).toBe(200)
    expect(await ask(key)).toBe(429)
    for (let i = 0; i < 120; i++) expect(await ask('A'.repeat(43))).toBe(401)
    expect(await ask('B'.repeat(43))).toBe(429)
    house.pass(1)
    expect(await ask(key)).toBe(200)
  })
})

test.for<[string, object, number]>([
  ['for a route that its role may not use', { routes: ['GET /api/caseload'] }, 422],
  ['for a route that is none', { routes: ['GET /api/nothing'] }, 422],
  ['for what is a person’s own', { routes: ['POST /api/account/password'] }, 422],
  ['for administration', { role: 'administrator', routes: ['POST /api/accounts'] }, 400],
  ['for ever', { days: 367 }, 400],
  ['for nothing', { routes: [] }, 400],
])('no key is made %s', async ([, other, status]) => {
  expect((await make(other)).statusCode).toBe(status)
  expect(await house.parts.machineKeys.all()).toEqual([])
})
