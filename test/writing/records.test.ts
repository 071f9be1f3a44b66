/** Writing a patient's records over HTTP, in a real registry. The clinic's clock shows 10:00. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../server/domain/records/index.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { atTheChart, type Body, fieldsOf } from './a-chart-open.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())
const as = (role: Role, patient?: string) => atTheChart(house, role, patient)

const medication = { name: 'Sertraline', started_on: '2026-10-01' }
const call = {
  started_at: '2026-11-02T09:00',
  ended_at: '2026-11-02T09:20',
  kind: 'follow_up',
  reached: true,
  modality: 'phone',
}

describe('adding a row', () => {
  test('gives it an id of its own, a key and a version, and what was left out is absent', async () => {
    const answer = await as('care_manager').add('medications', medication)
    expect(answer.statusCode, answer.body).toBe(201)
    const { row, key, version } = answer.json()
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(answer.headers.etag).toBe('"v1"')
    expect(version).toBe(1)
    expect(row).toMatchObject({ ...medication, patient_id: 'pt-1', dose: null, stopped_on: null })
    expect(row.medication_id).toMatch(/^r-[A-Za-z0-9_-]{22}$/)
    const { marks } = await as('care_manager').page()
    expect(marks.medications[row.medication_id]).toEqual([key, 1])
  })

  test('twice under one key makes one row, and answers the same', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => as('care_manager').add('questions', { question: 'Twice?' }, 'double-click')),
    )
    const [first, second] = answers.map((answer) => answer.json())
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    expect(first).toEqual(second)
    const { chart } = await as('care_manager').page()
    expect(chart.questions.filter((row: Body) => row['question'] === 'Twice?')).toHaveLength(1)
  })

  test('needs a key, and one key stands for one request', async () => {
    const url = `/api/patients/${await house.handleOf('pt-1')}/records/medications`
    const bare = await house.as('care_manager', { method: 'POST', url, payload: medication })
    expect(bare.statusCode).toBe(428)
    await as('care_manager').add('medications', medication, 'one-key-only')
    const other = { ...medication, name: 'Bupropion' }
    const answer = await as('care_manager').add('medications', other, 'one-key-only')
    expect(answer.statusCode).toBe(409)
    expect(answer.json().type).toBe('/problems/key-reused')
  })

  test.for(['ñ 林檎 🙂 é \u200d ‮', "Robert'); drop table patients;--", '=1+1', '<b>x</b>'])(
    'keeps %s as it was typed',
    async (name) => {
      const answer = await as('care_manager').add('medications', { ...medication, name })
      expect(answer.json().row.name).toBe(name)
      const { key } = answer.json()
      const { versions } = (await as('care_manager').history('medications', key)).json()
      expect(versions[0].row.name).toBe(name)
    },
  )

  test('is stamped with who and when, on the clock of the clinic', async () => {
    const { row } = (await as('care_manager').add('activities', call)).json()
    expect(row).toMatchObject({ staff_id: 'st-care_manager', recorded_at: '2026-11-02T10:00:00' })
    const question = (await as('care_manager').add('questions', { question: 'Why?' })).json()
    expect(question.row).toMatchObject({ asked_by: 'st-care_manager', asked_on: '2026-11-02' })
  })

  test('is audited in the same breath, and that is its one event', async () => {
    const before = (await house.logged()).length
    const { row } = (await as('care_manager').add('medications', medication)).json()
    const events = await house.parts.registry.auditTrail()
    expect(events.at(-1)).toMatchObject({
      who: 'st-care_manager',
      action: 'added',
      record: 'medications',
      id: row.medication_id,
      patient_id: 'pt-1',
    })
    expect((await house.logged()).slice(before)).toEqual([])
  })
})

describe('what cannot be kept names its field', () => {
  test.for<[string, string, object, string]>([
    ['an unknown column', 'medications', { ...medication, colour: 'red' }, '/colour'],
    ['an id of one’s own', 'medications', { ...medication, medication_id: 'm' }, '/medication_id'],
    ['another patient', 'medications', { ...medication, patient_id: 'pt-2' }, '/patient_id'],
    ['a missing column', 'medications', { name: 'Sertraline' }, '/started_on'],
    [
      'a day that is none',
      'medications',
      { ...medication, started_on: '2026-02-30' },
      '/started_on',
    ],
    ['a number for text', 'medications', { ...medication, name: 7 }, '/name'],
    ['empty text', 'medications', { ...medication, name: '' }, '/name'],
    ['blank text', 'medications', { ...medication, name: '  ' }, '/name'],
    ['half a character', 'medications', { ...medication, name: 'a\ud83d' }, '/name'],
    [
      'a stop before the start',
      'medications',
      { ...medication, stopped_on: '2026-09-01' },
      '/stopped_on',
    ],
    [
      'nobody on staff',
      'medications',
      { ...medication, prescribed_by: 'st-none' },
      '/prescribed_by',
    ],
    ['somebody else’s stamp', 'questions', { question: 'x', asked_by: 'st-auditor' }, '/asked_by'],
    ['text for true', 'activities', { ...call, reached: 'true' }, '/reached'],
    [
      'an end before the start',
      'activities',
      { ...call, ended_at: '2026-11-02T08:59' },
      '/ended_at',
    ],
    ['time to come', 'activities', { ...call, ended_at: '2026-11-02T10:01' }, '/ended_at'],
    [
      'an hour that the clock skipped',
      'risk_assessments',
      { tier: 'low', assessed_at: '2026-03-08T02:30' },
      '/assessed_at',
    ],
    ['an unknown instrument', 'scores', { instrument: 'phq-99', items: '1' }, '/instrument'],
    ['an answer too high', 'scores', { instrument: 'phq-9', items: '1 1 1 1 1 1 1 1 4' }, '/items'],
    [
      'a total that disagrees',
      'scores',
      { instrument: 'gad-7', items: '1 1 1 1 1 1 1', total: 9 },
      '/total',
    ],
    [
      'a score of tomorrow',
      'scores',
      { instrument: 'gad-7', total: 9, administered_on: '2026-11-03' },
      '/administered_on',
    ],
    ['a safety flag', 'snoozes', { flag: 'S1', until_on: '2026-11-09', reason: 'x' }, '/flag'],
    [
      'a phase of a stranger’s episode',
      'episode_phases',
      { episode_id: 'ep-2', phase: 'active', starts_on: '2026-11-01' },
      '/episode_id',
    ],
    [
      'a service of our own',
      'services',
      { code: '99492', units: 1, service_on: '2026-10-01', source: 'own' },
      '/source',
    ],
    [
      'a second open episode',
      'episodes',
      { clinic_id: 'cl-1', model: 'cocm', referred_on: '2026-10-01', enrolled_on: '2026-10-01' },
      '/referred_on',
    ],
  ])('%s', async ([, record, body, field]) => {
    const before = (await house.parts.registry.auditTrail({ limit: 10_000 })).length
    const answer = await as('care_manager').add(record, body)
    expect(answer.statusCode, answer.body).toBe(400)
    expect(fieldsOf(answer)).toContain(field)
    expect((await house.parts.registry.auditTrail({ limit: 10_000 })).length).toBe(before)
  })

  test('all of them at once', async () => {
    const body = { ...medication, stopped_on: '2026-09-01', prescribed_by: 'st-none' }
    const answer = await as('care_manager').add('medications', body)
    expect(fieldsOf(answer).sort()).toEqual(['/prescribed_by', '/stopped_on'])
  })

  test.for(['withdrawals', 'patients', 'staff', 'meetings', 'accounts', '__proto__', 'Activities'])(
    'there is no record %s to add to',
    async (record) => {
      expect((await as('care_manager').add(record, { name: 'x' })).statusCode).toBe(400)
    },
  )

  test.for(['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '[]', '"x"', 'null'])(
    'the body %s is none',
    async (payload) => {
      const answer = await house.as('care_manager', {
        method: 'POST',
        url: `/api/patients/${await house.handleOf('pt-1')}/records/medications`,
        headers: { 'idempotency-key': 'hostile-body', 'content-type': 'application/json' },
        payload,
      })
      expect(answer.statusCode).toBe(400)
    },
  )
})

describe('amending a row', () => {
  const added = async () => (await as('care_manager').add('medications', medication)).json()

  test('makes its next version, with who and why', async () => {
    const { key } = await added()
    const answer = await as('care_manager').amend('medications', key, 1, { dose: '50 mg' })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({ key, version: 2, row: { ...medication, dose: '50 mg' } })
    const { versions, withdrawn } = (await as('care_manager').history('medications', key)).json()
    expect(versions.map((one: Body) => [one['version'], one['by'], one['reason']])).toEqual([
      [1, 'Person care_manager', 'added'],
      [2, 'Person care_manager', 'typed wrong'],
    ])
    expect(withdrawn).toBeNull()
  })

  test('on an older version is refused with the row as it is now', async () => {
    const { key } = await added()
    await as('billing_practitioner').amend('medications', key, 1, { dose: '50 mg' })
    const late = await as('care_manager').amend('medications', key, 1, { dose: '25 mg' })
    expect(late.statusCode).toBe(412)
    expect(late.json().current).toMatchObject({ version: 2, row: { dose: '50 mg' } })
    const [, kept] = (await as('care_manager').page()).marks.medications[
      late.json().current.row.medication_id
    ]
    expect(kept).toBe(2)
  })

  test('of two at once, one wins', async () => {
    const { key } = await added()
    const doses = ['25 mg', '50 mg']
    const answers = await Promise.all(
      doses.map((dose) => as('care_manager').amend('medications', key, 1, { dose })),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412])
  })

  test('needs the version, a reason, and columns of the record', async () => {
    const { key } = await added()
    const { amend } = as('care_manager')
    expect((await amend('medications', key, null, { dose: 'x' })).statusCode).toBe(428)
    expect((await amend('medications', key, 1, { dose: 'x' }, ' ')).statusCode).toBe(400)
    const unknown = await amend('medications', key, 1, { patient_id: 'pt-2' })
    expect(fieldsOf(unknown)).toEqual(['/patient_id'])
    expect(fieldsOf(await amend('medications', key, 1, { name: null }))).toEqual(['/name'])
  })

  test.for(['*', '"1"', 'W/"v1"', '"v0"', '"v1", "v2"', '"v01"'])('not by %s', async (tag) => {
    const { key } = await added()
    const answer = await house.as('care_manager', {
      method: 'PUT',
      url: `/api/patients/${await house.handleOf('pt-1')}/records/medications/${key}`,
      headers: { 'if-match': tag },
      payload: { changes: { dose: 'x' }, reason: 'y' },
    })
    expect(answer.statusCode).toBe(412)
  })

  test('the columns that name a row stay', async () => {
    const { marks } = await as('care_manager').page()
    const [key] = marks.care_team['ep-1/care_manager/st-care_manager/2026-08-03']
    const answer = await as('care_manager').amend('care_team', key, 1, { starts_on: '2026-08-04' })
    expect(fieldsOf(answer)).toEqual(['/starts_on'])
  })

  test('the patient’s own row too', async () => {
    const { marks } = await as('care_manager').page()
    const [key, version] = marks.patients['pt-1']
    const answer = await as('care_manager').amend('patients', key, version, { phone: '555 0100' })
    expect(answer.json()).toMatchObject({ version: 2, row: { phone: '555 0100' } })
    const taken = await as('care_manager').amend('patients', key, 2, { mrn: '0004712' })
    expect(taken.statusCode).toBe(409)
  })
})

describe('taking a row back', () => {
  test('leaves it out of the chart and in the history; asked twice, the first reason stands', async () => {
    const { key, row } = (await as('care_manager').add('medications', medication)).json()
    const done = await as('care_manager').withdraw('medications', key)
    expect(done.statusCode, done.body).toBe(201)
    const again = await as('care_manager').withdraw('medications', key, 1, 'another reason')
    expect(again.json()).toEqual(done.json())
    const { chart } = await as('care_manager').page()
    const ids = chart.medications.map((one: Body) => one['medication_id'])
    expect(ids).not.toContain(row.medication_id)
    const { withdrawn, versions } = (await as('care_manager').history('medications', key)).json()
    expect(withdrawn).toEqual({
      reason: 'wrong patient',
      by: 'Person care_manager',
      on: '2026-11-02',
    })
    expect(versions).toHaveLength(1)
    const change = await as('care_manager').amend('medications', key, 1, { dose: 'x' })
    expect(change.statusCode).toBe(404)
  })

  test('the patient cannot be taken back', async () => {
    const { marks } = await as('care_manager').page()
    const [key, version] = marks.patients['pt-1']
    expect((await as('care_manager').withdraw('patients', key, version)).statusCode).toBe(403)
  })
})
