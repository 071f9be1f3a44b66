/** Administration: rows with their versions, policies that take over, and who may sign in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AdministrationView } from '../../server/contract/administration.ts'
import { secrets, staffOf } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

type Role = Parameters<House['as']>[0]
const me: Role = 'administrator'
const view = async (): Promise<AdministrationView> =>
  (await house.as(me, '/api/administration')).json()
const add = (record: string, key: string, payload: object, role: Role = me) =>
  house.as(role, {
    method: 'POST',
    url: `/api/administration/${record}`,
    headers: { 'idempotency-key': key },
    payload,
  })
const amend = (record: string, key: string, version: number | null, columns: object) =>
  house.as(me, {
    method: 'PUT',
    url: `/api/administration/${record}/${key}`,
    headers: version === null ? {} : { 'if-match': `"v${version}"` },
    payload: { columns, reason: 'as agreed' },
  })
const signIn = (sign_in_name: string, given: string) =>
  house.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { sign_in_name, password: given },
    remoteAddress: '10.9.0.1',
  })

describe('a row', () => {
  const nurse = { name: 'Ida Holm', role: 'care_manager', profession: 'nurse' }

  test('is added once by one double click, with an id of the registry’s own', async () => {
    const [one, two] = await Promise.all([
      add('staff', 'staff-key-1', nurse),
      add('staff', 'staff-key-1', nurse),
    ])
    expect([one.statusCode, two.statusCode], two.body).toEqual([201, 201])
    expect(one.json()).toEqual(two.json())
    const rows = (await view()).staff.filter(({ row }) => row.name === 'Ida Holm')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ version: 1, row: { prescriber: null, npi: null } })
  })

  test('is changed under its version, with a reason', async () => {
    const { key } = (await view()).staff.find(({ row }) => row.name === 'Ida Holm')!
    expect((await amend('staff', key, null, { npi: '1234567893' })).statusCode).toBe(428)
    const changed = await amend('staff', key, 1, { npi: '1234567893' })
    expect(changed.statusCode, changed.body).toBe(200)
    expect(changed.json()).toMatchObject({ version: 2, row: { npi: '1234567893' } })
    const stale = await amend('staff', key, 1, { npi: null })
    expect(stale.statusCode).toBe(412)
    expect(stale.json().current).toMatchObject({ version: 2 })
  })

  test.for<[string, string, object, string]>([
    ['staff', 'an unknown role', { name: 'X', role: 'boss' }, '/role'],
    ['staff', 'an id of one’s own', { staff_id: 'me', name: 'X', role: 'auditor' }, '/staff_id'],
    ['staff', 'a short NPI', { name: 'X', role: 'auditor', npi: '12' }, '/npi'],
    [
      'clinics',
      'a zone that does not exist',
      { name: 'X', time_zone: 'Mars/Base', setting: 'office', place_of_service: '11' },
      '/time_zone',
    ],
    [
      'payers',
      'an unknown policy',
      { name: 'X', category: 'commercial', policy: 'nowhere' },
      '/policy',
    ],
    [
      'policies',
      'an unknown key',
      { policy: 'plan-a', effective_from: '2026-01-01', terms: { free: true } },
      '/terms/free',
    ],
    [
      'policies',
      'an end before its start',
      { policy: 'plan-a', effective_from: '2026-02-01', effective_to: '2026-01-01', terms: {} },
      '/effective_to',
    ],
    [
      'site_numbers',
      'a number that no rule reads',
      { name: 'measure_often', effective_from: '2026-01-01', value: 21, reason: 'so decided' },
      '/name',
    ],
    [
      'site_numbers',
      'nothing for a number',
      { name: 'measure_every', effective_from: '2026-01-01', value: 0, reason: 'so decided' },
      '/value',
    ],
    [
      'site_numbers',
      'more than all',
      { name: 'improvement_percent', effective_from: '2026-01-01', value: 150, reason: 'so' },
      '/value',
    ],
    [
      'site_numbers',
      'nobody who decided it',
      { name: 'measure_every', effective_from: '2026-01-01', value: 21 },
      '/reason',
    ],
    [
      'covers',
      'somebody for themselves',
      {
        absent_staff_id: staffOf('care_manager'),
        covering_staff_id: staffOf('care_manager'),
        starts_on: '2026-11-02',
        ends_on: '2026-11-03',
      },
      '/covering_staff_id',
    ],
    [
      'covers',
      'nobody',
      {
        absent_staff_id: 'nobody',
        covering_staff_id: staffOf('care_manager'),
        starts_on: '2026-11-02',
        ends_on: '2026-11-03',
      },
      '/absent_staff_id',
    ],
  ])('of %s with %s is refused by its field', async ([record, what, payload, field]) => {
    const answer = await add(record, `faulty-${record}-${what.length}`, payload)
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json().faults.map((fault: { field: string }) => fault.field)).toContain(field)
  })

  test('is not for others, and shows no patient', async () => {
    for (const role of ['care_manager', 'data_manager', 'billing_staff'] as const)
      expect((await add('staff', 'not-mine-1', nurse, role)).statusCode).toBe(403)
    const { body } = await house.as(me, '/api/administration')
    for (const secret of secrets) expect(body).not.toContain(secret)
    expect(body).not.toContain('quick:')
  })
})

describe('a policy', () => {
  const version = (effective_from: string, terms: object) => ({
    policy: 'plan-b',
    effective_from,
    terms,
  })

  test('is taken over by its next version from a day on', async () => {
    expect(
      (await add('policies', 'policy-key-1', version('2026-01-01', { time_rule: 'full' })))
        .statusCode,
    ).toBe(201)
    const next = await add(
      'policies',
      'policy-key-2',
      version('2026-07-01', { time_rule: 'midpoint' }),
    )
    expect(next.statusCode, next.body).toBe(201)
    const { policies } = await view()
    expect(policies.map(({ row }) => [row.effective_from, row.effective_to])).toEqual([
      ['2026-01-01', '2026-06-30'],
      ['2026-07-01', null],
    ])
  })

  test('has one version on any day', async () => {
    const inside = await add('policies', 'policy-key-3', {
      ...version('2026-02-01', {}),
      effective_to: '2026-03-01',
    })
    expect(inside.statusCode).toBe(400)
    expect(inside.json().faults[0].field).toBe('/effective_from')
  })
})

describe('a number of the caseload’s rules', () => {
  const number = (effective_from: string, value: number) => ({
    name: 'measure_every',
    effective_from,
    value,
    reason: 'Dr. Abel, clinical lead: every three weeks',
  })
  const flags = async (query = ''): Promise<readonly string[]> => {
    const { rows } = (await house.as('care_manager', `/api/caseload${query}`)).json()
    const [{ row }] = rows as [{ row: { flags: { id: string; because: string }[] } }]
    return row.flags.filter(({ id }) => id === 'M1').map(({ because }) => because)
  }

  test('is set once by one double click, from a day on, and its rule reads it from then on', async () => {
    house.pass(1)
    const before = await flags()
    const sent = number('2026-10-30', 2)
    const [one, two] = await Promise.all([
      add('site_numbers', 'number-key-1', sent),
      add('site_numbers', 'number-key-1', sent),
    ])
    expect([one.statusCode, two.statusCode], two.body).toEqual([201, 201])
    expect(one.json()).toEqual(two.json())
    expect((await view()).site_numbers).toMatchObject([{ version: 1, row: sent }])
    expect(await flags()).toEqual([expect.stringContaining('one is due every 2 days')])
    expect(await flags()).not.toEqual(before)
    expect(JSON.stringify(await flags('?as_of=2026-10-29'))).not.toContain('every 2 days')
    expect(await flags('?as_of=2026-10-30')).toEqual([expect.stringContaining('every 2 days')])
  })

  test('is not set twice from one day on; it is amended under its version, with a reason', async () => {
    const twice = await add('site_numbers', 'number-key-2', number('2026-10-30', 5))
    expect(twice.statusCode, twice.body).toBe(400)
    expect(twice.json().faults).toEqual([
      { field: '/effective_from', says: 'must be a day from which nothing of that name holds yet' },
    ])
    const { key: named, version } = (await view()).site_numbers[0]!
    expect((await amend('site_numbers', named, null, { value: 5 })).statusCode).toBe(428)
    const changed = await amend('site_numbers', named, version, { value: 5 })
    expect(changed.json()).toMatchObject({ version: 2, row: { value: 5 } })
    expect(await flags()).toEqual([expect.stringContaining('every 5 days')])
    expect((await amend('site_numbers', named, 1, { value: 6 })).statusCode).toBe(412)
    const moved = await amend('site_numbers', named, 2, { effective_from: '2026-10-31' })
    expect(moved.statusCode).toBe(400)
    expect(named).not.toContain('measure')
  })

  test('was not known before it was set, and is set by an administrator alone', async () => {
    const then = '?known_on=2026-11-02T15:00:00.000Z'
    expect(JSON.stringify(await flags(then))).not.toContain('every 5 days')
    for (const role of ['care_manager', 'psychiatric_consultant', 'data_manager'] as const) {
      const answer = await add('site_numbers', `not-mine-${role}`, number('2026-10-31', 9), role)
      expect(answer.statusCode).toBe(403)
    }
  })

  test('is in the audit trail as what an administrator did', async () => {
    const trail = await house.parts.registry.auditTrail({ limit: 500 })
    const mine = trail.filter(({ record }) => record === 'site_numbers')
    expect(mine.map(({ action, role, reason }) => [action, role, reason])).toEqual([
      ['added', me, 'administration'],
      ['amended', me, 'as agreed'],
    ])
  })
})

describe('an account', () => {
  let once: string
  let account: string
  let cookie: string
  const asNew = (url: string, method: 'GET' | 'POST' = 'GET', payload?: object) =>
    house.app.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })

  test('is made with a password that is told once', async () => {
    const { key } = (await view()).staff.find(({ row }) => row.name === 'Ida Holm')!
    const make = () =>
      house.as(me, {
        method: 'POST',
        url: '/api/accounts',
        headers: { 'idempotency-key': 'account-key-1' },
        payload: { staff: key, sign_in_name: 'ida' },
      })
    const made = await make()
    expect(made.statusCode, made.body).toBe(201)
    once = made.json().one_time_password
    account = made.json().account.account
    expect((await make()).statusCode).toBe(422)
    const other = await house.as(me, {
      method: 'POST',
      url: '/api/accounts',
      headers: { 'idempotency-key': 'account-key-1' },
      payload: { staff: key, sign_in_name: 'ida-holm' },
    })
    expect([other.statusCode, other.json().type]).toEqual([409, '/problems/key-reused'])
    expect((await house.as(me, '/api/administration')).body).not.toContain(once)
  })

  test('opens nothing but a password of one’s own', async () => {
    const answer = await signIn('ida', once)
    expect(answer.statusCode).toBe(201)
    cookie = String(answer.headers['set-cookie']).split(';')[0]!
    expect((await asNew('/api/account')).json()).toMatchObject({
      one_time: true,
      role: 'care_manager',
    })
    const caseload = await asNew('/api/caseload')
    expect([caseload.statusCode, caseload.json().type]).toEqual([403, '/problems/password-change'])
  })

  const fresh = 'violet harbor umbrella seven'
  test.for<[string, object, number]>([
    ['a wrong one', { current: 'not this one at all', password: fresh }, 422],
    ['a short one', { current: '', password: 'short' }, 422],
    ['the same', { current: '', password: '' }, 422],
  ])('is not changed by %s', async ([, given, status]) => {
    const said = given as { current: string; password: string }
    const payload = { current: said.current || once, password: said.password || once }
    expect((await asNew('/api/account/password', 'POST', payload)).statusCode).toBe(status)
  })

  test('is its owner’s once changed; the one-time password and other sessions are over', async () => {
    const other = String((await signIn('ida', once)).headers['set-cookie']).split(';')[0]!
    const payload = { current: once, password: fresh }
    const changed = await asNew('/api/account/password', 'POST', payload)
    expect(changed.statusCode, changed.body).toBe(204)
    expect((await asNew('/api/caseload')).statusCode).toBe(200)
    const headers = { cookie: other }
    expect((await house.app.inject({ url: '/api/account', headers })).statusCode).toBe(401)
    expect((await signIn('ida', once)).statusCode).toBe(401)
    expect((await signIn('ida', fresh)).statusCode).toBe(201)
  })

  test('disabled ends at once; enabled it is there again', async () => {
    const set = async (disabled: boolean) =>
      house.as(me, {
        method: 'PUT',
        url: `/api/accounts/${account}`,
        headers: await asSeen(account),
        payload: { disabled, reason: 'on leave' },
      })
    const other = String((await signIn('ida', fresh)).headers['set-cookie']).split(';')[0]!
    expect((await set(true)).json()).toMatchObject({ disabled: true })
    expect((await asNew('/api/account')).statusCode).toBe(401)
    expect((await signIn('ida', fresh)).statusCode).toBe(401)
    await set(false)
    const headers = { cookie: other }
    expect((await house.app.inject({ url: '/api/account', headers })).statusCode).toBe(401)
    expect((await signIn('ida', fresh)).statusCode).toBe(201)
  })

  test('of the last administrator is not disabled, nor made another’s role', async () => {
    const { accounts, staff } = await view()
    const own = accounts.find(({ sign_in_name }) => sign_in_name === 'administrator')!
    const payload = { disabled: true, reason: 'by mistake' }
    const url = `/api/accounts/${own.account}`
    const headers = await asSeen(own.account)
    expect((await house.as(me, { method: 'PUT', url, headers, payload })).statusCode).toBe(422)
    const { key, version } = staff.find(({ row }) => row.staff_id === staffOf('administrator'))!
    expect((await amend('staff', key, version, { role: 'auditor' })).statusCode).toBe(422)
  })

  test('gets a new one-time password where its own is forgotten', async () => {
    const url = `/api/accounts/${account}/password`
    const payload = { reason: 'forgotten' }
    const headers = await asSeen(account)
    const reset = await house.as(me, { method: 'POST', url, headers, payload })
    expect((await house.as(me, { method: 'POST', url, payload })).statusCode).toBe(428)
    expect((await house.as(me, { method: 'POST', url, headers, payload })).statusCode).toBe(412)
    expect(reset.json().account).toMatchObject({ one_time: true })
    expect((await signIn('ida', fresh)).statusCode).toBe(401)
    expect((await signIn('ida', reset.json().one_time_password)).statusCode).toBe(201)
  })
})

/** If-Match of the version that the account has now. */
async function asSeen(of: string) {
  const found = (await view()).accounts.find((one) => one.account === of)!
  return { 'if-match': `"v${found.version}"` }
}

describe('sessions', () => {
  test('are listed without anything that opens one, and can be ended', async () => {
    await house.cookieOf('auditor')
    const { sessions } = (await house.as(me, '/api/sessions')).json()
    expect(JSON.stringify(sessions)).not.toMatch(/[0-9a-f]{64}/)
    const theirs = sessions.find((one: { sign_in_name: string }) => one.sign_in_name === 'auditor')
    const url = `/api/sessions/${theirs.session}`
    expect((await house.as(me, { method: 'DELETE', url })).statusCode).toBe(204)
    expect((await house.as('auditor', '/api/session')).statusCode).toBe(401)
    expect((await house.as(me, { method: 'DELETE', url })).statusCode).toBe(404)
  })
})

test('every account in these tests can be audited: nothing was changed without a name', async () => {
  const trail = await house.parts.registry.auditTrail({ limit: 500 })
  const accounts = trail.filter(({ record }) => record === 'accounts').slice(-4)
  expect(accounts.every(({ role }) => role === 'administrator' || role === 'care_manager')).toBe(
    true,
  )
})
