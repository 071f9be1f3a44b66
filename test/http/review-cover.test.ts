/** The weekly review of an absent colleague, and what it costs to look at a review again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReviewView } from '../../server/contract/review.ts'
import type { Change, Choice } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import { review } from '../../server/use-cases/review/index.ts'
import { storing } from '../support/rows.ts'
import { staffOf } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
const away = 'cm-away'
const commit = (key: string, ...changes: readonly Change[]) =>
  house.parts.registry.commit({
    changes,
    actor: { who: staffOf('administrator'), role: 'administrator' },
    at: instant('2026-11-02T15:00:00.000Z'),
    reason: key,
  })
beforeAll(async () => {
  house = await aHouse()
  await commit(
    'hired',
    storing('staff', { staff_id: away, name: 'Away Colleague' }),
    storing('care_team', {
      episode_id: 'ep-2',
      role: 'care_manager',
      staff_id: away,
      starts_on: '2026-08-03',
    }),
    storing('questions', {
      question_id: 'q-2',
      patient_id: 'pt-2',
      asked_on: '2026-11-01',
      asked_by: away,
      question: 'No better: augment?',
    }),
  )
})
afterAll(() => house.close())

const ask = (path: string) => house.as('care_manager', path)
const search = async () =>
  (
    await house.as('care_manager', {
      method: 'POST',
      url: '/api/patients/search',
      payload: { text: 'lindqvist' },
    })
  ).json().rows

test('whoever covers a colleague sees their review and finds their patients; nobody else does', async () => {
  const handle = await house.parts.handles.handleOf('staff', away)
  const theirs = `/api/review?care_manager=${handle}`
  expect((await ask(theirs)).statusCode).toBe(404)
  expect(await search()).toEqual([])
  await commit(
    'covered',
    storing('covers', {
      cover_id: 'cv-1',
      absent_staff_id: away,
      covering_staff_id: staffOf('care_manager'),
      starts_on: '2026-11-01',
      ends_on: '2026-11-06',
    }),
  )
  // one's own comes first, a colleague's is chosen
  const own: ReviewView = (await ask('/api/review')).json()
  expect(own.care_manager.staff_id).toBe(staffOf('care_manager'))
  const seen: ReviewView = (await ask(theirs)).json()
  expect(seen.care_manager.name).toBe('Away Colleague')
  expect(seen.care_managers.map(({ staff_id }) => staff_id)).toContain(staffOf('care_manager'))
  const all = [...seen.entries, ...seen.left_out]
  expect(all.map(({ row }) => row.patient_id)).toEqual(['pt-2'])
  expect(await search()).toHaveLength(1)
})

test('a review that is looked at again reads only what was written since', async () => {
  let read = 0
  const { registry } = house.parts
  const counting = {
    ...registry,
    async *dossiers(choice: Choice) {
      for await (const dossier of registry.dossiers(choice)) {
        read++
        yield dossier
      }
    },
  }
  const parts = { ...house.parts, registry: counting }
  const asking = {
    person: { staff_id: staffOf('care_manager'), role: 'care_manager' },
    at: instant('2026-11-02T15:10:00.000Z'),
  } as const
  const look = async () => {
    read = 0
    const looked = await review(parts, asking, undefined)
    expect(looked.outcome).toBe('seen')
    return read
  }
  const first = await look()
  expect(first).toBeGreaterThan(0)
  expect(await look()).toBe(0)
  await commit(
    'asked',
    storing('questions', {
      question_id: 'q-1',
      patient_id: 'pt-1',
      asked_on: '2026-11-02',
      asked_by: staffOf('care_manager'),
      question: 'Raise the dose?',
    }),
  )
  expect(await look()).toBe(1)
})
