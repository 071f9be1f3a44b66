/** Audit exports over HTTP: ordered, watched, taken up again, and fetched by whoever ordered them. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditExportOrder, AuditExportView } from '../../server/contract/audit-exports.ts'
import { calendarMonth } from '../../server/domain/calendar.ts'
import type { Role } from '../../server/domain/records/people.ts'
import { openAuditExportRuns } from '../../server/workers/audit-export-runs.ts'
import { packetsIn, verifiedOffline } from '../audit-export/an-export.ts'
import { aBilledHouse, type BilledHouse, billedMonth } from './support/billed-house.ts'

let house: BilledHouse
let folder: string
beforeAll(async () => {
  house = await aBilledHouse()
  folder = mkdtempSync(join(tmpdir(), 'cocm-fetched-'))
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const nothing: AuditExportOrder = {
  claims: [],
  months: [],
  month: null,
  payer_id: null,
  unclaimed: false,
  sample: null,
  recipient: 'Acme Audits',
  purpose: 'payer audit',
  pseudonymized: false,
  leave_out: false,
}
const ofMonth = { month: calendarMonth(billedMonth) }
let keys = 0
const order = (
  given: Partial<AuditExportOrder>,
  role: Role = 'billing_staff',
  key = `export-key-${keys++}`,
) =>
  house.as(role, {
    method: 'POST',
    url: '/api/audit-exports',
    headers: { 'idempotency-key': key },
    payload: { ...nothing, ...given },
  })
const again = (id: string, role: Role = 'billing_staff') =>
  house.as(role, { method: 'POST', url: `/api/audit-exports/${id}/resumption` })
const seen = async (id: string, role: Role = 'billing_staff'): Promise<AuditExportView> =>
  (await house.as(role, '/api/audit-exports'))
    .json()
    .exports.find((one: AuditExportView) => one.export === id)

async function settled(id: string, role: Role = 'billing_staff'): Promise<AuditExportView> {
  for (let tries = 0; tries < 1000; tries++) {
    const now = await seen(id, role)
    if (now.state !== 'waiting' && now.state !== 'running') return now
    await wait(50)
  }
  throw new Error('the export did not come to an end')
}
async function made(given: Partial<AuditExportOrder>, role: Role = 'billing_staff') {
  const answer = await order(given, role)
  expect(answer.statusCode, answer.body).toBe(202)
  return settled(answer.json().export, role)
}
/** An export of one claim, made once for those tests that leave it as it is. */
let one: Promise<AuditExportView> | null = null
const ofOneClaim = async (): Promise<string> => {
  one ??= made({ claims: house.claims.slice(0, 1) })
  return (await one).export
}
const fileOf = (id: string, role: Role = 'billing_staff') =>
  house.as(role, `/api/audit-exports/${id}/file`)
/** Fetches the zip and puts it where it can be read. */
async function fetched(id: string, role: Role = 'billing_staff'): Promise<string> {
  const answer = await fileOf(id, role)
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
  const path = join(folder, `${id}.zip`)
  writeFileSync(path, answer.rawPayload)
  return path
}
const verified = async (zip: string, key: string | null) => {
  const verifier = join(folder, 'verify.mjs')
  const { verifierText } = await import('../../server/verifier-text.ts')
  writeFileSync(verifier, await verifierText())
  return verifiedOffline(verifier, zip, key ?? '')
}

test('a month’s claims: made in a thread, recorded as disclosed before they leave, verified', async () => {
  const view = await made(ofMonth)
  expect(view).toMatchObject({
    state: 'made',
    asked: `claims of ${billedMonth}`,
    ...{ done: 4, of: 4, months: 4, patients: 4, left_out: 0, says: null },
  })
  const before = (await house.logged()).length
  const zip = await fetched(view.export)
  const entries = (await house.logged()).slice(before)
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    action: 'export',
    what: 'audit export disclosed to Acme Audits',
    reason: 'payer audit',
    outcome: 'done',
  })
  expect(entries[0]!.patients).toHaveLength(4)
  const { status, says } = await verified(zip, view.signed_by)
  expect(says).toContain('4 patient-months were determined again')
  expect(status).toBe(0)
})

test('chosen claims, a sample by its seed, and names replaced', async () => {
  const view = await made({ claims: house.claims.slice(0, 2), pseudonymized: true })
  expect(view).toMatchObject({ state: 'made', months: 2, pseudonymized: true })
  expect(view.asked).toBe('2 claims by number')
  const packets = packetsIn(await fetched(view.export))
  expect(packets.map(({ pseudonymized }) => pseudonymized)).toEqual([true, true])
  const drawn = await made({ ...ofMonth, sample: { count: 2, seed: 7 } })
  expect(drawn).toMatchObject({
    months: 2,
    asked: `claims of ${billedMonth}, 2 at random by seed 7`,
  })
})

test('months of patients by name: with the claim that stands, or as they are judged now', async () => {
  const months = [house.proven[0]!, house.proven[9]!].map((patient) => ({ patient, ...ofMonth }))
  const view = await made({ months })
  expect(view).toMatchObject({ state: 'made', months: 2, asked: '2 patient-months by name' })
  const packets = packetsIn(await fetched(view.export))
  expect(packets.map(({ claim }) => claim?.claim_id ?? null)).toEqual([house.claims[0], null])
})

describe('is refused', () => {
  test.for<[string, Partial<AuditExportOrder>, number]>([
    ['nothing chosen', {}, 400],
    ['two ways at once', { ...ofMonth, claims: ['C1'] }, 400],
    ['a claim that is none', { claims: ['C1'] }, 422],
    ['a month without claims', { month: calendarMonth('2026-09') }, 422],
    ['no recipient', { ...ofMonth, recipient: ' ' }, 400],
    ['nobody’s month', { months: [{ patient: 'A'.repeat(22), ...ofMonth }] }, 404],
  ])('%s', async ([, given, status]) => {
    const answer = await order(given)
    expect(answer.statusCode, answer.body).toBe(status)
  })

  test('without a key, and with one that was sent with another order', async () => {
    const payload = { ...nothing, ...ofMonth }
    const bare = { method: 'POST', url: '/api/audit-exports', payload } as const
    expect((await house.as('billing_staff', bare)).statusCode).toBe(428)
    const claims = house.claims.slice(1, 2)
    const [first, same, other] = [
      await order({ claims }, 'billing_staff', 'the-same-key'),
      await order({ claims }, 'billing_staff', 'the-same-key'),
      await order(ofMonth, 'billing_staff', 'the-same-key'),
    ]
    expect(same.json().export).toBe(first.json().export)
    expect(other.statusCode).toBe(409)
    await settled(first.json().export)
  })

  test('where it cannot be recorded: not a byte leaves', async () => {
    const id = await ofOneClaim()
    house.failLog(true)
    const answer = await fileOf(id)
    house.failLog(false)
    expect(answer.statusCode).toBe(503)
    expect(answer.json().type).toBe('/problems/not-logged')
  })
})

test('nobody else’s is there: not to see, to fetch, to take up or to remove', async () => {
  const id = await ofOneClaim()
  const address = `/api/audit-exports/${id}`
  const asked = [
    { url: address },
    { url: `${address}/file` },
    { method: 'POST', url: `${address}/resumption` },
    { method: 'DELETE', url: address },
  ] as const
  for (const request of asked)
    expect((await house.as('auditor', request)).statusCode, request.url).toBe(404)
  expect((await house.as('auditor', '/api/audit-exports')).json()).toEqual({ exports: [] })
})

describe('a consent under 42 CFR Part 2 that is missing', () => {
  const patient = () => house.proven[5]!
  const withUse = async () => {
    const patient_id = (await house.parts.handles.idOfHandle('patients', patient()))!
    const row = { diagnosis_id: 'use', patient_id, icd10: 'F10.20', rank: 2 }
    return write('diagnoses', { ...row, recorded_on: '2026-10-01', resolved_on: null })
  }
  const write = async (record: string, row: object) => {
    const actor = { who: 'operator:test', role: 'operator' } as const
    const by = { actor, at: house.parts.clock.now(), reason: 'test' }
    await house.parts.registry.commit({ ...by, changes: [{ record, row } as never] })
  }

  test('is told with the name of the patient, and that is in the log', async () => {
    await withUse()
    const months = [patient(), house.proven[6]!].map((one) => ({ patient: one, ...ofMonth }))
    const view = await made({ months })
    expect(view).toMatchObject({ state: 'refused', months: 0, lacking: 1 })
    expect((await fileOf(view.export)).statusCode).toBe(404)
    const detail = await house.as('billing_staff', `/api/audit-exports/${view.export}`)
    expect(detail.json().shortfalls[0].message).toMatch(/has no consent under 42 CFR Part 2/)
    const entry = (await house.logged()).at(-1)!
    expect([entry.action, entry.patients.length, entry.substance_use]).toEqual(['list', 1, true])
    expect(await made({ months, leave_out: true })).toMatchObject({
      ...{ state: 'made', months: 1, left_out: 1 },
    })
    const patient_id = (await house.parts.handles.idOfHandle('patients', patient()))!
    const consent = { part2_consent_id: 'use', patient_id, recipient: 'Acme Audits', scope: 'all' }
    const days = { obtained_on: '2026-10-01', expires_on: null, revoked_on: null }
    await write('part2_consents', { ...consent, ...days, purpose: 'audits' })
    expect((await again(view.export)).statusCode).toBe(202)
    const after = await settled(view.export)
    expect(after).toMatchObject({ state: 'made', months: 2, substance_use: true })
    const { says } = await verified(await fetched(view.export), after.signed_by)
    expect(says).toContain('42 CFR part 2 prohibits')
  })
})

describe('what was cut off', () => {
  test('is taken up where it stopped, by whoever ordered it', async () => {
    const months = house.proven.slice(10, 40).map((patient) => ({ patient, ...ofMonth }))
    const answer = await order({ months, leave_out: true })
    const id: string = answer.json().export
    for (let tries = 0; tries < 1000 && (await seen(id)).done < 6; tries++) await wait(20)
    await house.parts.auditExportRuns.close()
    const cut = await settled(id)
    expect(cut).toMatchObject({ state: 'failed', says: 'the thread of an audit export ended' })
    expect(cut.done).toBeLessThan(cut.of)
    const journal = join(place(), `.${id}.zip.parts`, 'journal.jsonl')
    const lines = readFileSync(journal, 'utf8').split('\n')
    expect(lines.length).toBeGreaterThan(5)
    expect((await again(id)).statusCode).toBe(202)
    const whole = await settled(id)
    expect(whole).toMatchObject({ state: 'made', done: cut.of })
    expect(whole.months + whole.left_out).toBe(cut.of)
    expect((await verified(await fetched(id), whole.signed_by)).status).toBe(0)
  })

  test('and what was made, are there after a restart; a day later they are gone', async () => {
    const id = await ofOneClaim()
    const kept = (await house.parts.auditExportRuns.kept()).find((one) => one.export === id)!
    await house.parts.auditExportRuns.keep({ ...kept, export: 'B'.repeat(22), done: null })
    const restarted = openAuditExportRuns(house.url)
    const found = await restarted.kept()
    expect(found.find((one) => one.export === id)).toEqual(kept)
    expect(found.find((one) => one.export === 'B'.repeat(22))?.done).toBeNull()
    await restarted.close()
    const yesterday = Date.now() / 1000 - 25 * 3600
    utimesSync(join(place(), `${id}.order.json`), yesterday, yesterday)
    const later = openAuditExportRuns(house.url)
    expect((await later.kept()).map((one) => one.export)).not.toContain(id)
    await later.close()
    expect(existsSync(join(place(), `${id}.zip`))).toBe(false)
  })

  const place = () => `${dirname(house.url.slice(5))}/registry.audit-exports`
})

test('removed, it is gone from the disk', async () => {
  const { export: id } = await made({ claims: house.claims.slice(2, 3) })
  const request = { method: 'DELETE', url: `/api/audit-exports/${id}` } as const
  expect((await house.as('billing_staff', request)).statusCode).toBe(204)
  expect(await seen(id)).toBeUndefined()
  const names = readdirSync(`${dirname(house.url.slice(5))}/registry.audit-exports`)
  expect(names.filter((name) => name.includes(id))).toEqual([])
})

test('the sheet on paper is a PDF, and whoever has it printed it', async () => {
  const url = `/api/patients/${house.proven[0]}/months/${billedMonth}/audit-sheet.pdf`
  const answer = await house.as('billing_staff', url)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await house.logged()).at(-1)).toMatchObject({
    action: 'print',
    what: `billing audit sheet ${billedMonth}`,
  })
  expect((await house.as('auditor', url)).statusCode).toBe(404)
})

test('whoever left the screen some minutes ago says again who they are', async () => {
  house.pass(6)
  const answer = await order(ofMonth)
  expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/step-up'])
})

describe('an auditor', () => {
  const monthOf = (patient: string) => ({ patient, ...ofMonth })
  test('has the months of a request while it holds, and no other', async () => {
    await house.renew('auditor')
    const [mine, using] = [house.proven[0]!, house.proven[5]!]
    const ids = await Promise.all(
      [mine, using].map(async (one) => (await house.parts.handles.idOfHandle('patients', one))!),
    )
    const scope = ids.map((patient_id) => ({ patient_id, ...ofMonth }))
    await house.grant('request', 'audit_request', scope)
    for (const given of [
      { months: [monthOf(house.proven[1]!)] },
      { months: [monthOf(mine), monthOf(house.proven[1]!)] },
      { claims: [house.claims[1]!] },
      { claims: ['C1'] },
      { month: ofMonth.month },
    ])
      expect((await order(given, 'auditor')).statusCode, JSON.stringify(given)).toBe(404)
    expect((await house.logged()).at(-1)).toMatchObject({ outcome: 'refused' })

    const view = await made({ months: [monthOf(mine), monthOf(using)] }, 'auditor')
    // whose month rests on substance-use records is not there without a grant for those
    expect(view).toMatchObject({ state: 'made', of: 2, months: 1, left_out: 0, lacking: 0 })
    const packets = packetsIn(await fetched(view.export, 'auditor'))
    expect(packets.map(({ claim }) => claim?.claim_id)).toEqual([house.claims[0]])
    house.pass(11)
    expect((await fileOf(view.export, 'auditor')).statusCode).toBe(404)
    expect((await house.logged()).at(-1)).toMatchObject({ outcome: 'refused', patients: [ids[0]] })
  })
})
