/** Rights for a time: audit requests, substance-use records, and one patient in an emergency. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../server/domain/records/people.ts'
import { secrets } from './support/clinic.ts'
import { aHouse, type House, password } from './support/house.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
  return () => house.close()
})

let keys = 0
const post = (url: string, payload: object, headers: object = {}) => ({
  method: 'POST' as const,
  url,
  payload,
  headers: { 'idempotency-key': `grant-key-${keys++}`, ...headers },
})
const staffHandle = async (role: Role) =>
  (await house.parts.handles.handleOf('staff', `st-${role}`))!

async function granted(kind: string, to: Role, patients: readonly object[], days = 7) {
  const granted_to = await staffHandle(to)
  const wish = { kind, granted_to, patients, reason: 'request 2026-17 of the payer', days }
  return house.as('privacy_officer', post('/api/grants', wish))
}
const monthOf = async (patient: string, month = '2026-10') =>
  house.as('auditor', `/api/patients/${await house.handleOf(patient)}/months/${month}`)

describe('an audit request', () => {
  const october = { mrn: '0004711', month: '2026-10' }
  const alsoSubstanceUse = () => granted('substance_use', 'auditor', [{ ...october, month: null }])

  test('shows its months to its auditor, and nothing else', async () => {
    expect((await monthOf('pt-1')).statusCode).toBe(404)
    expect((await granted('audit_request', 'auditor', [october])).statusCode).toBe(201)
    await alsoSubstanceUse()
    expect((await monthOf('pt-1')).statusCode).toBe(200)
    expect((await house.logged()).at(-1)).toMatchObject({
      actor: { who: 'st-auditor' },
      action: 'determine',
      patients: ['pt-1'],
    })
    expect((await monthOf('pt-1', '2026-09')).statusCode).toBe(404)
    expect((await monthOf('pt-2')).statusCode).toBe(404)
    const url = `/api/patients/${await house.handleOf('pt-1')}`
    expect((await house.as('auditor', url)).statusCode).toBe(403)
  })

  test('without a grant for substance-use records, a month that could rest on them is not there', async () => {
    await granted('audit_request', 'auditor', [october])
    const refused = await monthOf('pt-1')
    expect(refused.statusCode).toBe(404)
    expect(refused.body).toBe((await monthOf('pt-2')).body)
    await alsoSubstanceUse()
    expect((await monthOf('pt-1')).statusCode).toBe(200)
  })

  test('ends with its last day, or when it is taken back', async () => {
    await granted('audit_request', 'auditor', [october], 1)
    await alsoSubstanceUse()
    const { grants } = (await house.as('privacy_officer', '/api/grants')).json()
    const request = grants.find(({ kind }: { kind: string }) => kind === 'audit_request')
    expect(request).toMatchObject({ state: 'in_force', granted_to: 'Person auditor', version: 1 })
    house.pass(8 * 60 + 59)
    await house.renew('auditor')
    expect((await monthOf('pt-1')).statusCode).toBe(200)
    house.pass(1)
    expect((await monthOf('pt-1')).statusCode).toBe(404)
  })

  test('is taken back under the version that was seen', async () => {
    await granted('audit_request', 'auditor', [october])
    await alsoSubstanceUse()
    const { grants } = (await house.as('privacy_officer', '/api/grants')).json()
    const { grant } = grants.find(({ kind }: { kind: string }) => kind === 'audit_request')
    const revoke = (headers: object) =>
      house.as(
        'privacy_officer',
        post(`/api/grants/${grant}/revocation`, { reason: 'withdrawn' }, headers),
      )
    expect((await revoke({})).statusCode).toBe(428)
    expect((await revoke({ 'if-match': '"v7"' })).statusCode).toBe(412)
    expect((await revoke({ 'if-match': '"v1"' })).statusCode).toBe(204)
    expect((await monthOf('pt-1')).statusCode).toBe(404)
    const own = await house.as('auditor', '/api/grants/own')
    expect(own.json().grants.map(({ kind }: { kind: string }) => kind)).toEqual(['substance_use'])
  })

  test.for<[string, object]>([
    ['nobody’s record number', { patients: [{ mrn: '999', month: '2026-10' }] }],
    ['no month', { patients: [{ mrn: '0004711', month: null }] }],
    ['too long', { days: 91 }],
    ['no reason', { reason: ' ' }],
  ])('is not granted with %s', async ([, other]) => {
    const granted_to = await staffHandle('auditor')
    const wish = {
      kind: 'audit_request',
      granted_to,
      patients: [october],
      reason: 'asked',
      days: 7,
    }
    const answer = await house.as('privacy_officer', post('/api/grants', { ...wish, ...other }))
    expect(answer.statusCode, answer.body).toBe(400)
    expect(await house.parts.grants.all()).toEqual([])
  })

  test('is for auditors, and sent twice it is one', async () => {
    expect((await granted('audit_request', 'billing_staff', [october])).statusCode).toBe(422)
    const granted_to = await staffHandle('auditor')
    const wish = {
      kind: 'audit_request',
      granted_to,
      patients: [october],
      reason: 'asked',
      days: 7,
    }
    const once = post('/api/grants', wish)
    for (const _ of [1, 2]) expect((await house.as('privacy_officer', once)).statusCode).toBe(201)
    expect(await house.parts.grants.all()).toHaveLength(1)
  })

  test.for<[string, object]>([
    ['another month', { patients: [{ mrn: '0004711', month: '2026-09' }] }],
    ['another patient', { patients: [{ mrn: '0004712', month: '2026-10' }] }],
    ['more days', { days: 8 }],
    ['another reason', { reason: 'asked again' }],
  ])('is not said to be granted where its key granted another: %s', async ([, other]) => {
    const granted_to = await staffHandle('auditor')
    const wish = { kind: 'audit_request', granted_to, patients: [october], reason: 'x', days: 7 }
    const once = post('/api/grants', wish)
    expect((await house.as('privacy_officer', once)).statusCode).toBe(201)
    house.pass(10)
    const again = await house.as('privacy_officer', { ...once, payload: { ...wish, ...other } })
    expect([again.statusCode, again.json().type]).toEqual([409, '/problems/key-reused'])
    expect((await house.as('privacy_officer', once)).statusCode).toBe(201)
    expect(await house.parts.grants.all()).toHaveLength(1)
  })
})

describe('substance-use records', () => {
  test('are shown to clinical staff by grant alone, of the patient that it names', async () => {
    const url = `/api/patients/${await house.handleOf('pt-1')}`
    const shown = async () => (await house.as('clinical_staff', url)).body.includes('F10.20')
    expect(await shown()).toBe(false)
    await granted('substance_use', 'clinical_staff', [{ mrn: '0004712', month: null }])
    expect(await shown()).toBe(false)
    await granted('substance_use', 'clinical_staff', [{ mrn: '0004711', month: null }])
    expect(await shown()).toBe(true)
    expect((await house.logged()).at(-1)).toMatchObject({ substance_use: true })
  })
})

describe('break-glass', () => {
  const reason = 'came to the emergency room, not able to speak'
  const emergency = { mrn: '0004712', birth_date: '1970-05-06', reason }
  const ask = (payload: object = emergency, role: Role = 'care_manager') =>
    house.as(role, post('/api/break-glass', payload))
  const again = () => house.as('care_manager', post('/api/account/step-up', { password }))
  const theirs = async () =>
    house.as('care_manager', `/api/patients/${await house.handleOf('pt-2')}`)

  test('asks for the password once more, then shows one patient for an hour', async () => {
    expect((await ask()).json().type).toBe('/problems/step-up')
    await again()
    const opened = await ask()
    expect(opened.json(), opened.body).toEqual({
      patient: await house.handleOf('pt-2'),
      expires_at: '2026-11-02T16:00:00.000Z',
    })
    expect((await theirs()).statusCode).toBe(200)
    expect((await house.logged()).at(-1)).toMatchObject({
      patients: ['pt-2'],
      reason: 'break-glass',
    })
    for (const _ of [1, 2, 3, 4]) {
      house.pass(14)
      await house.as('care_manager', '/api/session')
    }
    expect((await theirs()).statusCode).toBe(200)
    house.pass(4)
    expect((await theirs()).statusCode).toBe(404)
  })

  test('is for one patient and one person: the others are as before', async () => {
    await again()
    await ask()
    const stranger = `/api/patients/${await house.handleOf('pt-2')}`
    expect((await house.as('psychiatric_consultant', stranger)).statusCode).toBe(404)
    expect((await house.as('care_manager', '/api/caseload')).body).not.toContain('Lindqvist')
  })

  test.for<[string, object, number]>([
    ['another birth date', { birth_date: '1970-05-07' }, 404],
    ['another record number', { mrn: '0004719' }, 404],
    ['hardly a reason', { reason: 'because' }, 400],
  ])('does not open with %s', async ([, other, status]) => {
    await again()
    const refused = await ask({ ...emergency, ...other })
    expect(refused.statusCode).toBe(status)
    for (const secret of secrets) expect(refused.body).not.toContain(secret)
    expect(await house.parts.grants.all()).toEqual([])
    if (status === 404) expect((await house.logged()).at(-1)).toMatchObject({ outcome: 'refused' })
  })

  test('of one’s own patient breaks nothing', async () => {
    await again()
    const own = await ask({ ...emergency, mrn: '0004711' })
    expect(own.json().expires_at).toBeNull()
    expect(await house.parts.grants.all()).toEqual([])
  })

  test('is open with the privacy officer until it is reviewed, overdue after 72 hours', async () => {
    await again()
    await ask()
    const seen = async () => (await house.as('privacy_officer', '/api/grants')).json().grants[0]
    expect(await seen()).toMatchObject({ kind: 'break_glass', review: 'open', reason })
    house.pass(72 * 60)
    await house.renew('privacy_officer')
    const overdue = await seen()
    expect(overdue).toMatchObject({ review: 'overdue', state: 'expired' })
    const note = { note: 'The emergency room called; it was needed.' }
    const url = `/api/grants/${overdue.grant}/review`
    const reviewed = await house.as('privacy_officer', post(url, note, { 'if-match': '"v1"' }))
    expect(reviewed.statusCode, reviewed.body).toBe(204)
    expect(await seen()).toMatchObject({
      review: 'reviewed',
      reviewed_by: 'Person privacy_officer',
      review_note: note.note,
    })
    const trail = await house.parts.registry.auditTrail({ limit: 500 })
    expect(trail.filter(({ record }) => record === 'grants')).toMatchObject([
      { patient_id: 'pt-2', who: 'st-care_manager', reason: `break-glass: ${reason}` },
      { patient_id: 'pt-2', who: 'st-privacy_officer' },
    ])
  })
})
