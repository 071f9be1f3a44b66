/** Looking back: the registry as it stood on a day, and as it was known at an instant. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NysView } from '../../server/contract/measures.ts'
import type { Change } from '../../server/domain/registry.ts'
import { aHouse, type House } from './support/house.ts'

/** The clinic was entered at 15:00; ten minutes later a score is corrected, and a call is added. */
const entered = '2026-11-02T15:00:00.000Z'
let house: House
let patient: string
beforeAll(async () => {
  house = await aHouse()
  patient = await house.handleOf('pt-1')
  const read = (await house.parts.registry.read('pt-1'))!
  const last = read.dossier.scores.at(-1)!
  const call = read.dossier.activities[0]!
  house.pass(10)
  await house.parts.registry.commit({
    changes: [
      { record: 'scores', row: { ...last, items: '2 2 2 2 2 2 2 2 0' } },
      { record: 'activities', row: { ...call, activity_id: 'late', recorded_at: null } },
    ] as unknown as readonly Change[], // rows of those records
    actor: { who: 'operator:test', role: 'operator' },
    at: house.parts.clock.now(),
    reason: 'copied wrongly',
  })
})
afterAll(() => house.close())

const ask = async (url: string) => house.as('care_manager', url)
const lastItems = async (query: string) => {
  const { chart } = (await ask(`/api/patients/${patient}${query}`)).json()
  return chart.scores.at(-1).items
}

test('the patient as known before the correction, and now', async () => {
  expect(await lastItems('')).toBe('2 2 2 2 2 2 2 2 0')
  expect(await lastItems(`?known_on=${entered}`)).not.toBe('2 2 2 2 2 2 2 2 0')
  const then = (await ask(`/api/patients/${patient}?known_on=${entered}`)).json()
  expect(
    then.chart.activities.map((one: { activity_id: string }) => one.activity_id),
  ).not.toContain('late')
})

test('looking back, nothing can be changed: no row has a mark', async () => {
  const marked = async (query: string) => {
    const { marks } = (await ask(`/api/patients/${patient}${query}`)).json()
    return Object.values(marks).flatMap((rows) => Object.keys(rows as object)).length // by id
  }
  expect(await marked('')).toBeGreaterThan(5)
  expect(await marked(`?known_on=${entered}`)).toBe(0)
  expect(await marked('?as_of=2026-06-30')).toBe(0)
})

test('before the registry knew them, nobody is there', async () => {
  const before = '2026-11-02T14:59:59.000Z'
  expect((await ask(`/api/patients/${patient}?known_on=${before}`)).statusCode).toBe(404)
  expect((await ask(`/api/caseload?known_on=${before}`)).json().rows).toEqual([])
  expect((await ask(`/api/months/2026-10?known_on=${before}`)).json().rows).toEqual([])
  expect((await ask(`/api/measures?month=2026-10&known_on=${before}`)).json().patients).toEqual([])
})

test('as of a day, later records are not there and today is that day', async () => {
  const seen = (await ask(`/api/patients/${patient}?as_of=2026-06-30`)).json()
  expect(seen.today).toBe('2026-06-30')
  const days = seen.chart.scores.map((one: { administered_on: string }) => one.administered_on)
  expect(days.filter((day: string) => day > '2026-06-30')).toEqual([])
  const [row] = (await ask('/api/caseload?as_of=2026-10-15')).json().rows
  expect(row.today).toBe('2026-10-15')
  expect((await ask('/api/caseload?as_of=2020-01-01')).json().rows).toEqual([])
})

test('a month determined by what was known then, and by what had happened by then', async () => {
  const month = `/api/patients/${patient}/months/2026-10`
  const minutes = async (query: string) => (await ask(`${month}${query}`)).json().minutes
  expect(await minutes('?as_of=2026-10-01')).toBe(0)
  expect(await minutes(`?known_on=${entered}`)).toBe(await minutes(''))
  const [row] = (await ask('/api/months/2026-10?as_of=2026-10-01')).json().rows
  expect(row.minutes).toBe(0)
})

describe('New York State', () => {
  test('each number with its patients, behind handles', async () => {
    const view: NysView = (await ask('/api/measures/nys?month=2026-10')).json()
    const m1 = view.measures.find(({ id }) => id === 'm1')!
    expect(m1).toMatchObject({ numerator: 1, denominator: null, value: 1 })
    expect(m1.members).toMatchObject([{ patient, in: 'numerator' }])
    expect(view.measures.find(({ id }) => id === 'm6')!.benchmark).toContain('58 %')
    expect((await house.logged()).at(-1)).toMatchObject({
      what: 'measures nys 2026-10',
      patients: ['pt-1'],
    })
  })
})

test('the log says which moment was looked at', async () => {
  await ask(`/api/patients/${patient}?as_of=2026-10-15&known_on=${entered}`)
  expect((await house.logged()).at(-1)!.what).toBe(`patient, as of 2026-10-15, known on ${entered}`)
})

test.for([
  'as_of=2026-02-30',
  'as_of=yesterday',
  'known_on=2026-11-02',
  'known_on=2026-11-02T15:00:00',
  'as_of=2026-10-01&as_of=2026-10-02',
  'asof=2026-10-01',
])('%s is no question', async (query) => {
  for (const url of [`/api/patients/${patient}`, '/api/caseload', '/api/months/2026-10'])
    expect((await ask(`${url}?${query}`)).statusCode, url).toBe(400)
})

test('who may see whom is judged by now, whatever moment is looked at', async () => {
  const stranger = await house.handleOf('pt-2')
  expect((await ask(`/api/patients/${stranger}?known_on=${entered}`)).statusCode).toBe(404)
})
