/** Passkeys over HTTP: each answer is good once, for this name, for the question that was asked. */
import { beforeEach, describe, expect, test } from 'vitest'
import { aHouse, type House, password } from './support/house.ts'
import { type Answered, aPasskey } from './support/passkey.ts'

/** As any wrong second factor is answered. */
const wrong = 422

let house: House
let key: ReturnType<typeof aPasskey>
beforeEach(async () => {
  house = await aHouse()
  key = aPasskey()
  const begun = await house.as('care_manager', post('/api/account/passkeys/options'))
  const response = key.registration(begun.json().challenge)
  const wanted = { name: 'my key', response }
  const added = await house.as('care_manager', post('/api/account/passkeys', wanted))
  expect(added.statusCode, added.body).toBe(200)
  return () => house.close()
})

const post = (url: string, payload?: object) => ({
  method: 'POST' as const,
  url,
  ...(payload ? { payload } : {}),
})
const withCookie = (cookie: string, request: object) =>
  house.app.inject({ ...request, headers: { cookie } })

/** The password, and what is asked of the key. */
async function asked() {
  house.pass(1)
  const payload = { sign_in_name: 'care_manager', password }
  const answer = await house.app.inject(post('/api/session', payload))
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!
  const options = await withCookie(cookie, post('/api/session/passkey/options'))
  return { cookie, challenge: String(options.json().challenge) }
}
const show = (cookie: string, answered: Answered, from = key) =>
  withCookie(cookie, post('/api/session/passkey', from.assertion(answered)))

/** Signs in with the key’s counter at so much; answers the status. */
async function enter(counter: number): Promise<number> {
  const { cookie, challenge } = await asked()
  return (await show(cookie, { challenge, counter })).statusCode
}

describe('an answer of a passkey', () => {
  test('opens what the password alone does not', async () => {
    const { cookie, challenge } = await asked()
    expect((await withCookie(cookie, { url: '/api/caseload' })).statusCode).toBe(403)
    const shown = await show(cookie, { challenge, counter: 1 })
    expect(shown.json(), shown.body).toMatchObject({ unfinished: null })
    const renewed = String(shown.headers['set-cookie']).split(';')[0]!
    expect((await withCookie(renewed, { url: '/api/caseload' })).statusCode).toBe(200)
  })

  test('sent again opens nothing, neither there nor in another sign-in', async () => {
    const first = await asked()
    const answer = key.assertion({ challenge: first.challenge, counter: 1 })
    const send = (cookie: string) => withCookie(cookie, post('/api/session/passkey', answer))
    expect((await send(first.cookie)).statusCode).toBe(200)
    expect((await send(first.cookie)).statusCode).toBe(401)
    const second = await asked()
    expect((await send(second.cookie)).statusCode).toBe(wrong)
    expect((await house.logged()).at(-1)).toMatchObject({
      action: 'sign-in',
      outcome: 'refused',
      reason: 'wrong-second-factor',
    })
  })

  test('is good for one question: after a wrong answer another one is asked', async () => {
    const { cookie, challenge } = await asked()
    const other = { challenge: 'c29tZXRoaW5nIGVsc2U', counter: 1 }
    expect((await show(cookie, other)).statusCode).toBe(wrong)
    expect((await show(cookie, { challenge, counter: 1 })).statusCode).toBe(wrong)
  })

  test('given after five minutes is too late', async () => {
    const { cookie, challenge } = await asked()
    house.pass(5)
    expect((await show(cookie, { challenge, counter: 1 })).statusCode).toBe(401)
  })

  test('for another name is refused, and so is another key’s', async () => {
    const elsewhere = { origin: 'http://localhost.example', host: 'localhost.example' }
    const one = await asked()
    const foreign = { challenge: one.challenge, counter: 1, where: elsewhere }
    expect((await show(one.cookie, foreign)).statusCode).toBe(wrong)
    const other = await asked()
    const answered = { challenge: other.challenge, counter: 1 }
    expect((await show(other.cookie, answered, aPasskey())).statusCode).toBe(wrong)
  })
})

describe('a counter', () => {
  test('goes up; one that stands still, goes back or has stopped is a copy’s', async () => {
    expect(await enter(7)).toBe(200)
    for (const counter of [7, 6, 0]) expect(await enter(counter), `counter ${counter}`).toBe(wrong)
    expect(await enter(8)).toBe(200)
  })

  test('may be missing: many keys keep none', async () => {
    for (let turn = 0; turn < 2; turn++) expect(await enter(0)).toBe(200)
    expect(await enter(1)).toBe(200)
  })
})
