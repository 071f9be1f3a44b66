/** What the registry showed at an instant: as of the last commit made by then. */
import { expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import type { RecordName } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { type Instant, instant } from '../../server/domain/zone.ts'
import { freshRegistry } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const actor = { who: 'operator:test', role: 'operator' } as const
const [first, second, third] = [
  instant('2026-03-01T00:00:00Z'),
  instant('2026-03-02T00:00:00.5Z'),
  instant('2026-03-03T00:00:00Z'),
]

/** Told in three commits: care begins, is amended, and moves on. */
async function aPast() {
  const registry = await freshRegistry()
  const commit = (at: Instant, ...changes: Change[]) =>
    registry.commit({ changes, actor, at, reason: 'said so' })
  const meeting = { meeting_id: 'm1', clinic_id: 'c1' }
  const review = {
    kind: 'case_review',
    started_at: '2026-02-04T12:00',
    ended_at: '2026-02-04T12:30',
  }
  await commit(first, ...aHouse, ...aPatient(1), ...aPatient(2), storing('meetings', meeting))
  await commit(first, storing('activities', { activity_id: 'a2', patient_id: 'p2', ...review }))
  await commit(first, storing('activities', review))
  await commit(second, storing('staff', { name: 'Vera Ek' }), storing('scores', { total: 3 }))
  await commit(
    third,
    storing('activities', { activity_id: 'a2', ...review }), // it was p1's all along
    storing('care_team', { ends_on: '2026-02-28' }),
    storing('scores', { total: 4 }),
    storing('episodes', { closed_on: '2026-02-28', close_reason: 'died' }),
  )
  const rows = async (record: RecordName, known?: Instant) => {
    const list: unknown[] = []
    for await (const row of registry.rows(record, known)) list.push(row)
    return list
  }
  const seen = async (known?: Instant) => (await registry.read('p1', known))?.dossier
  return { registry, rows, seen }
}

test('before the first commit there was nothing', async () => {
  const { seen, rows } = await aPast()
  expect(await seen(instant('2026-02-28T23:59:59.999Z'))).toBeUndefined()
  expect(await rows('staff', instant('2026-02-28T00:00:00Z'))).toEqual([])
})

test('a dossier of the past has the rows, the staff and the others’ time of then', async () => {
  const { seen } = await aPast()
  const then = await seen(first)
  expect(then?.staff.find(({ staff_id }) => staff_id === 'cm1')?.name).toBe('Vera Ekholm')
  expect(then?.scores).toEqual([])
  expect(then?.activities.map(({ activity_id }) => activity_id)).toEqual(['a1'])
  expect(then?.elsewhere).toHaveLength(1)
  expect(then?.meetings[0]?.case_review_seconds).toBe(3600)
  expect(then?.care_team[0]?.ends_on).toBeNull()
  const now = await seen()
  expect(now?.activities.map(({ activity_id }) => activity_id)).toEqual(['a1', 'a2'])
  expect(now?.elsewhere).toEqual([])
  expect(now?.meetings[0]?.case_review_seconds).toBe(3600)
  expect(now?.care_team[0]?.ends_on).toBe('2026-02-28')
})

test('the instant itself counts, to the millisecond', async () => {
  const { rows } = await aPast()
  const totals = async (known: string) =>
    ((await rows('scores', instant(known))) as { total: number }[]).map(({ total }) => total)
  expect(await totals('2026-03-02T00:00:00Z')).toEqual([])
  expect(await totals('2026-03-02T00:00:00.499Z')).toEqual([])
  expect(await totals('2026-03-02T00:00:00.5Z')).toEqual([3])
  expect(await totals('2026-03-02T23:59:59Z')).toEqual([3])
  expect(await totals('2026-03-03T00:00:00Z')).toEqual([4])
})

test('whoever was chosen then is chosen again', async () => {
  const { registry } = await aPast()
  const choose = async (known?: Instant) => {
    const mrns: string[] = []
    const choice = { by: 'open', on: calendarDay('2026-03-01'), care_manager_id: 'cm1' } as const
    for await (const { patient } of registry.dossiers(choice, known)) mrns.push(patient.mrn)
    return mrns
  }
  expect(await choose(second)).toEqual(['0001', '0002'])
  expect(await choose()).toEqual(['0002'])
  expect(await choose(third)).toEqual(['0002'])
})

test('known now is the same as now, for every record', async () => {
  const { rows, seen } = await aPast()
  for (const record of ['staff', 'patients', 'care_team', 'activities', 'scores'] as const)
    expect(await rows(record, third)).toEqual(await rows(record))
  expect(await seen(third)).toEqual(await seen())
})

test('a number of the site is that of then: amended since, or not set yet', async () => {
  const { registry, seen, rows } = await aPast()
  const by = { actor, reason: 'said so' }
  const set = (value: number) => [storing('site_numbers', { value })]
  await registry.commit({ ...by, changes: set(21), at: instant('2026-03-04T00:00:00Z') })
  await registry.commit({ ...by, changes: set(28), at: instant('2026-03-05T00:00:00Z') })
  const value = async (known?: Instant) =>
    (await seen(known))?.site_numbers.map((one) => one.value) ?? []
  expect(await value(third)).toEqual([])
  expect(await value(instant('2026-03-04T12:00:00Z'))).toEqual([21])
  expect(await value()).toEqual([28])
  expect(await rows('site_numbers', third)).toEqual([])
})
