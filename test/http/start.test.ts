/** `npm run demo` and `npm start`, as people start and stop them. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openRegistry } from '../../db/index.ts'
import { CaseloadView } from '../../server/contract/caseload.ts'
import { MonthRun } from '../../server/contract/determinations.ts'
import { aFolder, node, npm, type Program, program } from './support/program.ts'

const folder = aFolder()
const running: Program[] = []
const started = (command: readonly string[], env: Record<string, string>): Program => {
  const one = program(command, env)
  running.push(one)
  return one
}
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.signal('SIGKILL')
    await one.ended
  }
})
afterAll(folder.remove)

const demoDatabase = { COCM_DATABASE_URL: folder.url('demo.db') }
const addressOf = async (one: Program) => (await one.says(/served at (http:\S+)/))[1]!
const signInOf = async (one: Program, role: string) => {
  const [, sign_in_name, password] = await one.says(new RegExp(`${role} +(\\S+) +(\\S+)\n`))
  return { sign_in_name, password }
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('npm run demo', () => {
  test('serves an invented clinic on its day, to whom it printed a password for', async () => {
    const demo = started(npm('demo', '--today', '2026-11-02', '--port', '0'), demoDatabase)
    const address = await addressOf(demo)
    const person = await signInOf(demo, 'care_manager')
    expect(demo.printed()).toContain('every person in it is invented')
    const entered = await post(`${address}/api/session`, person)
    expect(entered.status).toBe(201)
    const headers = { cookie: cookieOf(entered) }
    const caseload = await fetch(`${address}/api/caseload`, { headers })
    const { rows } = CaseloadView.parse(await caseload.json())
    expect(rows.length).toBeGreaterThan(40)
    expect(new Set(rows.map(({ today }) => today))).toEqual(new Set(['2026-11-02']))
    expect(await (await fetch(`${address}/health`)).json()).toEqual({ status: 'ok', demo: true })
    expect(demo.printed()).not.toContain('screens are not built')
    const page = await fetch(address)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
  })

  test('starts anew each time: the same clinic, other passwords', async () => {
    const again = started(node('demo', '--today', '2026-11-02'), demoDatabase)
    await addressOf(again)
    const { password: one } = await signInOf(again, 'auditor')
    again.signal('SIGTERM')
    expect(await again.ended).toBe(0)
    const third = started(node('demo', '--today', '2026-11-02'), demoDatabase)
    await addressOf(third)
    expect((await signInOf(third, 'auditor')).password).not.toBe(one)
  })

  test('is not made anew from under somebody who is looking at it, nor where a port is taken', async () => {
    const first = started(node('demo', '--today', '2026-11-02'), demoDatabase)
    const address = await addressOf(first)
    const second = started(node('demo', '--today', '2026-11-02'), demoDatabase)
    expect(await second.ended).toBe(1)
    expect(second.printed()).toContain('another server is at work on')
    const person = await signInOf(first, 'care_manager')
    expect((await post(`${address}/api/session`, person)).status).toBe(201)

    const { port } = new URL(address)
    const elsewhere = { COCM_DATABASE_URL: folder.url('elsewhere.db'), PORT: port }
    const third = started(node('main'), elsewhere)
    expect(await third.ended).toBe(1)
    expect(third.printed()).toContain(`port ${port} is in use already`)
  })

  test.for([
    [['--today', '2026-02-30'], {}, '--today: must be a day that exists'],
    [[], { PORT: 'x', LOG_LEVEL: 'y' }, 'PORT: must be a port'],
  ] as const)('%j with %j is told what is wrong', async ([args, env, says]) => {
    const refused = started(node('demo', ...args), { ...demoDatabase, ...env })
    expect(await refused.ended).toBe(2)
    expect(refused.printed()).toContain(says)
    expect(refused.printed()).not.toMatch(/at .*\(|node_modules/)
  })
})

describe('npm start', () => {
  const real = { COCM_DATABASE_URL: folder.url('registry.db'), LOG_LEVEL: 'silent' }
  const administrator = {
    name: 'Mara Quist',
    sign_in_name: 'mara',
    password: 'four unrelated garden words',
  }

  test('refuses a demonstration', async () => {
    const demonstration = { COCM_DATABASE_URL: folder.url('another.db') }
    const registry = await openRegistry(demonstration.COCM_DATABASE_URL)
    await registry.facts.state('demo', 'yes')
    await registry.close()
    const refused = started(node('main'), demonstration)
    expect(await refused.ended).toBe(2)
    expect(refused.printed()).toContain('names a demonstration')
  })

  test('makes the first administrator with the code that it prints once', async () => {
    const first = started(npm('start'), real)
    const address = await addressOf(first)
    const [, code] = await first.says(/^ {2}([A-Z2-9-]{29})$/m)
    const make = () => post(`${address}/api/first-administrator`, { code, ...administrator })
    expect((await make()).status).toBe(204)
    expect((await make()).status).toBe(403)
    const { name: _, ...signIn } = administrator
    const entered = await post(`${address}/api/session`, signIn)
    expect(entered.status).toBe(201)
    expect(entered.headers.get('set-cookie')).toMatch(/^__Host-cocm=.*; Secure/)
    const headers = { cookie: cookieOf(entered) }
    expect((await fetch(`${address}/api/caseload`, { headers })).status).toBe(403)
  })

  test('prints no code where somebody can sign in, and stops in order', async () => {
    const second = started(node('main'), real)
    await addressOf(second)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(second.printed()).not.toContain('one-time code')
  })

  test('the demo never takes its place', async () => {
    const refused = started(node('demo'), real)
    expect(await refused.ended).toBe(2)
    expect(refused.printed()).toContain('no demonstration')
  })
})

describe('a signal', () => {
  test('ends the server once it has answered what is under way', async () => {
    const demo = started(node('demo', '--today', '2026-11-02'), demoDatabase)
    const address = await addressOf(demo)
    const entered = await post(`${address}/api/session`, await signInOf(demo, 'billing_staff'))
    const headers = { cookie: cookieOf(entered) }
    const answer = fetch(`${address}/api/months/2026-10`, { headers })
    await new Promise((resume) => setTimeout(resume, 150))
    demo.signal('SIGTERM')
    const rows = MonthRun.parse(await (await answer).json()).rows
    expect(rows.length).toBeGreaterThan(100)
    expect(await demo.ended).toBe(0)
  })
})
