/** Everybody's own desk: drafts, the timer and saved views outlive a restart, and reach nobody else. */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../../db/desk/index.ts'
import type { Draft } from '../../server/domain/desk.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

type Role = Parameters<House['as']>[0]
const me: Role = 'care_manager'
const put = (role: Role, url: string, payload: object) =>
  house.as(role, { method: 'PUT', url, payload })
const drafts = async (role: Role = me) => (await house.as(role, '/api/drafts')).json().drafts

describe('a draft', () => {
  const content = { note: 'Talked about <sleep> — 眠り', answers: [1, null, 0] }

  test('is there again, letter by letter, with whom it is about', async () => {
    const patient = await house.handleOf('pt-1')
    expect((await put(me, '/api/drafts/contact', { patient, content })).statusCode).toBe(204)
    expect((await house.logged()).at(-1)).toMatchObject({ what: 'draft kept', patients: ['pt-1'] })
    expect(await drafts()).toEqual([
      { name: 'contact', patient, content, kept_at: '2026-11-02T15:00:00.000Z' },
    ])
    expect((await house.logged()).at(-1)).toMatchObject({ what: 'drafts', patients: ['pt-1'] })
  })

  test('is nobody else’s', async () => {
    expect(await drafts('psychiatric_consultant')).toEqual([])
  })

  test('about a stranger is refused like one about nobody', async () => {
    const theirs = await put(me, '/api/drafts/x', {
      patient: await house.handleOf('pt-2'),
      content,
    })
    const nobodys = await put(me, '/api/drafts/x', { patient: 'A'.repeat(22), content })
    expect([theirs.statusCode, nobodys.statusCode]).toEqual([404, 404])
    expect(theirs.body).toBe(nobodys.body)
  })

  test('about somebody who is not theirs any more is not shown', async () => {
    const { account_id } = (await house.parts.accounts.bySignInName(me))!
    const row = {
      name: 'left',
      patient_id: 'pt-2',
      content: '{}',
      kept_at: house.parts.clock.now(),
    }
    await house.parts.desk.keepDraft(account_id, row)
    expect((await drafts()).map(({ name }: Draft) => name)).toEqual(['contact'])
    await house.parts.desk.dropDraft(account_id, 'left')
  })

  test.for([
    ['larger than 64 KB', 413, { patient: null, content: 'x'.repeat(64 * 1024) }],
    ['without content', 400, { patient: null }],
    ['with more than was agreed', 400, { patient: null, content: 1, who: 'me' }],
  ] as const)('%s is refused', async ([, status, body]) => {
    expect((await put(me, '/api/drafts/y', body)).statusCode).toBe(status)
  })

  test('goes when it is dropped, and when it is old', async () => {
    await put(me, '/api/drafts/old', { patient: null, content: 1 })
    const gone = await house.as(me, { method: 'DELETE', url: '/api/drafts/contact' })
    expect(gone.statusCode).toBe(204)
    expect((await drafts()).map(({ name }: Draft) => name)).toEqual(['old'])
    house.pass(30 * 24 * 60)
    await house.renew(me)
    expect(await drafts()).toEqual([])
  })
})

describe('the timer', () => {
  const start = async (key: string, kind = 'follow_up', patient = 'pt-1') =>
    house.as(me, {
      method: 'POST',
      url: '/api/timer',
      headers: { 'idempotency-key': key },
      payload: { patient: await house.handleOf(patient), kind },
    })
  const running = async () => (await house.as(me, '/api/timer')).json().running

  test('starts now, in the time of the patient’s clinic', async () => {
    const started = await start('timer-key-1')
    expect(started.statusCode, started.body).toBe(201)
    expect(started.json()).toMatchObject({
      ended: null,
      running: { given_name: 'Ngozi', kind: 'follow_up', started_at: '2026-12-02T10:00:00' },
    })
  })

  test('a second one ends the first and says when that began', async () => {
    house.pass(12)
    const second = await start('timer-key-2', 'coordination')
    expect(second.json()).toMatchObject({
      running: { kind: 'coordination', started_at: '2026-12-02T10:12:00' },
      ended: {
        kind: 'follow_up',
        started_at: '2026-12-02T10:00:00',
        ended_at: '2026-12-02T10:12:00',
        seconds: 720,
      },
    })
  })

  test('a double click ends nothing, and is answered the same', async () => {
    house.pass(1)
    const again = await start('timer-key-2', 'coordination')
    expect(again.json().running.started_at).toBe('2026-12-02T10:12:00')
    expect(again.json().ended.seconds).toBe(720)
  })

  test('is not started under the key of another one', async () => {
    const other = await start('timer-key-2', 'registry')
    expect([other.statusCode, other.json().type]).toEqual([409, '/problems/key-reused'])
    expect(await running()).toMatchObject({ kind: 'coordination' })
  })

  test('survives a restart', async () => {
    const restarted = await openDesk(house.url)
    const { account_id } = (await house.parts.accounts.bySignInName(me))!
    expect(await restarted.timer(account_id, house.parts.clock.now())).toMatchObject({
      patient_id: 'pt-1',
      kind: 'coordination',
    })
    await restarted.close()
    expect(await running()).toMatchObject({ kind: 'coordination' })
  })

  test('is ended once', async () => {
    const end = () => house.as(me, { method: 'DELETE', url: '/api/timer' })
    expect((await end()).json().ended).toMatchObject({ seconds: 60 })
    expect((await end()).json()).toEqual({ ended: null })
    expect(await running()).toBeNull()
  })

  test('of a stranger cannot be started; without a key neither', async () => {
    expect((await start('timer-key-3', 'follow_up', 'pt-2')).statusCode).toBe(404)
    const payload = { patient: await house.handleOf('pt-1'), kind: 'follow_up' }
    const bare = await house.as(me, { method: 'POST', url: '/api/timer', payload })
    expect(bare.statusCode).toBe(428)
    const clerk = await house.as('billing_staff', { method: 'POST', url: '/api/timer', payload })
    expect(clerk.statusCode).toBe(403)
  })

  test('is forgotten after a day', async () => {
    await house.renew(me)
    await start('timer-key-4')
    house.pass(24 * 60)
    await house.renew(me)
    expect(await running()).toBeNull()
  })
})

describe('saved views', () => {
  test('are kept by screen and by person', async () => {
    await house.renew('billing_staff')
    const views = [{ name: 'High scores', columns: ['phq-9'], above: 14 }]
    expect((await put('billing_staff', '/api/views/caseload', { views })).statusCode).toBe(204)
    const kept = async (role: Role) => (await house.as(role, '/api/views')).json()
    expect(await kept('billing_staff')).toEqual({ screens: { caseload: views } })
    const dark = { theme: 'dark' }
    await put('billing_staff', '/api/views/frame', { views: dark })
    expect(await kept('billing_staff')).toEqual({ screens: { caseload: views, frame: dark } })
    expect(await kept('auditor')).toEqual({ screens: {} })
  })
})

test('lies beside the registry, not in it', async () => {
  expect(existsSync(house.url.slice(5).replace(/registry\.db$/, 'registry.desk.db'))).toBe(true)
})
