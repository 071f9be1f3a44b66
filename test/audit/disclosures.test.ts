/** What leaves on paper or as a file is in the trail first: whom it shows, and only one's own. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { prohibitionNotice } from '../../server/domain/disclosing.ts'
import type { Role } from '../../server/domain/records/people.ts'
import { aHouse, type House, type Wish } from '../http/support/house.ts'

let house: House
async function opened(wish: Wish = {}): Promise<void> {
  house = await aHouse(wish)
  onTestFinished(() => house.close())
}

const told = async (role: Role, patients: readonly string[], more: object = {}) =>
  house.as(role, {
    method: 'POST',
    url: '/api/disclosures',
    payload: { action: 'print', screen: 'caseload', patients, ...more },
  })

describe('a disclosure', () => {
  test.for([
    ['print', 'care_manager', true],
    ['export', 'care_manager', true],
    ['print', 'clinical_staff', false], // who holds no substance-use record, and shows none
    ['print', 'billing_staff', true],
  ] as const)('%s by %s is one durable event before the answer', async ([action, role, flag]) => {
    const order: string[] = []
    await opened({ slowLog: (done) => order.push(done) })
    await house.cookieOf(role)
    const before = (await house.logged()).length
    order.length = 0
    const answer = await told(role, [await house.handleOf('pt-1')], { action })
    order.push(String(answer.statusCode))
    expect(order).toEqual(['logged', '200'])
    expect(answer.json()).toEqual({ notice: flag ? prohibitionNotice : null })
    expect((await house.logged()).slice(before)).toMatchObject([
      {
        actor: { who: `st-${role}`, role },
        action,
        what: 'caseload',
        category: 'chart',
        patients: ['pt-1'],
        substance_use: flag,
        outcome: 'done',
      },
    ])
  })

  test('of a stranger is the same 404 as of nobody, and logged as refused', async () => {
    await opened()
    const theirs = await told('care_manager', [
      await house.handleOf('pt-1'),
      await house.handleOf('pt-2'),
    ])
    const nobodys = await told('care_manager', ['A'.repeat(22)])
    expect(theirs.statusCode).toBe(404)
    expect(theirs.body).toBe(nobodys.body)
    expect((await house.logged()).slice(-2)).toMatchObject([
      { action: 'refused', reason: 'not-theirs', patients: ['pt-2'] },
      { action: 'refused', reason: 'unknown', patients: [] },
    ])
  })

  test.for(['administrator', 'data_manager'] as const)(
    'by %s names nobody: their screens show nobody',
    async (role) => {
      await opened()
      expect((await told(role, [await house.handleOf('pt-1')])).statusCode).toBe(404)
      expect((await told(role, [])).json()).toEqual({ notice: null })
    },
  )

  test('that cannot be logged is refused', async () => {
    await opened()
    await house.cookieOf('care_manager')
    house.failLog()
    const answer = await told('care_manager', [await house.handleOf('pt-1')])
    expect([answer.statusCode, answer.json().type]).toEqual([503, '/problems/not-logged'])
  })

  test.for([
    ['a screen with a name in it', { screen: 'Okafor, Ngozi' }],
    ['a screen with a number in it', { screen: 'patient 0004711' }],
    ['another action', { action: 'read' }],
    ['what nobody asked for', { reason: 'x' }],
  ])('with %s is none', async ([, more]) => {
    await opened()
    expect((await told('care_manager', [], more as object)).statusCode).toBe(400)
  })
})

describe('the screens have one way out', () => {
  const root = join(import.meta.dirname, '../../client')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file))
  test.for<[string, RegExp, readonly string[]]>([
    ['printing', /\.print\(\)/, ['components/leaving.ts']],
    ['saving a file', /\bsaveFile\(/, ['components/csv.ts', 'components/leaving.ts']],
    ['making a file', /createObjectURL/, ['components/csv.ts']],
  ])('%s', ([, pattern, homes]) => {
    const found = files.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))
    // claim files come from the server, which has noted that they leave
    const others = found.filter((file) => !file.startsWith('pages/claims/'))
    expect(others.toSorted()).toEqual(homes)
  })
})
