/** A recommendation from the review to the score afterwards, seen by each whose move it is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recommendation } from '../../server/contract/recommendations.ts'
import type { Change } from '../../server/domain/registry.ts'
import { storing } from '../support/rows.ts'
import { staffOf } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

type Role = Parameters<House['as']>[0]
const [manager, practitioner]: readonly Role[] = ['care_manager', 'billing_practitioner']
const listOf = async (role: Role): Promise<readonly Recommendation[]> =>
  (await house.as(role, '/api/recommendations')).json().recommendations

const keep = (changes: readonly Change[]) =>
  house.parts.registry.commit({
    changes,
    actor: { who: 'operator:test', role: 'operator' },
    at: house.parts.clock.now(),
    reason: 'test',
  })
const review = (patient: string, said: object): Change =>
  storing('case_reviews', {
    review_id: `rv-${patient}`,
    patient_id: patient,
    reviewed_on: '2026-08-20',
    psychiatric_consultant_id: staffOf('psychiatric_consultant'),
    care_manager_id: staffOf('care_manager'),
    recommendation: 'raise sertraline to 100 mg',
    recommends_change: true,
    kind: 'medication',
    ...said,
  })
const scored = (administered_on: string, items: string): Change =>
  storing('scores', {
    score_id: `sx-${administered_on}`,
    patient_id: 'pt-1',
    instrument: 'phq-9',
    administered_on,
    items,
  })

test('nothing is nothing', async () => {
  expect(await listOf(manager!)).toEqual([])
  expect((await house.logged()).at(-1)).toMatchObject({ action: 'list', patients: [] })
})

test.for([
  ['unsent', {}, 'sending', '2026-08-20', 'care_manager', true],
  ['sent', { sent_on: '2026-08-21' }, 'decision', '2026-08-21', 'billing_practitioner', true],
  [
    'accepted',
    { sent_on: '2026-08-21', decision: 'accepted', decided_on: '2026-10-25' },
    'action',
    '2026-10-25',
    'care_manager',
    false,
  ],
] as const)(
  '%s: whose move it is, since when, and whether it is late',
  async ([, said, step, since, whose, overdue]) => {
    await keep([review('pt-1', said)])
    const [one, ...others] = await listOf(whose as Role)
    expect(others).toEqual([])
    expect(one).toMatchObject({ step, since, overdue, mine: true, given_name: 'Ngozi' })
    const other = whose === 'care_manager' ? practitioner : manager
    expect((await listOf(other!))[0]).toMatchObject({ step, mine: false })
  },
)

test('carried out, it waits for a score, which then stands beside the one before', async () => {
  const done = {
    sent_on: '2026-08-21',
    decision: 'accepted',
    decided_on: '2026-08-25',
    carried_out_on: '2026-09-24',
  }
  await keep([review('pt-1', done)])
  const [waiting] = await listOf(manager!)
  expect(waiting).toMatchObject({
    step: 'outcome',
    before: { on: '2026-08-04', total: 17 },
    after: null,
    after_from: '2026-10-22',
    after_to: '2026-11-19',
  })
  await keep([scored('2026-10-21', '1 1 1 1 1 1 1 1 1')])
  expect((await listOf(manager!))[0]).toMatchObject({ step: 'outcome', after: null })
  await keep([scored('2026-10-22', '1 1 1 1 1 0 0 0 0')])
  const [after] = await listOf(manager!)
  expect(after).toMatchObject({ step: 'done', after: { on: '2026-10-22', total: 5 } })
})

test('its key and version name the row for whoever decides', async () => {
  const [one] = await listOf(practitioner!)
  const patient = await house.handleOf('pt-1')
  const { marks } = (await house.as(practitioner!, `/api/patients/${patient}`)).json()
  expect([one!.key, one!.version]).toEqual(marks.case_reviews['rv-pt-1'])
})

test('to continue asks nobody for anything; strangers’ are not shown', async () => {
  await keep([
    review('pt-1', { review_id: 'rv-go-on', recommends_change: false, kind: 'continue' }),
    review('pt-2', {}),
  ])
  const patients = (await listOf(manager!)).map(({ review: { review_id } }) => review_id)
  expect(patients).toEqual(['rv-pt-1'])
})

test('is not for those who do not decide', async () => {
  for (const role of ['billing_staff', 'administrator', 'clinical_staff'] as const)
    expect((await house.as(role, '/api/recommendations')).statusCode).toBe(403)
})
