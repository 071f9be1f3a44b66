/** More than can be answered: some are answered soon, the others told at once when to come again. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ProblemShape } from '../../server/contract/problems.ts'
import { aHouse } from '../http/support/house.ts'
import { faultsOf } from './support/judge.ts'

const access = { roles: 'anyone', what: 'test', shows: 'nothing' } as const

test('who finds too many there is turned away at once, by the book; then all is as before', async () => {
  let release: () => void = () => undefined
  const held = new Promise<void>((done) => {
    release = done
  })
  const house = await aHouse({
    settings: { mostUnderWay: 3 },
    more: (app) => app.get('/api/slow', { config: { access } }, async () => held.then(() => ({}))),
  })
  const slow = Array.from({ length: 3 }, () => house.app.inject('/api/slow'))
  await wait(50)
  for (const url of ['/api/session', '/api/slow', '/nowhere', '/']) {
    const answer = await house.app.inject(url)
    expect(answer.statusCode).toBe(503)
    expect(ProblemShape.parse(answer.json()).type).toBe('/problems/overloaded')
    expect(answer.headers['retry-after']).toBe('5')
    expect(faultsOf(answer).filter((fault) => !fault.startsWith('answers 503'))).toEqual([])
  }
  expect((await house.app.inject('/health')).statusCode, 'it lives').toBe(200)
  expect((await house.app.inject('/metrics')).body).toMatch(/session",status="503"\} 1/)
  release()
  for (const answer of await Promise.all(slow)) expect(answer.statusCode).toBe(200)
  expect((await house.app.inject('/api/session')).statusCode).toBe(401)
  await house.close()
})

test('whoever hangs up makes room', async () => {
  const house = await aHouse({
    settings: { mostUnderWay: 2 },
    more: (app) => app.get('/api/slow', { config: { access } }, async () => wait(60_000)),
  })
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const leaving = new AbortController()
  const slow = [1, 2].map(() => fetch(`${address}/api/slow`, { signal: leaving.signal }))
  await wait(100)
  expect((await fetch(`${address}/api/session`)).status).toBe(503)
  leaving.abort()
  await Promise.allSettled(slow)
  let status = 503
  for (let tries = 0; tries < 50 && status === 503; tries++) {
    await wait(20)
    status = (await fetch(`${address}/api/session`)).status
  }
  expect(status).toBe(401)
  house.app.server.closeAllConnections()
  await house.close()
})

test('while the event loop is late, all but watchers are turned away; then all is as before', async () => {
  const house = await aHouse({ settings: { busyAfter: 100 } })
  const session = async () => (await house.app.inject('/api/session')).statusCode
  expect(await session()).toBe(401)
  for (let times = 0; times < 8; times++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250) // nothing else gets a turn
    await wait(0)
  }
  expect(await session()).toBe(503)
  expect((await house.app.inject('/health')).statusCode, 'it lives').toBe(200)
  await expect.poll(session, { timeout: 30_000 }).toBe(401)
  await house.close()
})
