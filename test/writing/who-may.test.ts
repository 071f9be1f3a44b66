/** Who may write what of whom, and who may sign for what. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSubstanceUse } from '../../server/domain/permissions.ts'
import { type Role, roles } from '../../server/domain/records/people.ts'
import { mayWrite, writers } from '../../server/domain/writing.ts'
import { type AmendedRecord, amendedRecords } from '../../server/domain/writing-defaults.ts'
import { staffOf } from '../http/support/clinic.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { atTheChart, type Body, fieldsOf } from './a-chart-open.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())
const as = (role: Role, patient?: string) => atTheChart(house, role, patient)

/** By hand, from trust.md and the manual: the initials of care_manager, psychiatric_consultant, … */
const table: Readonly<Record<AmendedRecord, string>> = {
  patients: 'c b s',
  coverages: 'c b s',
  episodes: 'c b',
  care_team: 'c b',
  episode_phases: 'c p b',
  diagnoses: 'c p b',
  visits: 'c b s',
  consents: 'c b s',
  facility_stays: 'c p b s',
  authorizations: 'c b s',
  services: 'c b s',
  scores: 'c p b s',
  activities: 'c p b s',
  care_plans: 'c p b',
  case_reviews: 'c p b',
  relapse_plans: 'c p b',
  medications: 'c p b',
  risk_assessments: 'c p b',
  safety_plans: 'c p b',
  planned_contacts: 'c p b s',
  snoozes: 'c p b',
  questions: 'c p b',
  part2_consents: 'c p b',
}
const initials: Readonly<Partial<Record<Role, string>>> = {
  care_manager: 'c',
  psychiatric_consultant: 'p',
  billing_practitioner: 'b',
  clinical_staff: 's',
}

test.for(amendedRecords)('%s is written by those of the table', (record) => {
  for (const role of roles)
    expect(mayWrite(role, record), role).toBe(table[record].includes(initials[role] ?? '?'))
  expect(writers[record]).not.toContain('administrator')
})

const medication = { name: 'Sertraline', started_on: '2026-10-01' }
const review = {
  psychiatric_consultant_id: staffOf('psychiatric_consultant'),
  care_manager_id: staffOf('care_manager'),
  recommendation: 'continue current treatment',
  recommends_change: false,
}
const call = {
  started_at: '2026-11-02T09:00',
  ended_at: '2026-11-02T09:20',
  kind: 'follow_up',
  reached: true,
  modality: 'phone',
}
const added = async (role: Role, record: string, body: object): Promise<{ key: string }> => {
  const answer = await as(role).add(record, body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

describe('a role', () => {
  test('that may not write a record is refused, and the refusal is logged', async () => {
    const answer = await as('clinical_staff').add('medications', medication)
    expect(answer.statusCode).toBe(403)
    expect(answer.body).not.toContain('Sertraline')
    expect((await house.logged()).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'role',
      patients: ['pt-1'],
    })
  })

  test.for(['billing_staff', 'auditor', 'administrator'] as const)(
    '%s writes nothing',
    async (role) => {
      expect((await as(role).add('questions', { question: 'x' })).statusCode).toBe(403)
    },
  )
})

describe('another patient', () => {
  test('is not there: neither to add to, nor by their key under one’s own', async () => {
    const theirs = await as('care_manager', 'pt-2').add('medications', medication)
    expect(theirs.statusCode).toBe(404)
    const key = house.parts.rowKeys.keyOf('consents', 'co-2')
    const { amend, withdraw, history } = as('care_manager')
    const changes = { mode: 'written' }
    for (const answer of [
      await amend('consents', key, 1, changes),
      await withdraw('consents', key),
      await history('consents', key),
      await as('care_manager', 'pt-2').amend('consents', key, 1, changes),
    ]) {
      expect(answer.statusCode).toBe(404)
      expect(answer.body).not.toContain('co-2')
    }
    expect(await house.parts.registry.history('consents', 'co-2')).toHaveLength(1)
  })

  test('nor does the key of one record open a row of another', async () => {
    const key = house.parts.rowKeys.keyOf('consents', 'co-1')
    expect((await as('care_manager').amend('visits', key, 1, { code: '99213' })).statusCode).toBe(
      404,
    )
  })

  test.for(['co-1', 'A'.repeat(22), '%00', '../../x', 'A'.repeat(500), '\u202e'])(
    'the key %s opens nothing',
    async (key) => {
      const answer = await as('care_manager').history('consents', encodeURIComponent(key))
      expect([400, 404]).toContain(answer.statusCode)
    },
  )
})

describe('substance-use rows', () => {
  const auditC = { instrument: 'audit-c', total: 5, administered_on: '2026-11-01' }

  test('are not written by whoever needs a grant to see them', async () => {
    expect((await as('clinical_staff').add('scores', auditC)).statusCode).toBe(403)
    const { key } = await added('clinical_staff', 'scores', { ...auditC, instrument: 'gad-7' })
    const answer = await as('clinical_staff').amend('scores', key, 1, { instrument: 'audit-c' })
    expect(answer.statusCode).toBe(403)
  })

  test('are not seen by them, however they were reached', async () => {
    const { key } = await added('care_manager', 'scores', auditC)
    expect((await as('clinical_staff').history('scores', key)).statusCode).toBe(404)
    expect((await as('clinical_staff').amend('scores', key, 1, { total: 4 })).statusCode).toBe(404)
    await as('care_manager').withdraw('scores', key)
    expect((await as('clinical_staff').history('scores', key)).statusCode).toBe(404)
    const page = JSON.stringify(await as('clinical_staff').page())
    expect((await as('care_manager').page()).chart.withdrawals).toHaveLength(1)
    expect(JSON.parse(page).chart.withdrawals).toEqual([])
    expect(page).not.toContain('audit-c')
    expect(page).not.toContain('F10')
  })

  test('and a former version that was one is left out of the history', async () => {
    const f10 = { icd10: 'F10.20', rank: 3, recorded_on: '2026-11-01' }
    const { key } = await added('care_manager', 'diagnoses', f10)
    await as('care_manager').amend('diagnoses', key, 1, { icd10: 'F41.1' })
    const { versions } = (await as('clinical_staff').history('diagnoses', key)).json()
    expect(versions.map((one: Body) => one['version'])).toEqual([2])
  })

  test('are what they are', () => {
    expect(isSubstanceUse('diagnoses', { icd10: 'F19.9' })).toBe(true)
    expect(isSubstanceUse('diagnoses', { icd10: 'F20.0' })).toBe(false)
    expect(isSubstanceUse('scores', { instrument: 'dast-10' })).toBe(true)
    expect(isSubstanceUse('questions', { instrument: 'dast-10' })).toBe(false)
  })
})

describe('nobody signs for somebody else', () => {
  test('time is one’s own', async () => {
    const of = (role: Role) => ({ ...call, staff_id: staffOf(role) })
    const other = await as('care_manager').add('activities', of('clinical_staff'))
    expect(other.statusCode).toBe(403)
    expect(fieldsOf(other)).toContain('/staff_id')
    const { key } = await added('clinical_staff', 'activities', call)
    const changes = { ended_at: '2026-11-02T09:50' }
    expect((await as('care_manager').amend('activities', key, 1, changes)).statusCode).toBe(403)
    expect((await as('care_manager').withdraw('activities', key)).statusCode).toBe(403)
    const taken = { staff_id: staffOf('care_manager') }
    expect((await as('care_manager').amend('activities', key, 1, taken)).statusCode).toBe(403)
  })

  test('changed time is recorded anew, and an attestation names its hand', async () => {
    const { key } = await added('clinical_staff', 'activities', call)
    house.pass(5)
    const moved = { ended_at: '2026-11-02T09:30' }
    const { row } = (await as('clinical_staff').amend('activities', key, 1, moved)).json()
    expect(row.recorded_at).toBe('2026-11-02T10:05:00')
    const attested = { attest_reason: 'seen in the phone log' }
    const answer = await as('care_manager').amend('activities', key, 2, attested)
    expect(answer.json().row).toMatchObject({
      attested_by: staffOf('care_manager'),
      attested_at: '2026-11-02T10:05:00',
    })
    const forged = { attest_reason: 'again', attested_by: staffOf('billing_practitioner') }
    expect((await as('care_manager').amend('activities', key, 3, forged)).statusCode).toBe(403)
  })

  test('a review waits for its consultant’s own confirmation, and again once it is rewritten', async () => {
    const { key } = await added('care_manager', 'case_reviews', review)
    const confirmed = { confirmed_by: staffOf('psychiatric_consultant') }
    expect((await as('care_manager').amend('case_reviews', key, 1, confirmed)).statusCode).toBe(403)
    const { row } = (
      await as('psychiatric_consultant').amend('case_reviews', key, 1, confirmed)
    ).json()
    expect(row).toMatchObject({ ...confirmed, entered_by: staffOf('care_manager') })
    expect(row.confirmed_at).toMatch(/^2026-11-02T10:0/)
    const rewritten = { recommendation: 'raise the dose' }
    const after = (await as('care_manager').amend('case_reviews', key, 2, rewritten)).json()
    expect(after.row).toMatchObject({ confirmed_by: null, confirmed_at: null })
  })

  test('no consultant confirms another one’s review', async () => {
    const psychiatric_consultant_id = 'other-psychiatric_consultant'
    const { key } = await added('care_manager', 'case_reviews', {
      ...review,
      psychiatric_consultant_id,
    })
    const { amend } = as('psychiatric_consultant')
    for (const confirmed_by of [staffOf('psychiatric_consultant'), psychiatric_consultant_id])
      expect((await amend('case_reviews', key, 1, { confirmed_by })).statusCode).toBe(403)
  })

  test('a decision is the practitioner’s, or recorded for them', async () => {
    const { key } = await added('psychiatric_consultant', 'case_reviews', review)
    const accepted = { decision: 'accepted' }
    const { amend } = as('psychiatric_consultant')
    expect((await amend('case_reviews', key, 1, accepted)).statusCode).toBe(403)
    const nobody = await as('care_manager').amend('case_reviews', key, 1, accepted)
    expect(fieldsOf(nobody)).toEqual(['/decided_by'])
    const own = (await as('billing_practitioner').amend('case_reviews', key, 1, accepted)).json()
    expect(own.row).toMatchObject({
      decided_by: staffOf('billing_practitioner'),
      decided_on: '2026-11-02',
    })
    const text = { recommendation: 'something else' }
    const rewritten = await as('billing_practitioner').amend('case_reviews', key, 2, text)
    expect(rewritten.statusCode).toBe(403)
  })

  test('a step down is approved by a consultant alone', async () => {
    const { key } = await added('care_manager', 'risk_assessments', { tier: 'low' })
    const approved = { step_down_approved_by: staffOf('psychiatric_consultant') }
    expect((await as('care_manager').amend('risk_assessments', key, 1, approved)).statusCode).toBe(
      403,
    )
    const answer = await as('psychiatric_consultant').amend('risk_assessments', key, 1, approved)
    expect(answer.json().row).toMatchObject({ ...approved, step_down_approved_on: '2026-11-02' })
  })
})
