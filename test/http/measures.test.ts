/** The month's numbers over HTTP: whose they are, for whom, and that the log knows it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MeasuresView } from '../../server/contract/measures.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const ask = (query: string) => house.as('care_manager', `/api/measures?${query}`)
const staff = async (id: string) => (await house.parts.handles.handleOf('staff', id))!
const numbers = ({ measures }: MeasuresView) =>
  Object.fromEntries(measures.map(({ id, value }) => [id, value]))

test('October of one’s own patients, as its last day knew it', async () => {
  const view: MeasuresView = (await ask('month=2026-10')).json()
  expect(view.as_of).toBe('2026-10-31')
  expect(numbers(view)).toMatchObject({
    caseload: 1,
    engaged: 0,
    early_contact: 0,
    contacts_a_month: 2,
    reviewed_in_month: 0,
    improved: 100,
    response: 100,
    remission: 0,
    mean_change: -9,
    stalled_and_reviewed: null,
  })
  expect(view.patients.map(({ given_name }) => given_name)).toEqual(['Ngozi'])
  expect(view.care_managers.map(({ name }) => name)).toEqual(['Person care_manager'])
  expect(view.clinics.map(({ name }) => name)).toEqual(['Harbor Clinic'])
  expect((await house.logged()).at(-1)).toMatchObject({
    what: 'measures 2026-10',
    patients: ['pt-1'],
  })
})

test('a running month is seen from today; one to come has nobody', async () => {
  expect((await ask('month=2026-11')).json().as_of).toBe('2026-11-02')
  expect(numbers((await ask('month=2027-01')).json())).toMatchObject({ engaged: null })
})

test('a stranger’s patients are nobody, a stranger’s handle nothing', async () => {
  const other: MeasuresView = (
    await ask(`month=2026-10&care_manager=${await staff('other-care_manager')}`)
  ).json()
  expect(other.patients).toEqual([])
  expect((await ask(`month=2026-10&care_manager=${'A'.repeat(22)}`)).statusCode).toBe(404)
})

test.for(['', 'month=2026-13', 'month=2026-10&who=me'])('%s is no question', async (query) => {
  expect((await ask(query)).statusCode).toBe(400)
})
