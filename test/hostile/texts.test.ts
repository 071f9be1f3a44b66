/** Text keeps every character, whatever it is, or is refused at its field: it is never changed. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deepestBody } from '../../server/http/json-bodies.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { every, strangeTexts } from './support/strange-texts.ts'

let house: House
let records = ''
beforeAll(async () => {
  house = await aHouse()
  records = `/api/patients/${await house.handleOf('pt-1')}/records`
})
afterAll(() => house.close())

const plan = (interventions: unknown) =>
  house.as('care_manager', {
    method: 'POST',
    url: `${records}/care_plans`,
    headers: { 'idempotency-key': randomUUID() },
    payload: { targets: 'PHQ-9 below 5', interventions },
  })

describe('kept to the last character:', () => {
  test.for(strangeTexts)('%s', async ([, text]) => {
    const made = await plan(text)
    expect(made.statusCode, made.body).toBe(201)
    const seen = (await house.as('care_manager', records.replace('/records', ''))).json()
    const plans = seen.chart.care_plans.map((row: { interventions: string }) => row.interventions)
    expect(plans).toContain(text)
  })

  test('all characters of the first plane', async () => {
    const all = every(0x20, 0xd7ff) + every(0xe000, 0xffff)
    for (let at = 0; at < all.length; at += 16_000) {
      const text = `x${all.slice(at, at + 16_000)}x`
      const made = await plan(text)
      expect(made.statusCode, made.body.slice(0, 300)).toBe(201)
      expect(made.json().row.interventions).toBe(text)
    }
  })
})

describe('refused at its field:', () => {
  test.for([
    ['NUL', 'a\u0000b'],
    ['the first half of a character', 'a\ud800b'],
    ['the other half', '\udc00'],
    ['halves in the wrong order', '\udc00\ud800'],
    ['NUL alone', '\u0000'],
  ])('%s', async ([, text]) => {
    const answer = await plan(text)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().faults[0].field).toBe('/interventions')
  })

  test.for([
    ['nothing', ''],
    ['more than twenty thousand characters', 'x'.repeat(20_001)],
    ['a number', 5],
    ['a list', ['x']],
  ] as const)('%s', async ([, text]) => {
    const answer = await plan(text)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().faults[0].field).toBe('/interventions')
  })

  test('where no contract looks: in the content of a draft', async () => {
    const draft = (content: unknown) =>
      house.as('care_manager', {
        method: 'PUT',
        url: '/api/drafts/note',
        payload: { patient: null, content },
      })
    expect((await draft({ a: ['fine', { b: 'x' }] })).statusCode).toBe(204)
    for (const [content, field] of [
      [{ a: ['fine', { b: 'x\u0000' }] }, '/content/a/1/b'],
      [{ a: '\ud800' }, '/content/a'],
      [{ '\ud800': 1 }, '/content'],
    ] as const) {
      const answer = await draft(content)
      expect(answer.statusCode).toBe(400)
      expect(answer.json().faults[0].field).toBe(field)
    }
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])
    expect((await draft(nested(deepestBody - 1))).statusCode).toBe(204)
    expect((await draft(nested(deepestBody))).statusCode).toBe(400)
  })
})
