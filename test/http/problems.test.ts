/** Strict input, plain problems, and the headers that leave with every answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemShape, problems } from '../../server/contract/problems.ts'
import { securityHeaders } from '../../server/http/headers.ts'
import { problemFrom, toldOn } from '../../server/http/problem.ts'
import { aHouse, type House, password } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse({
    more: (app) =>
      app.get(
        '/api/fails',
        { config: { access: { roles: 'anyone', what: 'test', shows: 'nothing' } } },
        async () => {
          throw new Error('Okafor at /secret/path.ts:12')
        },
      ),
  })
})
afterAll(() => house.close())

const signIn = (payload: string | object, headers: Record<string, string> = {}) =>
  house.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
    remoteAddress: `10.3.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
  })

const right = { sign_in_name: 'care_manager', password }
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

describe('a full disk', () => {
  const full = problemFrom(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))
  test.for([
    ['POST', 507, 'storage-full'],
    ['DELETE', 507, 'storage-full'],
    ['GET', 503, 'not-logged'],
  ] as const)('met by a %s is %i', ([method, statusCode, kind]) => {
    expect(toldOn(method, full)).toMatchObject({ statusCode, kind })
  })
  test('changes nothing else that is told', () => {
    const other = problemFrom(new Error('something'))
    expect(toldOn('GET', other)).toBe(other)
  })
})

describe('a body', () => {
  test.for<readonly [string, string | object, number, string | null]>([
    ['with a null', { ...right, password: null }, 400, '/password'],
    ['with a number', { ...right, password: 12345 }, 400, '/password'],
    ['with a key too many', { ...right, remember: true }, 400, null],
    ['with a key too few', { sign_in_name: 'x' }, 400, '/password'],
    ['that is a list', [right], 400, '/'],
    ['that is null', 'null', 400, '/'],
    ['that is a text', '"x"', 400, '/'],
    ['that is empty', '', 400, null],
    ['that is cut', '{"sign_in_name":', 400, null],
    ['that poisons a prototype', '{"__proto__":{"role":"administrator"}}', 400, null],
    ['that poisons a constructor', '{"constructor":{"prototype":{}}}', 400, null],
    ['that is deep', deep(50_000), 413, null],
    ['that is less deep', deep(5_000), 400, null],
    ['that is huge', { ...right, password: 'x'.repeat(300_000) }, 413, null],
    ['with a long password', { ...right, password: 'x'.repeat(257) }, 400, '/password'],
  ])('%s is refused', async ([, payload, status, field]) => {
    const answer = await signIn(payload)
    expect(answer.statusCode, answer.body).toBe(status)
    const problem = ProblemShape.parse(answer.json())
    if (field) expect(problem.faults?.map((fault) => fault.field)).toContain(field)
    expect(answer.body).not.toMatch(/node_modules|\.ts:|at .*\(/)
  })

  test.for([
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
  ])('of type %s is not read', async (type) => {
    const answer = await signIn(JSON.stringify(right), { 'content-type': type })
    expect(answer.statusCode).toBe(415)
    expect(answer.json().type).toBe('/problems/wrong-content-type')
  })
})

describe('an address', () => {
  test.for([
    ['/nowhere', 404],
    ['/api/nowhere', 404],
    ['/api/patients/', 400],
    ['/api/patients/x', 400],
    [`/api/patients/${'x'.repeat(500)}`, 404],
    ['/api/patients/..%2f..%2fetc%2fpasswd', 400],
    ['/api/patients/%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00', 400],
    ['/api/patients/%ff', 400],
    ['/api/caseload?care_manager=', 400],
    ['/api/caseload?unknown=1', 400],
    ['/api/caseload?care_manager=AAAAAAAAAAAAAAAAAAAAAA', 404],
    ['/api/months/2026-13', 400],
    ['/api/months/2026-1', 400],
    ['/api/months/-1', 400],
  ] as const)('%s answers %i', async ([url, status]) => {
    const answer = await house.as('care_manager', url)
    expect(answer.statusCode, answer.body).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    ProblemShape.parse(answer.json())
  })
})

describe('a host', () => {
  test.for([
    ['registry.example.org', 200],
    ['127.0.0.1:3000', 200],
    ['[::1]:3000', 200],
    ['a b', 400],
    ['%%%', 400],
    ['x:99999', 400],
    ['a@b', 400],
    ['a/b', 400],
  ] as const)('named %s, of which passkeys are made, answers %i', async ([host, status]) => {
    const asked = {
      method: 'POST',
      url: '/api/account/passkeys/options',
      headers: { host },
    } as const
    const answer = await house.as('care_manager', asked)
    expect([answer.statusCode, answer.body]).toEqual([status, answer.body])
  })
})

describe('a problem', () => {
  test('of ours is said plainly, without what went wrong inside', async () => {
    const answer = await house.app.inject('/api/fails')
    expect(answer.json()).toEqual({
      type: '/problems/unexpected',
      ...problems.unexpected,
      detail: 'The fault has been logged. Nothing was changed.',
    })
  })

  test('names are stable', () => {
    expect(Object.entries(problems).map(([kind, { status }]) => `${status} ${kind}`)).toEqual([
      '400 invalid-request',
      '401 not-signed-in',
      '401 sign-in-failed',
      '403 forbidden',
      '403 password-change',
      '403 second-factor',
      '403 enrollment',
      '403 step-up',
      '403 wrong-origin',
      '404 not-found',
      '409 already-recorded',
      '409 key-reused',
      '412 stale',
      '413 too-large',
      '415 wrong-content-type',
      '422 not-possible',
      '428 precondition-required',
      '429 too-many-tries',
      '500 unexpected',
      '503 overloaded',
      '503 read-only',
      '503 not-ready',
      '503 not-logged',
      '507 storage-full',
    ])
  })
})

describe('headers', () => {
  test.for(['/health', '/api/fails', '/nowhere', '/api/patients/%ff', '/api/caseload', '/docs/'])(
    'leave with %s',
    async (url) => {
      const { headers } = await house.app.inject(url)
      const expected = { ...securityHeaders }
      if (url === '/docs/')
        expected['content-security-policy'] = expected['content-security-policy']!.replace(
          "img-src 'self'",
          "img-src 'self' data:",
        )
      expect(headers).toMatchObject(expected)
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers).not.toHaveProperty('server')
    },
  )
})
