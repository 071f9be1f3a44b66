/** Signing in, staying, leaving; guessing; and the first administrator. */
import { describe, expect, test } from 'vitest'
import { aHouse, firstCode, type House, password } from './support/house.ts'

const enter = ({ app }: House, sign_in_name: string, tried = password, address = '10.0.0.1') =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { sign_in_name, password: tried },
    remoteAddress: address,
  })

describe('the cookie', () => {
  test('is for this host, out of reach of scripts, and of no use elsewhere', async () => {
    const house = await aHouse()
    const answer = await enter(house, 'care_manager')
    expect(answer.statusCode).toBe(201)
    const [cookie] = answer.cookies
    expect(cookie).toMatchObject({
      name: '__Host-cocm',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    })
    expect(cookie).not.toHaveProperty('domain')
    expect(cookie?.value).toMatch(/^[\w-]{43}$/)
    expect(answer.body).not.toContain(cookie?.value)
    expect(answer.json()).toEqual({
      staff: expect.stringMatching(/^[\w-]{16,64}$/),
      name: 'Person care_manager',
      role: 'care_manager',
      idle_until: '2026-11-02T15:15:00.000Z',
      ends_at: '2026-11-03T03:00:00.000Z',
      unfinished: null,
      factors: [],
    })
    await house.close()
  })

  test('without https, in the demo only, it has another name', async () => {
    const house = await aHouse({ settings: { demo: true } })
    const [cookie] = (await enter(house, 'care_manager')).cookies
    expect(cookie).toMatchObject({ name: 'cocm-demo', httpOnly: true, sameSite: 'Strict' })
    expect(cookie?.secure).toBeUndefined()
    await house.close()
  })
})

describe('a session', () => {
  test.for([
    ['after 14 minutes of doing nothing holds', [14], 200],
    ['after 15 minutes of doing nothing is over', [15], 401],
    ['holds while something is done', [14, 14, 14], 200],
    ['is over after 12 hours whatever is done', Array(72).fill(10), 401],
    ['holds until then', Array(71).fill(10), 200],
    ['that began while the clock was an hour ahead is over when it is set right', [-60], 401],
    ['holds where the clock is set back by seconds', [-0.5], 200],
  ] as const)('%s', async ([, waits, status]) => {
    const house = await aHouse()
    await house.cookieOf('care_manager')
    for (const minutes of waits.slice(0, -1)) {
      house.pass(minutes)
      await house.as('care_manager', '/api/session')
    }
    house.pass(waits.at(-1)!)
    const answer = await house.as('care_manager', '/api/caseload')
    expect(answer.statusCode).toBe(status)
    if (status === 401)
      expect((await house.logged()).at(-1)).toMatchObject({
        actor: { who: 'st-care_manager', role: 'care_manager' },
        outcome: 'refused',
        reason: expect.stringMatching(/session/),
      })
    await house.close()
  })

  test('is over where it was ended, and nobody else’s is', async () => {
    const house = await aHouse()
    await house.cookieOf('billing_staff')
    const left = await house.as('care_manager', { method: 'DELETE', url: '/api/session' })
    expect(left.statusCode).toBe(204)
    expect(left.cookies[0]).toMatchObject({ name: '__Host-cocm', value: '' })
    expect((await house.as('care_manager', '/api/session')).statusCode).toBe(401)
    expect((await house.as('billing_staff', '/api/session')).statusCode).toBe(200)
    await house.close()
  })

  test('ends at once with its account', async () => {
    const house = await aHouse()
    await house.cookieOf('care_manager')
    const account = (await house.parts.accounts.byId('ac-care_manager'))!
    const actor = { who: 'operator:test', role: 'operator' } as const
    const by = { actor, at: house.parts.clock.now(), reason: 'left the clinic' }
    await house.parts.accounts.put({ ...account, disabled: true }, by)
    expect((await house.as('care_manager', '/api/caseload')).statusCode).toBe(401)
    expect((await house.logged()).at(-1)).toMatchObject({ reason: 'account-disabled' })
    expect((await enter(house, 'care_manager')).statusCode).toBe(401)
    await house.close()
  })
})

describe('guessing', () => {
  test('a wrong name and a wrong password get one answer, and both are logged', async () => {
    const house = await aHouse()
    const name = await enter(house, 'nobody-at-all')
    const word = await enter(house, 'care_manager', 'correct horse battery stable')
    expect(name.statusCode).toBe(401)
    expect(name.body).toBe(word.body)
    expect(name.headers['set-cookie']).toBeUndefined()
    expect((await house.logged()).slice(-2)).toMatchObject([
      { action: 'sign-in', actor: { who: 'nobody' }, reason: 'unknown-name' },
      { action: 'sign-in', actor: { who: 'st-care_manager', role: 'nobody' }, outcome: 'refused' },
    ])
    expect(JSON.stringify(await house.logged())).not.toContain('stable')
    await house.close()
  })

  test('is slowed down; the owner elsewhere is not, and here only has to wait', async () => {
    const house = await aHouse()
    for (let i = 0; i < 5; i++)
      expect((await enter(house, 'care_manager', `guess ${i}`)).statusCode).toBe(401)
    const refused = await enter(house, 'care_manager')
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe('30')
    expect((await enter(house, 'care_manager', password, '10.0.0.2')).statusCode).toBe(201)
    house.pass(0.5)
    expect((await enter(house, 'care_manager')).statusCode).toBe(201)
    await house.close()
  })

  test('many names from one address, or one name from many, is slowed down too', async () => {
    const house = await aHouse()
    for (let i = 0; i < 30; i++) await enter(house, `name-${i}`)
    expect((await enter(house, 'care_manager')).statusCode).toBe(429)
    await enter(house, 'billing_staff', password, '10.9.9.9')
    for (let i = 0; i < 60; i++) await enter(house, 'billing_staff', 'guess', `10.1.0.${i}`)
    expect((await enter(house, 'billing_staff', password, '10.2.0.1')).statusCode).toBe(429)
    const familiar = await enter(house, 'billing_staff', password, '10.9.9.9')
    expect(familiar.statusCode, 'the owner, where they signed in before').toBe(201)
    await house.close()
  })

  test('a flood is turned away before a password is read', async () => {
    const house = await aHouse()
    const statuses: number[] = []
    for (let i = 0; i < 70; i++)
      statuses.push((await house.app.inject({ method: 'POST', url: '/api/session' })).statusCode)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    await house.close()
  })
})

describe('a request of another site', () => {
  test.for([
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no origin that it would tell', { origin: 'null' }, 403],
    ['a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbor domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['its own page', { origin: 'http://localhost:80', host: 'localhost:80' }, 204],
    ['a program without an origin', {}, 204],
  ] as const)('from %s', async ([, headers, status]) => {
    const house = await aHouse()
    const leaving = { method: 'DELETE', url: '/api/session', headers } as const
    expect((await house.as('care_manager', leaving)).statusCode).toBe(status)
    await house.close()
  })

  test('is measured by the configured origin behind a proxy', async () => {
    const origins = ['https://registry.example.org']
    const house = await aHouse({ settings: { origins } })
    const leaving = (origin: string) =>
      house.as('care_manager', { method: 'DELETE', url: '/api/session', headers: { origin } })
    expect((await leaving('http://localhost:80')).statusCode).toBe(403)
    expect((await leaving('https://registry.example.org')).statusCode).toBe(204)
    await house.close()
  })
})

describe('the first administrator', () => {
  const wanted = {
    code: firstCode,
    name: 'Mara Quist',
    sign_in_name: 'mara',
    password: 'four unrelated garden words',
  }
  const make = ({ app }: House, body: object = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/first-administrator',
      payload: { ...wanted, ...body },
    })

  test('is made once with the code, signs in, and sees no patient', async () => {
    const house = await aHouse({ empty: true })
    expect((await make(house)).statusCode).toBe(204)
    expect((await make(house)).statusCode).toBe(403)
    expect((await enter(house, 'mara', wanted.password)).json()).toMatchObject({
      name: 'Mara Quist',
      role: 'administrator',
      unfinished: 'enrollment', // a registry begins with a second factor for everybody
    })
    await house.close()
  })

  test('is made once even where two ask at the same time', async () => {
    const house = await aHouse({ empty: true })
    const both = await Promise.all([make(house), make(house, { sign_in_name: 'other' })])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([204, 403])
    expect(await house.parts.accounts.count()).toBe(1)
    await house.close()
  })

  test.for([
    ['a wrong code', { code: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYA' }, 403],
    ['a short password', { password: 'short words' }, 422],
    ['a password of one word', { password: 'passwordpassword1' }, 422],
    ['a password that holds the name', { password: 'mara-mara-mara-mara' }, 422],
    ['a row of keys', { password: 'qwertyuiopasdfghjkl' }, 422],
  ] as const)('is not made with %s, and the code stays good', async ([, body, status]) => {
    const house = await aHouse({ empty: true })
    const answer = await make(house, body)
    expect(answer.statusCode).toBe(status)
    expect(await house.parts.accounts.count()).toBe(0)
    expect((await make(house, { code: firstCode.toLowerCase() })).statusCode).toBe(204)
    await house.close()
  })

  test('is not made where there is somebody already', async () => {
    const house = await aHouse()
    expect((await make(house)).statusCode).toBe(403)
    await house.close()
  })
})
