/** A positive self-harm answer: first on the worklist, its age running until somebody acts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ageWords, minutesSince, waited } from '../../client/pages/worklist/waiting.tsx'
import { WorklistView } from '../../server/contract/caseload.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import { aHouse, type House } from './support/house.ts'

test.for([
  [0, '0 min'],
  [59, '59 min'],
  [60, '1 h 0 min'],
  [134, '2 h 14 min'],
  [2879, '47 h 59 min'],
  [4565, '3 d 4 h'],
] as const)('after %d minutes it waits %s', ([minutes, says]) => {
  expect(ageWords(minutes)).toBe(says)
})

test('a browser whose clock is behind counts from zero', () => {
  expect(minutesSince('2026-11-02T15:00:00Z', Date.parse('2026-11-02T14:00:00Z'))).toBe(0)
})

test.for([
  ['written down on its day', '2026-11-02T15:00:00Z', '2026-11-02', '30 min'],
  ['written down the morning after', '2026-11-02T15:00:00Z', '2026-11-01', '30 min'],
  ['found four days later, or imported', '2026-11-02T15:00:00Z', '2026-10-29', '4 days'],
  ['written down on its day, four days ago', '2026-10-29T15:30:00Z', '2026-10-29', '4 d 0 h'],
] as const)('an answer %s is told no younger than it is', ([, raisedAt, since, says]) => {
  const now = Date.parse('2026-11-02T15:30:00Z')
  expect(waited(raisedAt, calendarDay(since), calendarDay('2026-11-02'), now).says).toBe(says)
})

describe('on the worklist', () => {
  let house: House
  beforeAll(async () => {
    house = await aHouse()
  })
  afterAll(() => house.close())

  const work = async () =>
    WorklistView.parse((await house.as('care_manager', '/api/worklist')).json())
  const add = async (record: string, payload: object) => {
    const { rows } = await work()
    const answer = await house.as('care_manager', {
      method: 'POST',
      url: `/api/patients/${rows[0]!.patient}/records/${record}`,
      headers: { 'idempotency-key': `urgent-${record}` },
      payload,
    })
    expect(answer.statusCode, answer.body).toBe(201)
  }

  test('it stands first with the moment at which it was written down', async () => {
    const [first, ...others] = (await work()).items
    const raised_at = '2026-11-02T15:00:00.000Z' // when the house was filled
    expect(first).toMatchObject({ kind: 'safety', raised_at, acknowledged: false })
    expect(others.length).toBeGreaterThan(0)
    expect(others.filter(({ raised_at }) => raised_at !== null)).toEqual([])
  })

  test('an assessment without a disposition acts on it, and does not clear it', async () => {
    await add('risk_assessments', {
      ideation: 'passive',
      tier: 'low',
      disposition: null,
    })
    expect((await work()).items[0]).toMatchObject({ kind: 'safety', acknowledged: true })
  })
})
