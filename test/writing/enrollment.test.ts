/** Taking patients in, and finding them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import { foldedWords, isLike } from '../../server/domain/likeness.ts'
import type { Role } from '../../server/domain/records/index.ts'
import { rowKeysWith } from '../../server/use-cases/row-keys.ts'
import { staffOf } from '../http/support/clinic.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { fieldsOf } from './a-chart-open.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const practitioner = staffOf('billing_practitioner')
const newcomer = {
  patient: { mrn: '000900', family_name: 'Nguyễn', given_name: 'Lan', birth_date: '1988-02-29' },
  coverages: [{ payer_id: 'medicare', rank: 1, starts_on: '2026-01-01' }],
  episode: {
    clinic_id: 'cl-1',
    model: 'cocm',
    referred_on: '2026-10-30',
    referred_by: practitioner,
    enrolled_on: '2026-11-02',
    target_instrument: 'phq-9',
  },
  care_team: [{ role: 'care_manager', staff_id: staffOf('care_manager'), starts_on: '2026-11-02' }],
  diagnoses: [{ icd10: 'F33.1', rank: 1, recorded_on: '2026-10-30' }],
  visits: [{ practitioner_id: practitioner, visit_on: '2026-10-30', code: '99214' }],
  consents: [
    {
      billing_practitioner_id: practitioner,
      obtained_at: '2026-11-02T09:15',
      mode: 'verbal',
      obtained_by: staffOf('care_manager'),
      consult_permission: true,
      cost_sharing_face_to_face: true,
      cost_sharing_non_face_to_face: true,
    },
  ],
  scores: [{ instrument: 'phq-9', items: '2 2 2 2 2 2 2 2 0' }],
}
const enroll = (payload: object, key: string, role: Role = 'care_manager') =>
  house.as(role, {
    method: 'POST',
    url: '/api/patients',
    headers: { 'idempotency-key': key },
    payload,
  })
const post = (url: string, payload: object, role: Role = 'care_manager') =>
  house.as(role, { method: 'POST', url, payload })

describe('an enrollment', () => {
  test('is one commit, and the patient can be opened at once', async () => {
    const before = await house.parts.registry.auditTrail({ limit: 10_000 })
    const answer = await enroll(newcomer, 'enroll-lan')
    expect(answer.statusCode, answer.body).toBe(201)
    const { patient } = answer.json()
    const { chart, row } = (await house.as('care_manager', `/api/patients/${patient}`)).json()
    expect(chart.patient).toMatchObject({ ...newcomer.patient, phone: null })
    for (const record of ['coverages', 'diagnoses', 'visits', 'consents', 'scores', 'care_team'])
      expect(chart[record], record).toHaveLength(1)
    expect(chart.episodes[0]).toMatchObject({ ...newcomer.episode, entered_at: '2026-11-02' })
    expect(chart.scores[0].administered_on).toBe('2026-11-02')
    expect(row.family_name).toBe('Nguyễn')
    const events = await house.parts.registry.auditTrail({ limit: 10_000 })
    expect(events.length - before.length).toBe(8)
    expect(new Set(events.slice(before.length).map(({ at, reason }) => at + reason)).size).toBe(1)
  })

  test('sent twice makes one patient', async () => {
    const again = await enroll(newcomer, 'enroll-lan')
    expect(again.statusCode, again.body).toBe(201)
    const { rows } = (await post('/api/patients/search', { text: '000900' })).json()
    expect(rows).toHaveLength(1)
    expect(rows[0].patient).toBe(again.json().patient)
  })

  test('of somebody whose MRN is known is refused plainly', async () => {
    const answer = await enroll(newcomer, 'enroll-another')
    expect(answer.statusCode).toBe(409)
    expect(answer.json().detail).toBe('Another patient has this MRN.')
    expect(fieldsOf(answer)).toEqual(['/patient/mrn'])
  })

  test('tells all its faults at once, each with its path, and keeps nothing', async () => {
    const [consent] = newcomer.consents
    const answer = await enroll(
      {
        ...newcomer,
        coverages: [{ payer_id: 'none', rank: 1, starts_on: '2026-01-01' }],
        care_team: [{ ...newcomer.care_team[0], role: 'clinical_staff' }],
        consents: [consent, { ...consent, obtained_at: '2026-11-02T10:30' }],
        scores: [{ instrument: 'phq-9', items: '2 2' }],
      },
      'enroll-faulty',
    )
    expect(answer.statusCode).toBe(400)
    expect(fieldsOf(answer)).toEqual([
      '/patient/mrn',
      '/coverages/0/payer_id',
      '/consents/1/obtained_at',
      '/scores/0/items',
      '/care_team',
    ])
    expect((await post('/api/patients/search', { text: '000900' })).json().rows).toHaveLength(1)
  })

  test.for<[string, object]>([
    ['an unknown column', { patient: { ...newcomer.patient, ssn: '1' } }],
    ['an id of one’s own', { patient: { ...newcomer.patient, patient_id: 'pt-1' } }],
    ['no team', { care_team: [] }],
    [
      'a team of another episode',
      { care_team: [{ ...newcomer.care_team[0], episode_id: 'ep-1' }] },
    ],
    ['no birth date', { patient: { ...newcomer.patient, birth_date: null } }],
    ['an unknown part', { activities: [] }],
  ])('with %s does not fit the contract', async ([, more]) => {
    expect((await enroll({ ...newcomer, ...more }, 'enroll-odd-one')).statusCode).toBe(400)
  })

  test('by whoever needs a grant holds no substance-use record', async () => {
    const patient = { ...newcomer.patient, mrn: '000901' }
    const diagnoses = [{ icd10: 'F10.20', rank: 1, recorded_on: '2026-10-30' }]
    const answer = await enroll({ ...newcomer, patient, diagnoses }, 'enroll-f10', 'clinical_staff')
    expect(answer.statusCode).toBe(403)
  })
})

describe('searching', () => {
  const found = async (text: string, role: Role = 'care_manager') =>
    (await post('/api/patients/search', { text }, role))
      .json()
      .rows.map(({ mrn }: { mrn: string }) => mrn)

  test.for<[string, string[]]>([
    ['nguyen', ['000900']],
    ['LAN ngu', ['000900']],
    ['1988-02-29', ['000900']],
    ['okafor, ngozi', ['0004711']],
    ['n', ['000900', '0004711']],
    ['lindqvist', []],
    ['%', []],
    ["' or 1=1", []],
  ])('%s finds those within reach', async ([text, mrns]) => {
    expect((await found(text)).sort()).toEqual(mrns.sort())
  })

  test('finds nobody for a member of no team, and is logged with whom it showed', async () => {
    expect(await found('nguyen', 'psychiatric_consultant')).toEqual([])
    await found('okafor')
    expect((await house.logged()).at(-1)).toMatchObject({
      action: 'list',
      what: 'search',
      patients: ['pt-1'],
    })
  })

  test('says whether they are in care, and never an id of the bundle', async () => {
    const answer = await post('/api/patients/search', { text: 'okafor' })
    expect(answer.json().rows[0]).toMatchObject({ open: true, birth_date: '1970-05-06' })
    expect(answer.body).not.toContain('pt-1')
  })

  test('for duplicates looks everywhere, and opens only what is within reach', async () => {
    const about = { mrn: 'x', family_name: 'Lindqvist', given_name: 'Astrid', birth_date: null }
    const { rows } = (await post('/api/patients/duplicates', about)).json()
    expect(rows).toEqual([
      expect.objectContaining({ mrn: '0004712', family_name: 'Lindqvist', patient: null }),
    ])
    expect(Object.keys(rows[0]).sort()).toEqual([
      'birth_date',
      'family_name',
      'given_name',
      'mrn',
      'open',
      'patient',
    ])
    const nobody = { ...about, family_name: 'Ruiz', given_name: 'Eva', birth_date: '1970-05-06' }
    expect((await post('/api/patients/duplicates', nobody)).json().rows).toEqual([])
  })
})

test.for<[string, boolean]>([
  ['maria', true],
  ['garcia mar', true],
  ['lopez', true],
  ['00 17', false],
  ['0017', true],
  ['arcia', false],
])('Ana-María García López is meant by %s: %s', ([text, is]) => {
  const birth_date = '1970-01-01' as CalendarDay // a day that exists
  const ana = { mrn: '0017', family_name: 'García López', given_name: 'Ana-María', birth_date }
  expect(isLike(ana, foldedWords(text))).toBe(is)
})

test('keys of rows differ by record, id and registry, and tell neither', () => {
  const [one, other] = [rowKeysWith('a'.repeat(44)), rowKeysWith('b'.repeat(44))]
  const keys = [
    one.keyOf('scores', 's-1'),
    one.keyOf('scores', 's-2'),
    one.keyOf('visits', 's-1'),
    other.keyOf('scores', 's-1'),
  ]
  expect(new Set(keys).size).toBe(4)
  for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/)
  expect(one.keyOf('scores', 's-1')).toBe(keys[0])
})

test('people to choose from: staff by handle, clinics, payers', async () => {
  const { staff, clinics, payers } = (await house.as('care_manager', '/api/people')).json()
  expect(staff).toContainEqual({
    staff: await house.parts.handles.handleOf('staff', practitioner),
    staff_id: practitioner,
    name: 'Person billing_practitioner',
    role: 'billing_practitioner',
  })
  expect(clinics).toHaveLength(1)
  expect(payers).toHaveLength(1)
})
