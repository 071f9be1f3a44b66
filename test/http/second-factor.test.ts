/** The second factor: set up, asked for, lost, required; and what a session may do until it is shown. */
import { Secret, TOTP } from 'otpauth'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../server/domain/records/people.ts'
import { aHouse, type House, password } from './support/house.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
  return () => house.close()
})

const codeAt = (key: string, at: string): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.parse(at) })
const codeNow = (key: string): string => codeAt(key, house.parts.clock.now())

const post = (url: string, payload?: object) => ({
  method: 'POST' as const,
  url,
  ...(payload ? { payload } : {}),
})

/** An authenticator for a role; answers its key and the recovery codes. */
async function enroll(role: Role) {
  const begun = await house.as(role, post('/api/account/totp'))
  const { key, uri } = begun.json()
  expect(uri).toContain('otpauth://totp/')
  const confirmation = { name: 'my phone', code: codeNow(key) }
  const added = await house.as(role, post('/api/account/totp/confirmation', confirmation))
  expect(added.statusCode, added.body).toBe(200)
  return { key: String(key), codes: added.json().recovery_codes as readonly string[] }
}

/** A sign-in by the password; answers its cookie. */
async function enter(role: Role, address = '10.0.0.1') {
  const payload = { sign_in_name: role, password }
  const answer = await house.app.inject({
    ...post('/api/session', payload),
    remoteAddress: address,
  })
  return { answer, cookie: String(answer.headers['set-cookie']).split(';')[0]! }
}
const withCookie = (cookie: string, request: object) =>
  house.app.inject({ ...request, headers: { cookie } })
const show = (cookie: string, code: string) =>
  withCookie(cookie, post('/api/session/code', { code }))

describe('an authenticator', () => {
  test('opens what the password alone does not; the session gets a new token', async () => {
    const { key } = await enroll('care_manager')
    house.pass(1)
    const { answer, cookie } = await enter('care_manager')
    expect(answer.json()).toMatchObject({
      unfinished: 'second-factor',
      factors: ['recovery', 'totp'],
    })
    const refused = await withCookie(cookie, { url: '/api/caseload' })
    expect(refused.json().type).toBe('/problems/second-factor')
    expect((await house.logged()).at(-1)).toMatchObject({ reason: 'second-factor-pending' })
    const shown = await show(cookie, codeNow(key))
    expect(shown.json(), shown.body).toMatchObject({ unfinished: null, factors: [] })
    const renewed = String(shown.headers['set-cookie']).split(';')[0]!
    expect(renewed).not.toBe(cookie)
    expect((await withCookie(renewed, { url: '/api/caseload' })).statusCode).toBe(200)
    expect((await withCookie(cookie, { url: '/api/session' })).statusCode).toBe(401)
  })

  test('is taken with one step of delay, not with three', async () => {
    const { key } = await enroll('care_manager')
    house.pass(2)
    const ago = (seconds: number) =>
      new Date(Date.parse(house.parts.clock.now()) - seconds * 1000).toISOString()
    const { cookie } = await enter('care_manager')
    expect((await show(cookie, codeAt(key, ago(90)))).statusCode).toBe(422)
    expect((await show(cookie, codeAt(key, ago(30)))).statusCode).toBe(200)
  })

  test('gives a code that is good once', async () => {
    const { key } = await enroll('care_manager')
    house.pass(1)
    const code = codeNow(key)
    expect((await show((await enter('care_manager')).cookie, code)).statusCode).toBe(200)
    expect((await show((await enter('care_manager')).cookie, code)).statusCode).toBe(422)
  })

  test('counts only once its first code has come back', async () => {
    await house.as('care_manager', post('/api/account/totp'))
    const wrong = { name: 'my phone', code: '000000' }
    const refused = await house.as('care_manager', post('/api/account/totp/confirmation', wrong))
    expect(refused.json().detail).toContain('not the code')
    expect((await enter('care_manager')).answer.json().unfinished).toBeNull()
  })

  test('is set up only right after signing in, or after the password once more', async () => {
    await house.cookieOf('care_manager')
    house.pass(6)
    const late = await house.as('care_manager', post('/api/account/totp'))
    expect(late.json().type).toBe('/problems/step-up')
    await house.as('care_manager', post('/api/account/step-up', { password }))
    expect((await house.as('care_manager', post('/api/account/totp'))).statusCode).toBe(200)
  })
})

describe('a pending session', () => {
  test('ends after five minutes, and after ten wrong answers', async () => {
    await enroll('care_manager')
    const { cookie } = await enter('care_manager')
    house.pass(5)
    expect((await withCookie(cookie, { url: '/api/session' })).statusCode).toBe(401)
    const second = await enter('care_manager')
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      const headers = { cookie: second.cookie }
      const asked = { ...post('/api/session/code', { code: '000000' }), headers }
      const answer = await house.app.inject({ ...asked, remoteAddress: `10.0.1.${i}` })
      statuses.push(answer.statusCode)
    }
    expect(statuses).toEqual([...Array(9).fill(422), 401, 401, 401])
  })

  test('guessing from one place is slowed down', async () => {
    await enroll('care_manager')
    const { cookie } = await enter('care_manager')
    for (let i = 0; i < 5; i++) expect((await show(cookie, '000000')).statusCode).toBe(422)
    expect((await show(cookie, '000000')).statusCode).toBe(429)
  })

  test('cannot set up another factor, nor change the password', async () => {
    await enroll('care_manager')
    const { cookie } = await enter('care_manager')
    for (const url of ['/api/account/totp', '/api/account/recovery-codes', '/api/account/password'])
      expect((await withCookie(cookie, post(url, { password }))).statusCode, url).toBe(403)
    expect((await withCookie(cookie, { url: '/api/account' })).statusCode).toBe(403)
  })
})

describe('recovery codes', () => {
  test('are ten, told once, each good once, and kept only as hashes', async () => {
    const { codes } = await enroll('care_manager')
    expect(new Set(codes).size).toBe(10)
    const [code = ''] = codes
    const again = await house.as('care_manager', '/api/account')
    expect(again.json()).toMatchObject({ recovery_codes_left: 10 })
    expect(again.body).not.toContain(code)
    const kept = await house.parts.credentials.of('ac-care_manager')
    expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
    const typed = code.toLowerCase().replaceAll('-', ' ')
    expect((await show((await enter('care_manager')).cookie, typed)).statusCode).toBe(200)
    expect((await show((await enter('care_manager')).cookie, typed)).statusCode).toBe(422)
    expect((await house.as('care_manager', '/api/account')).json().recovery_codes_left).toBe(9)
  })

  test('are replaced all at once', async () => {
    const { codes } = await enroll('care_manager')
    const renewed = await house.as('care_manager', post('/api/account/recovery-codes'))
    expect(renewed.json().recovery_codes).toHaveLength(10)
    expect((await show((await enter('care_manager')).cookie, codes[0]!)).statusCode).toBe(422)
  })
})

describe('passwords', () => {
  const change = (next: string) =>
    house.as('care_manager', post('/api/account/password', { current: password, password: next }))

  test('of twelve characters are enough beside a second factor, and not without', async () => {
    expect((await change('fog lamp oak')).json().detail).toContain('fewer than 15')
    await enroll('care_manager')
    expect((await change('fog lamp oa')).json().detail).toContain('fewer than 12')
    expect((await change('fog lamp oak')).statusCode).toBe(204)
    const { factors } = (await house.as('care_manager', '/api/account')).json()
    const url = `/api/account/factors/${factors[0].factor}`
    const refused = await house.as('care_manager', { method: 'DELETE', url })
    expect(refused.json().detail).toContain('only beside a second factor')
  })
})

test('taken away, it is no longer asked for, and its recovery codes are worth nothing', async () => {
  await enroll('care_manager')
  const { factors } = (await house.as('care_manager', '/api/account')).json()
  const url = `/api/account/factors/${factors[0].factor}`
  expect((await house.as('billing_staff', { method: 'DELETE', url })).statusCode).toBe(404)
  expect((await house.as('care_manager', { method: 'DELETE', url })).statusCode).toBe(204)
  expect((await enter('care_manager')).answer.json().unfinished).toBeNull()
  expect(await house.parts.credentials.of('ac-care_manager')).toEqual([])
})

describe('required of everybody', () => {
  const rule = async (second_factor: string, version: number) =>
    house.as('administrator', {
      method: 'PUT',
      url: '/api/sign-in-rules',
      headers: { 'if-match': `"v${version}"` },
      payload: { second_factor, reason: 'decided by the board' },
    })

  test('is an administrator’s decision, made on what it was', async () => {
    expect((await rule('required', 0)).json()).toEqual({ second_factor: 'required', version: 1 })
    expect((await house.as('administrator', '/api/sign-in-rules')).statusCode).toBe(403)
    await enroll('administrator')
    expect((await rule('offered', 0)).statusCode).toBe(412)
    expect((await rule('offered', 1)).json()).toEqual({ second_factor: 'offered', version: 2 })
    expect((await house.parts.registry.auditTrail({ limit: 500 })).at(-1)).toMatchObject({
      record: 'switches',
      who: 'st-administrator',
      reason: 'decided by the board',
    })
  })

  test('is decided, as a reset is, only right after signing in or the password once more', async () => {
    await house.cookieOf('administrator')
    house.pass(6)
    expect((await rule('required', 0)).json().type).toBe('/problems/step-up')
    const { accounts } = (await house.as('administrator', '/api/administration')).json()
    const other = accounts.find(
      (one: { sign_in_name: string }) => one.sign_in_name === 'care_manager',
    )
    const url = `/api/accounts/${other.account}/second-factor`
    const headers = { 'if-match': `"v${other.version}"` }
    const reset = { ...post(url, { reason: 'lost the phone' }), headers }
    expect((await house.as('administrator', reset)).json().type).toBe('/problems/step-up')
    // nor is anybody let in by a password that the screen then shows
    const once = { ...post(`/api/accounts/${other.account}/password`, { reason: 'x' }), headers }
    expect((await house.as('administrator', once)).json().type).toBe('/problems/step-up')
    const made = post('/api/accounts', { staff: 'A'.repeat(22), sign_in_name: 'x' })
    const keyed = { ...made, headers: { 'idempotency-key': 'never-made' } }
    expect((await house.as('administrator', keyed)).json().type).toBe('/problems/step-up')
    await house.as('administrator', post('/api/account/step-up', { password }))
    expect((await house.as('administrator', reset)).statusCode).toBe(200)
    expect((await rule('required', 0)).json()).toEqual({ second_factor: 'required', version: 1 })
  })

  test('whoever has none sets one up, and is answered nothing else before', async () => {
    await house.cookieOf('care_manager')
    await rule('required', 0)
    const refused = await house.as('care_manager', '/api/caseload')
    expect(refused.json().type).toBe('/problems/enrollment')
    expect((await house.as('care_manager', '/api/session')).json().unfinished).toBe('enrollment')
    await enroll('care_manager')
    expect((await house.as('care_manager', '/api/caseload')).statusCode).toBe(200)
    const { factors } = (await house.as('care_manager', '/api/account')).json()
    const url = `/api/account/factors/${factors[0].factor}`
    const last = await house.as('care_manager', { method: 'DELETE', url })
    expect(last.json().detail).toContain('only one')
  })
})

test('an administrator resets what somebody has lost: their sessions and recovery codes end', async () => {
  const { codes } = await enroll('care_manager')
  const account = async () => {
    const { accounts } = (await house.as('administrator', '/api/administration')).json()
    return accounts.find((one: { sign_in_name: string }) => one.sign_in_name === 'care_manager')
  }
  const before = await account()
  expect(before).toMatchObject({ second_factor: true })
  const { cookie } = await enter('care_manager')
  const reset = await house.as('administrator', {
    ...post(`/api/accounts/${before.account}/second-factor`, { reason: 'lost the phone' }),
    headers: { 'if-match': `"v${before.version}"` },
  })
  expect(reset.json(), reset.body).toMatchObject({ second_factor: false })
  expect((await show(cookie, codes[0]!)).statusCode).toBe(401)
  expect((await enter('care_manager')).answer.json().unfinished).toBeNull()
})

describe('one’s own sessions', () => {
  test('are listed with where and when; one, or all others, can be ended', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/1 Firefox/140.0' }
    const payload = { sign_in_name: 'care_manager', password }
    const elsewhere = async (remoteAddress: string) =>
      house.app.inject({ ...post('/api/session', payload), remoteAddress, headers })
    await house.cookieOf('care_manager')
    await elsewhere('10.0.0.7')
    await elsewhere('10.0.0.8')
    const { sessions } = (await house.as('care_manager', '/api/account')).json()
    expect(sessions).toHaveLength(3)
    expect(sessions).toContainEqual(
      expect.objectContaining({ address: '10.0.0.7', client: 'Firefox on Linux', own: false }),
    )
    const other = sessions.find(({ address }: { address: string }) => address === '10.0.0.7')
    const url = `/api/account/sessions/${other.session}`
    expect((await house.as('billing_staff', { method: 'DELETE', url })).statusCode).toBe(404)
    expect((await house.as('care_manager', { method: 'DELETE', url })).statusCode).toBe(204)
    await house.as('care_manager', { method: 'DELETE', url: '/api/account/sessions' })
    const left = (await house.as('care_manager', '/api/account')).json().sessions
    expect(left).toMatchObject([{ own: true }])
  })
})
