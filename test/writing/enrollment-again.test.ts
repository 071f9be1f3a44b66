/** A patient who comes back: a new episode on the same chart. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../server/domain/records/index.ts'
import { staffOf } from '../http/support/clinic.ts'
import { aHouse, type House } from '../http/support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const practitioner = staffOf('billing_practitioner')
const episode = (referred_on: string) => ({
  clinic_id: 'cl-1',
  model: 'cocm',
  referred_on,
  referred_by: practitioner,
  enrolled_on: referred_on,
  target_instrument: 'phq-9',
})
const consent = (obtained_at: string) => ({
  billing_practitioner_id: practitioner,
  obtained_at,
  mode: 'verbal',
  obtained_by: staffOf('care_manager'),
  consult_permission: true,
  cost_sharing_face_to_face: true,
  cost_sharing_non_face_to_face: true,
})
const coming = (referred_on: string) => ({
  episode: episode(referred_on),
  coverages: [],
  care_team: (['care_manager', 'billing_practitioner'] as const).map((role) => ({
    role,
    staff_id: staffOf(role),
    starts_on: referred_on,
  })),
  diagnoses: [],
  visits: [],
  consents: [consent(`${referred_on}T09:00`)],
  scores: [{ instrument: 'phq-9', items: '2 2 2 2 2 2 2 2 0', administered_on: referred_on }],
})
const ask = (url: string, payload: object, key: string, role: Role = 'care_manager') =>
  house.as(role, { method: 'POST', url, headers: { 'idempotency-key': key }, payload })
const again = (patient: string, payload: object, key: string, role?: Role) =>
  ask(`/api/patients/${patient}/episodes`, payload, key, role)
const chartOf = async (patient: string) =>
  (await house.as('care_manager', `/api/patients/${patient}`)).json().chart

/** Somebody new whose care began on a day, with a contact on another, where one is named. */
async function aPatient(mrn: string, referred_on: string, contact?: string): Promise<string> {
  const named = { mrn, family_name: 'Okeke', given_name: 'Uche', birth_date: '1980-01-31' }
  const answer = await ask(
    '/api/patients',
    { patient: named, ...coming(referred_on) },
    `new-${mrn}`,
  )
  expect(answer.statusCode, answer.body).toBe(201)
  const { patient } = answer.json()
  if (contact === undefined) return patient
  const visit = { practitioner_id: practitioner, visit_on: referred_on, code: '99214' }
  const activity = {
    kind: 'follow_up',
    modality: 'phone',
    started_at: `${contact}T08:00`,
    ended_at: `${contact}T08:20`,
    reached: true,
  }
  for (const [record, row] of Object.entries({ visits: visit, activities: activity })) {
    const kept = await ask(`/api/patients/${patient}/records/${record}`, row, `${record}-${mrn}`)
    expect(kept.statusCode, kept.body).toBe(201)
  }
  return patient
}

test('while an episode of the same model is open, it is refused in a plain sentence', async () => {
  const patient = await aPatient('000910', '2026-10-01')
  const answer = await again(patient, coming('2026-11-02'), 'again-open')
  expect(answer.statusCode).toBe(422)
  expect(answer.json().detail).toBe('An episode of the same model is open since 2026-10-01.')
  expect((await chartOf(patient)).episodes).toHaveLength(1)
})

test('after a closing it is one commit, and sent twice it is one episode', async () => {
  const patient = await aPatient('000911', '2026-09-01')
  const { chart, marks } = (await house.as('care_manager', `/api/patients/${patient}`)).json()
  const [key] = marks.episodes[chart.episodes[0].episode_id]
  const closed = await house.as('care_manager', {
    method: 'PUT',
    url: `/api/patients/${patient}/records/episodes/${key}`,
    headers: { 'if-match': '"v1"' },
    payload: { changes: { closed_on: '2026-11-01', close_reason: 'withdrew' }, reason: 'moved' },
  })
  expect(closed.statusCode, closed.body).toBe(200)
  const before = await house.parts.registry.auditTrail({ limit: 10_000 })
  for (let turn = 0; turn < 2; turn++) {
    const answer = await again(patient, coming('2026-11-02'), 'again-closed')
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.json()).toEqual({ patient })
  }
  const events = await house.parts.registry.auditTrail({ limit: 10_000 })
  expect(events.slice(before.length).map(({ reason }) => reason)).toEqual(
    Array.from({ length: 5 }, () => 'enrolled again'),
  )
  const { episodes, consents, care_team } = await chartOf(patient)
  expect(episodes).toHaveLength(2)
  expect(consents).toHaveLength(2)
  const newest = episodes.find((one: { referred_on: string }) => one.referred_on === '2026-11-02')
  const team = care_team.filter(
    (one: { episode_id: string }) => one.episode_id === newest.episode_id,
  )
  expect(team).toHaveLength(2)
})

test('faults come with their paths, and nobody else’s patient is there', async () => {
  const patient = await aPatient('000913', '2026-11-01')
  const other = { ...episode('2026-11-02'), model: 'bhi' }
  const odd = {
    ...coming('2026-11-02'),
    episode: other,
    scores: [{ instrument: 'phq-9', items: '2 2' }],
  }
  const answer = await again(patient, { ...odd, care_team: odd.care_team.slice(1) }, 'again-odd')
  expect(answer.statusCode).toBe(400)
  expect(answer.json().faults.map(({ field }: { field: string }) => field)).toEqual([
    '/scores/0/items',
    '/care_team',
  ])
  expect(
    (await again(patient, coming('2026-11-02'), 'again-far', 'psychiatric_consultant')).statusCode,
  ).toBe(403)
  expect(
    (await again('nobodyatall-nobodyatall', coming('2026-11-02'), 'again-none')).statusCode,
  ).toBe(404)
})

test('after a break the former episode is written down as ended on the day that the break ended it', async () => {
  const patient = await aPatient('000912', '2026-11-01', '2026-11-02')
  house.pass(212 * 24 * 60)
  await house.renew('care_manager')
  const answer = await again(patient, coming('2027-06-02'), 'again-break')
  expect(answer.statusCode, answer.body).toBe(201)
  const { episodes } = await chartOf(patient)
  const told = episodes.map((one: Record<string, unknown>) => [
    one['referred_on'],
    one['closed_on'],
    one['close_reason'],
  ])
  expect(told.sort()).toEqual([
    ['2026-11-01', '2027-05-31', 'break_in_care'],
    ['2027-06-02', null, null],
  ])
  const found = await house.as('care_manager', {
    method: 'POST',
    url: '/api/patients/duplicates',
    payload: { mrn: '000912', family_name: '', given_name: '', birth_date: null },
  })
  expect(found.json().rows).toEqual([expect.objectContaining({ patient, open: true })])
})
