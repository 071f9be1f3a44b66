/** Tables over every route that there is: types of content, sizes, prototypes, headers of answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemShape } from '../../server/contract/problems.ts'
import type { Role } from '../../server/domain/records/people.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { faultsOf } from './support/judge.ts'
import { type Door, doorsOf } from './support/knocks.ts'
import { nobodys } from './support/known.ts'

const types = [
  'text/plain',
  'text/html',
  'text/xml',
  'text/csv',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/x-ndjson',
  'application/ld+json',
  'application/merge-patch+json',
  'application/yaml',
  'image/png',
  'json',
  '*/*',
] as const

let house: House
let doors: readonly Door[] = []
let withBody: readonly Door[] = []
beforeAll(async () => {
  house = await aHouse()
  doors = doorsOf(house.app.routesDeclared)
  withBody = doors.filter(({ method, body }) => body !== null && method !== 'GET')
})
afterAll(() => house.close())

let asked = 0
/** As somebody who may, at an address that is of the right form; from anywhere: no flood. */
function ask(door: Door, payload: string | undefined, headers: Record<string, string>) {
  const known: Readonly<Record<string, string>> = {
    month: '2026-10',
    record: 'scores',
    screen: 'x',
  }
  const url = door.url.replace(/:(\w+)/g, (_, name: string) =>
    name === 'record' && door.url.includes('administration') ? 'staff' : (known[name] ?? nobodys),
  )
  const role = (door.roles?.[0] ?? 'care_manager') as Role // the routes declare roles
  const ours = { 'if-match': '"v1"', 'idempotency-key': 'one-for-everything', ...headers }
  const body = payload === undefined ? {} : { payload }
  return house.as(role, {
    method: door.method as 'POST', // as inject wants
    url,
    headers: ours,
    remoteAddress: `10.7.${(asked >> 8) & 255}.${asked++ & 255}`,
    ...body,
  })
}
const json = { 'content-type': 'application/json' }

test('there are routes with bodies to ask at', () => {
  expect(withBody.length).toBeGreaterThan(15)
})

test.for(types)('no route reads a body of type %s', async (type) => {
  for (const door of withBody) {
    const answer = await ask(door, '{}', { 'content-type': type })
    expect([answer.statusCode, door.url]).toEqual([415, door.url])
    expect(ProblemShape.parse(answer.json()).type).toBe('/problems/wrong-content-type')
    expect(faultsOf(answer)).toEqual([])
  }
})

describe('no route takes', () => {
  const poisons = ['{"__proto__":{"a":1}}', '{"x":{"constructor":{"prototype":{"a":1}}}}']
  test.for<[title: string, body: string, statuses: readonly number[]]>([
    ...poisons.map((body): [string, string, number[]] => [`prototypes: ${body}`, body, [400]]),
    ['an escaped prototype', '{"\\u005f_proto__":{"a":1}}', [400]],
    ['a body over 256 KB', JSON.stringify({ x: 'x'.repeat(270_000) }), [413]],
    ['a body of lists in lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, [400]],
    ['a name too many', '{"x-unknown":1}', [400]],
    ['the same name twice and one too many', '{"x":1,"x":2}', [400]],
    ['what breaks a validator', '{"x":{"length":{"toString":1}}}', [400]],
    ['a list', '[]', [400]],
    ['a number that JSON does not know', '{"x":NaN}', [400]],
    ['two bodies', '{}{}', [400]],
    ['a byte order mark and nothing', '\ufeff', [400]],
    ['nothing of some length', '   ', [400]],
  ])('%s', async ([, body, statuses]) => {
    for (const door of withBody) {
      const answer = await ask(door, body, json)
      expect([door.url, statuses.includes(answer.statusCode), answer.body]).toEqual([
        door.url,
        true,
        answer.body,
      ])
      expect(faultsOf(answer)).toEqual([])
    }
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
  })
})

describe('every answer has its headers:', () => {
  test('of every route, to whoever asks, by any method', async () => {
    for (const door of doors) {
      const asked = await ask(door, undefined, {})
      const url = door.url.replace(/:\w+/g, nobodys)
      const others = ['OPTIONS', 'HEAD', 'PATCH', 'GET', 'DELETE'] as const
      const answers = await Promise.all(
        others.map((method) =>
          house.app.inject({ method, url: url.replace('/session', '/other') }),
        ),
      )
      for (const answer of [asked, ...answers])
        expect([door.url, faultsOf(answer)]).toEqual([door.url, []])
    }
  })

  test('what shows patients is never kept', async () => {
    const showing = house.app.routesDeclared.filter(
      ({ config, method }) => config?.access?.shows === 'patients' && method === 'GET',
    )
    expect(showing.length).toBeGreaterThan(5)
    const patient = await house.handleOf('pt-1')
    for (const { url } of showing) {
      const answer = await house.as(
        'care_manager',
        url.replace(':patient', patient).replace(':month', '2026-10'),
      )
      expect([url, answer.headers['cache-control']]).toEqual([url, 'no-store'])
    }
  })

  test.for([
    '/nowhere',
    '/%',
    '/%ff',
    '/api/%2e%2e/x',
    '//evil.example/x',
    '/api/patients/..;/x',
    `/${'x/'.repeat(3_000)}`,
    `/api/caseload?${'a=1&'.repeat(3_000)}`,
    '/docs/',
    '/docs/static/index.css',
    '/docs/static/nothing.css',
    '/openapi.json',
  ])('%s', async (url) => {
    const answer = await house.app.inject(url)
    const isPage = answer.statusCode < 400 && url.startsWith('/docs')
    const faults = faultsOf(answer)
    expect(isPage ? faults.filter((fault) => !fault.includes('cache')) : faults).toEqual([])
    expect(JSON.stringify(answer.headers)).not.toMatch(/https?:\/\/|unsafe-(inline|eval)|\*/)
  })
})
