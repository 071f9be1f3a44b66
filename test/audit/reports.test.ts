/** The privacy officer's reports: who did what to whom, found by patient, by user and by time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditLine } from '../../server/contract/audit.ts'
import { aHouse, type House } from '../http/support/house.ts'

let house: House
const day = { from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z' }
const everything = { ...day, patient: null, user: null, before: null }
const ask = async (what: string, payload: object) =>
  house.as('privacy_officer', { method: 'POST', url: `/api/audit/${what}`, payload })
const lines = async (more: object = {}): Promise<readonly AuditLine[]> =>
  (await ask('events', { ...everything, ...more })).json().lines

const medication = { name: 'Sertraline', started_on: '2026-10-01' }
beforeAll(async () => {
  house = await aHouse()
  const patient = await house.handleOf('pt-1')
  await house.as('care_manager', `/api/patients/${patient}`)
  await house.as('care_manager', '/api/caseload')
  await house.as('billing_staff', `/api/patients/${patient}/months/2026-10`)
  await house.as('care_manager', {
    method: 'POST',
    url: `/api/patients/${patient}/records/medications`,
    payload: medication,
    headers: { 'idempotency-key': 'a-medication' },
  })
  await house.as('care_manager', `/api/patients/${await house.handleOf('pt-2')}`)
  await house.as('care_manager', {
    method: 'POST',
    url: '/api/disclosures',
    payload: { action: 'print', screen: 'patient sheet', patients: [patient] },
  })
})
afterAll(() => house.close())

describe('events', () => {
  test('come from both logs in one form, the newest first, with names', async () => {
    const shown = await lines()
    const times = shown.map(({ at }) => at)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(shown.find(({ action }) => action === 'print')).toMatchObject({
      log: 'access',
      who: 'Person care_manager',
      role: 'care_manager',
      what: 'patient sheet',
      category: 'chart',
      substance_use: true,
      patient_count: 1,
      outcome: 'done',
      version_after: null,
    })
    const written = shown.find(({ what }) => what === 'medications')
    expect(written).toMatchObject({
      log: 'changes',
      action: 'added',
      category: 'chart',
      substance_use: false,
      version_before: null,
      version_after: 1,
    })
    const flagged = shown.filter(({ what, log }) => what === 'diagnoses' && log === 'changes')
    expect(flagged.map(({ substance_use }) => substance_use).toSorted()).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  test('of one patient are those that showed or changed them, refusals too', async () => {
    const [one, other] = [await house.handleOf('pt-1'), await house.handleOf('pt-2')]
    const theirs = await lines({ patient: one })
    expect(
      theirs.every(({ patients }) => patients.join() === one),
      'nobody else is named',
    ).toBe(true)
    expect(theirs.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['patient', 'caseload', 'billing month 2026-10', 'medications']),
    )
    const refused = (await lines({ patient: other })).filter(
      ({ log, category }) => log === 'access' && category !== 'audit',
    )
    expect(refused).toMatchObject([{ action: 'refused', reason: 'not-theirs' }])
  })

  test('of one user are those they did', async () => {
    const people = (await house.as('privacy_officer', '/api/audit/people')).json().people
    const { user } = people.find(({ role }: { role: string }) => role === 'billing_staff')
    const theirs = await lines({ user })
    expect(new Set(theirs.map(({ role }) => role))).toEqual(new Set(['billing_staff']))
    const both = await lines({ user, patient: await house.handleOf('pt-1') })
    expect(both.map(({ what }) => what)).toEqual(['billing month 2026-10'])
  })

  test.for([
    ['before the day', { to: '2026-11-02T00:00:00Z', from: '2026-11-01T00:00:00Z' }],
    ['after it', { from: '2026-11-03T00:00:00Z', to: '2027-11-03T00:00:00Z' }],
  ])('%s there are none', async ([, span]) => {
    expect(await lines(span as object)).toEqual([])
  })

  test('the report is itself in the trail, with whom it showed', async () => {
    await lines({ patient: await house.handleOf('pt-1') })
    expect((await house.logged()).at(-1)).toMatchObject({
      actor: { role: 'privacy_officer' },
      action: 'list',
      what: 'audit events',
      category: 'audit',
      patients: ['pt-1'],
    })
  })

  test('of nobody are the same 404 as of anything unknown', async () => {
    for (const who of [{ patient: 'A'.repeat(22) }, { user: 'A'.repeat(22) }])
      expect((await ask('events', { ...everything, ...who })).statusCode).toBe(404)
  })
})

describe('pages', () => {
  test('hold every event once, in order, however many there are', async () => {
    const url = `/api/patients/${await house.handleOf('pt-1')}/scores`
    for (let time = 0; time < 505; time++) await house.as('care_manager', url)
    const seen: string[] = []
    let before: object | null = null
    let pages = 0
    do {
      const page: { lines: AuditLine[]; next: object | null } = (
        await ask('events', { ...everything, to: '2026-11-02T15:00:00.001Z', before })
      ).json()
      seen.push(...page.lines.map(({ log, seq }) => `${log} ${seq}`))
      before = page.next
      pages += 1
    } while (before !== null)
    expect(pages).toBeGreaterThan(1)
    expect(new Set(seen).size).toBe(seen.length)
    const accesses = seen.filter((one) => one.startsWith('access')).length
    expect(accesses).toBeGreaterThanOrEqual(505)
    const changes = (await house.parts.registry.auditTrail({ limit: 10_000 })).length
    expect(seen.filter((one) => one.startsWith('changes')).length).toBe(changes)
  })
})

describe('finding a patient', () => {
  test.for([
    ['okaf', ['Okafor']],
    ['0004712', ['Lindqvist']],
    ['1970-05-06', ['Lindqvist', 'Okafor']],
    ['nobody', []],
  ] as const)('by %s', async ([text, names]) => {
    const { rows } = (await ask('search', { text })).json()
    expect(rows.map(({ family_name }: { family_name: string }) => family_name)).toEqual(names)
    expect((await house.logged()).at(-1)).toMatchObject({ what: 'audit search' })
  })
})

describe('the accounting of disclosures', () => {
  test('names what left of one patient, with the notice where substance use was among it', async () => {
    const patient = await house.handleOf('pt-1')
    const told = (await ask('accounting', { ...day, patient })).json()
    expect(told.patient).toMatchObject({ patient, mrn: '0004711' })
    expect(told.lines).toMatchObject([
      { action: 'print', what: 'patient sheet', who: 'Person care_manager', substance_use: true },
    ])
    expect(told.notice.statement).toBe(
      '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    )
    expect(told.complete).toBe(true)
  })

  test('of a patient of whom nothing left is empty, without a notice', async () => {
    const patient = await house.handleOf('pt-2')
    const told = (await ask('accounting', { ...day, patient })).json()
    expect([told.lines, told.notice]).toEqual([[], null])
  })
})

describe('patterns', () => {
  test('name their rules, and lead to who, whom and when', async () => {
    const stranger = `/api/patients/${await house.handleOf('pt-2')}`
    for (let time = 0; time < 6; time++) await house.as('psychiatric_consultant', stranger)
    const told = (await ask('patterns', day)).json()
    expect(told.rules).toHaveLength(5)
    expect(told.complete).toBe(true)
    expect(told.findings).toMatchObject([
      {
        pattern: 'refusals',
        who: 'Person psychiatric_consultant',
        events: 6,
        patients: [await house.handleOf('pt-2')],
      },
    ])
    expect(told.findings[0].user).toMatch(/^[\w-]{16,}$/)
  })
})
