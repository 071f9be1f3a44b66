/** The month run: in its own thread, of everybody within reach, and in the log before it leaves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MonthRun, PatientMonth } from '../../server/contract/determinations.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const run = async (role: Parameters<House['as']>[0], month = '2026-10') => {
  const answer = await house.as(role, `/api/months/${month}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return MonthRun.parse(answer.json())
}

describe('a month run', () => {
  test('is as agreed, in the order of record numbers, for the billing staff', async () => {
    const { month, rows } = await run('billing_staff')
    expect(month).toBe('2026-10')
    expect(rows.map(({ mrn }) => mrn)).toEqual(['0004711', '0004712'])
    expect((await house.logged()).at(-1)).toMatchObject({
      action: 'determine',
      what: 'month run 2026-10',
      patients: ['pt-1', 'pt-2'],
      substance_use: true,
    })
  })

  test('shows those who treat only whom they treat', async () => {
    for (const role of ['care_manager', 'billing_practitioner'] as const)
      expect((await run(role)).rows.map(({ mrn }) => mrn)).toEqual(['0004711'])
    expect((await house.logged()).at(-1)).toMatchObject({ patients: ['pt-1'] })
  })

  test('of a month without anybody is empty', async () => {
    expect((await run('billing_staff', '2020-01')).rows).toEqual([])
  })

  test('says of each patient what the patient’s own month says', async () => {
    for (const { patient, outcome, minutes, reasons, elements } of (await run('billing_staff'))
      .rows) {
      const url = `/api/patients/${patient}/months/2026-10`
      const answer = await house.as('billing_staff', url)
      const alone = PatientMonth.parse(answer.json())
      expect({ outcome, minutes, reasons }).toEqual({
        outcome: alone.outcome,
        minutes: alone.minutes,
        reasons: alone.reasons,
      })
      expect(elements).toEqual(alone.elements.map(({ element, outcome }) => ({ element, outcome })))
      expect(answer.headers.etag).toMatch(/^"[0-9a-f]{64}"$/)
    }
  })

  test('waits its turn; a long queue is turned away', async () => {
    await house.cookieOf('billing_staff')
    const all = await Promise.all(
      Array.from({ length: 12 }, () => house.as('billing_staff', '/api/months/2026-10')),
    )
    const statuses = all.map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 200)).toHaveLength(8)
    const refused = all.find(({ statusCode }) => statusCode === 503)
    expect(refused?.json().type).toBe('/problems/overloaded')
    expect(refused?.headers['retry-after']).toBe('10')
    expect(
      new Set(all.filter((answer) => answer.statusCode === 200).map(({ body }) => body)).size,
    ).toBe(1)
  })
})
