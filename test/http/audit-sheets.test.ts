/** Audit sheets over HTTP: an auditor sees the months of their request, while it holds, and no other. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditSheetView } from '../../server/contract/audit-sheets.ts'
import { calendarMonth } from '../../server/domain/calendar.ts'
import { later } from '../../server/domain/grants.ts'
import { staffOf } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
let patient: string
beforeAll(async () => {
  house = await aHouse()
  patient = await house.handleOf('pt-1')
  const at = house.parts.clock.now()
  const by = { actor: { who: 'operator:test', role: 'operator' }, at, reason: 'a request' } as const
  const grant = {
    granted_to: staffOf('auditor'),
    patient_id: null,
    reason: 'payer audit 7',
    granted_by: staffOf('privacy_officer'),
    granted_at: at,
    expires_at: later(at, 10 * 60_000),
    revoked_at: null,
    reviewed_by: null,
    reviewed_at: null,
    review_note: null,
  } as const
  const months = ['pt-1', 'pt-2'].map((patient_id) => {
    return { patient_id, month: calendarMonth('2026-10') }
  })
  const kind = 'audit_request'
  await house.parts.grants.put({ ...grant, grant_id: 'request', kind, scope: months }, by)
  const scope = [{ patient_id: 'pt-1', month: null }]
  await house.parts.grants.put({ ...grant, grant_id: 'use', kind: 'substance_use', scope }, by)
})
afterAll(() => house.close())

const sheetOf = (handle: string, month: string) =>
  `/api/patients/${handle}/months/${month}/audit-sheet`

test('the month that was granted: the sheet, and that its evidence verifies', async () => {
  const answer = await house.as('auditor', sheetOf(patient, '2026-10'))
  expect(answer.statusCode).toBe(200)
  const view: AuditSheetView = answer.json()
  expect(view.faults).toEqual([])
  expect(view.rows).toBeGreaterThan(10)
  expect(view.sheet.heading).toBe('Audit sheet: 2026-10')
  expect(view.sheet.sections.map(({ title }) => title)).toContain(
    'Time that does not count, and why',
  )
  expect((await house.logged()).at(-1)).toMatchObject({
    what: 'billing audit sheet 2026-10',
    patients: ['pt-1'],
    outcome: 'done',
  })
})

test('no other month, and none that could rest on substance-use records not granted', async () => {
  const others = [sheetOf(patient, '2026-09'), sheetOf(await house.handleOf('pt-2'), '2026-10')]
  for (const url of others) expect((await house.as('auditor', url)).statusCode, url).toBe(404)
})

test('whoever bills sees everybody’s; who treats or keeps data sees none', async () => {
  expect((await house.as('billing_staff', sheetOf(patient, '2026-09'))).statusCode).toBe(200)
  for (const role of ['care_manager', 'privacy_officer', 'administrator'] as const)
    expect((await house.as(role, sheetOf(patient, '2026-10'))).statusCode, role).toBe(403)
})

test('when the request has expired, nothing is there any more', async () => {
  house.pass(11)
  expect((await house.as('auditor', sheetOf(patient, '2026-10'))).statusCode).toBe(404)
})
