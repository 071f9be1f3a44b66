/** The lists: whose patients, remembered for as long as nothing is written, and never longer. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CaseloadView, WorklistView } from '../../server/contract/caseload.ts'
import type { AuditEvent, Change } from '../../server/domain/registry.ts'
import { lastEvent, memoOver } from '../../server/use-cases/memo.ts'
import { aHouse, type House } from './support/house.ts'

const mrns = async (house: House, role: Parameters<House['as']>[0], url = '/api/caseload') => {
  const answer = await house.as(role, url)
  return CaseloadView.parse(answer.json()).rows.map(({ row }) => row.mrn)
}
const operator = { who: 'operator:test', role: 'operator' } as const

describe('the caseload', () => {
  test('is one’s own, whoever on the team asks', async () => {
    const house = await aHouse()
    for (const role of ['care_manager', 'psychiatric_consultant', 'billing_practitioner'] as const)
      expect(await mrns(house, role)).toEqual(['0004711'])
    await house.close()
  })

  test('of another care manager holds only whom one treats as well', async () => {
    const house = await aHouse()
    const other = await house.parts.handles.handleOf('staff', 'other-care_manager')
    const own = await house.parts.handles.handleOf('staff', 'st-care_manager')
    const of = (handle: string | undefined) => `/api/caseload?care_manager=${handle}`
    expect(await mrns(house, 'psychiatric_consultant', of(other))).toEqual([])
    expect(await mrns(house, 'psychiatric_consultant', of(own))).toEqual(['0004711'])
    await house.close()
  })

  test('names its patients by handles that open their pages', async () => {
    const house = await aHouse()
    const [first] = CaseloadView.parse(
      (await house.as('care_manager', '/api/caseload')).json(),
    ).rows
    expect(first?.today).toBe('2026-11-02')
    expect((await house.as('care_manager', `/api/patients/${first?.patient}`)).statusCode).toBe(200)
    await house.close()
  })

  test('shows a change at once, though it remembers', async () => {
    const house = await aHouse()
    await mrns(house, 'care_manager')
    const { dossier } = (await house.parts.registry.read('pt-1'))!
    const changes: Change[] = [{ record: 'patients', row: { ...dossier.patient, mrn: '0009999' } }]
    const at = house.parts.clock.now()
    await house.parts.registry.commit({ changes, actor: operator, at, reason: 'test' })
    expect(await mrns(house, 'care_manager')).toEqual(['0009999'])
    await house.close()
  })

  test('is judged on the new day once it has begun at the clinic', async () => {
    const house = await aHouse()
    house.pass(13 * 60 + 50) // 23:50 in New York
    const today = async () =>
      CaseloadView.parse((await house.as('care_manager', '/api/caseload')).json()).rows[0]?.today
    await house.renew('care_manager')
    expect(await today()).toBe('2026-11-02')
    house.pass(12)
    expect(await today()).toBe('2026-11-03')
    await house.close()
  })
})

test('the worklist names the episodes of its rows, and shows nobody without work', async () => {
  const house = await aHouse()
  const { items, rows } = WorklistView.parse(
    (await house.as('care_manager', '/api/worklist')).json(),
  )
  expect(items.length).toBeGreaterThan(0)
  expect(new Set(items.map(({ episode_id }) => episode_id))).toEqual(
    new Set(rows.map(({ row }) => row.episode_id)),
  )
  await house.close()
})

describe('what is remembered', () => {
  /** A chain of so many events, and how often it was asked. */
  const chain = (length: { events: number }) => ({
    auditTrail: async ({ after = 0 } = {}) =>
      after < length.events ? [{ seq: after + 1 } as AuditEvent] : [],
  })

  test('the last event is found from any that is known', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5000), fc.nat(5000), async (known, more) => {
        expect(await lastEvent(chain({ events: known + more }), known)).toBe(known + more)
      }),
    )
  })

  test('is made once for all who ask at a time, and anew after an event', async () => {
    const length = { events: 7 }
    let made = 0
    const make = async () => ++made
    const memo = memoOver<number>(chain(length), 10)
    expect(await Promise.all([memo('a', make), memo('a', make)])).toEqual([1, 1])
    expect(await memo('b', make)).toBe(2)
    length.events++
    expect(await memo('a', make)).toBe(3)
    expect(await memo('a', make)).toBe(3)
  })

  test('is no more than so many, and no failure', async () => {
    let made = 0
    const memo = memoOver<number>(chain({ events: 1 }), 2)
    for (const key of ['a', 'b', 'a', 'c', 'a']) await memo(key, async () => ++made)
    expect(made, 'a was asked for often enough to stay').toBe(3)
    await expect(memo('x', async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await memo('x', async () => 42)).toBe(42)
  })
})
