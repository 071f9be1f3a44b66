/** Single sign-on against a real provider on this machine: it opens an account, and makes none. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openProvider } from '../../server/single-sign-on.ts'
import { aHouse, type House } from './support/house.ts'

const host = 'localhost:8080'
const redirect = `http://${host}/api/session/single-sign-on/callback`
let server: Server
let issuer: string
/** What the provider says of an address: whether it is verified. */
const verified = new Map<string, boolean>()

beforeAll(async () => {
  const listening = await import('node:http').then(({ createServer }) => createServer())
  server = listening.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  const client = {
    client_id: 'cocm',
    client_secret: 'a secret of this test',
    redirect_uris: [redirect],
  }
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: async (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: id, email_verified: verified.get(id) ?? true }),
    }),
  })
  server.on('request', provider.callback())
})
afterAll(() => {
  server?.close()
})

let house: House
afterEach(() => house?.close())
const aSite = async () => {
  const config = { issuer, clientId: 'cocm', clientSecret: 'a secret of this test' }
  house = await aHouse({ parts: { provider: openProvider({ ...config, claim: 'email' }) } })
}

/** A browser at the provider: it keeps cookies, and follows until it is sent back to us. */
async function atProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const init = form
      ? { method: 'POST', body: new URLSearchParams(form), headers: { cookie } }
      : { headers: { cookie } }
    const answer = await fetch(url, { ...init, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return answer
  }
  let answer = await visit(start)
  for (let step = 0; step < 12; step++) {
    const next = answer.headers.get('location')
    if (next?.startsWith(redirect)) return next
    if (next) {
      answer = await visit(new URL(next, issuer).href)
      continue
    }
    const page = await answer.text()
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    answer = await visit(new URL(action, issuer).href, { prompt, login, password: 'any' })
  }
  throw new Error('the provider never sent the browser back')
}

const cookieIn = (answer: { headers: object }, name: string): string =>
  [(answer.headers as Record<string, unknown>)['set-cookie']]
    .flat()
    .map(String)
    .find((line) => line.startsWith(name))
    ?.split(';')[0] ?? ''

async function signInAs(login: string) {
  const headers = { host }
  const begun = await house.app.inject({ url: '/api/session/single-sign-on', headers })
  expect(begun.statusCode).toBe(302)
  const flow = cookieIn(begun, '__Host-cocm-flow')
  const back = await atProvider(String(begun.headers.location), login)
  const url = back.slice(`http://${host}`.length)
  const returned = await house.app.inject({ url, headers: { host, cookie: flow } })
  return { returned, flow, url }
}

/** The account of the care manager, under an address. */
async function named(sign_in_name: string, disabled = false): Promise<void> {
  const { accounts, clock } = house.parts
  const account = (await accounts.byId('ac-care_manager'))!
  const actor = { who: 'operator:test', role: 'operator' } as const
  const by = { actor, at: clock.now(), reason: 'test' }
  await accounts.put({ ...account, sign_in_name, disabled }, by)
}

test('opens the account that has the verified address; the answer is good once', async () => {
  await aSite()
  await named('mara@clinic.example')
  const { returned, flow, url } = await signInAs('mara@clinic.example')
  expect([returned.statusCode, returned.headers.location]).toEqual([302, '/'])
  const cookie = cookieIn(returned, '__Host-cocm=')
  const session = await house.app.inject({ url: '/api/session', headers: { cookie } })
  expect(session.json()).toMatchObject({ role: 'care_manager', unfinished: null })
  const again = await house.app.inject({ url, headers: { host, cookie: flow } })
  expect(again.headers.location).toBe('/?single-sign-on=refused')
})

test.for<[string, string, () => Promise<void>]>([
  ['whom no account knows', 'stranger@clinic.example', async () => {}],
  [
    'whose address nobody verified',
    'unsure@clinic.example',
    async () => {
      verified.set('unsure@clinic.example', false)
      await named('unsure@clinic.example')
    },
  ],
  ['whose account is disabled', 'gone@clinic.example', () => named('gone@clinic.example', true)],
])('lets nobody in %s, with one answer', async ([, login, prepare]) => {
  await aSite()
  await prepare()
  const before = (await house.parts.accounts.all()).length
  const { returned } = await signInAs(login)
  expect(returned.headers.location).toBe('/?single-sign-on=refused')
  expect(cookieIn(returned, '__Host-cocm=')).toBe('')
  expect((await house.logged()).at(-1)).toMatchObject({ action: 'sign-in', outcome: 'refused' })
  expect(await house.parts.accounts.all()).toHaveLength(before)
})

test('an answer that another browser brings opens nothing', async () => {
  await aSite()
  await named('mara@clinic.example')
  const begun = await house.app.inject({ url: '/api/session/single-sign-on', headers: { host } })
  const back = await atProvider(String(begun.headers.location), 'mara@clinic.example')
  const url = back.slice(`http://${host}`.length)
  const other = cookieIn(
    await house.app.inject({ url: '/api/session/single-sign-on', headers: { host } }),
    '__Host-cocm-flow',
  )
  for (const cookie of [other, '', `__Host-cocm-flow=${'A'.repeat(43)}`]) {
    const answer = await house.app.inject({ url, headers: { host, cookie } })
    expect(answer.headers.location).toBe('/?single-sign-on=refused')
  }
})

test('where no provider is configured, there is no such address', async () => {
  house = await aHouse()
  const answer = await house.app.inject({ url: '/api/session/single-sign-on' })
  expect(answer.statusCode).toBe(404)
})
