/**
 * Two registries that differ only in substance-use records answer alike, byte for byte, whoever does
 * not hold them: over every GET route, and on the page of the patient.
 */
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSubstanceUse } from '../../server/domain/permissions.ts'
import type { Role } from '../../server/domain/records/people.ts'
import type { Change } from '../../server/domain/registry.ts'
import { rowKeysWith } from '../../server/use-cases/row-keys.ts'
import { clinicChanges } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

const at = '2026-10-20'
const patient_id = 'pt-1'
const screened = {
  score_id: 'su-1',
  patient_id,
  instrument: 'audit-c',
  administered_on: at,
  items: '4 3 2',
  total: null,
  safety_items: null,
  mode: null,
  language: null,
  entered_by: null,
}
const consented = {
  part2_consent_id: 'p2-1',
  patient_id,
  obtained_on: at,
  recipient: 'Medicare',
  scope: 'all',
  purpose: 'payment',
  expires_on: null,
  revoked_on: null,
}

/** The same clinic; `marked`: with a screening and a consent that tell of substance use besides. */
async function aClinic(marked: boolean): Promise<House> {
  const house = await aHouse({ parts: { rowKeys: rowKeysWith('the same for both') } })
  const { registry, clock } = house.parts
  const rows: readonly object[] = marked
    ? [
        { record: 'scores', row: columnsOnly('scores', screened) },
        { record: 'part2_consents', row: consented },
      ]
    : []
  const changes = rows as readonly Change[] // whole rows, their columns as above
  const actor = { who: 'operator:test', role: 'operator' } as const
  await registry.commit({ changes, actor, at: clock.now(), reason: 'test' })
  return house
}

/** Of the sample row, what the record has; what it has besides is absent. */
function columnsOnly(record: 'scores', row: Readonly<Record<string, unknown>>) {
  const sample = clinicChanges.find((change) => change.record === record)!.row
  return Object.fromEntries(Object.keys(sample).map((name) => [name, row[name] ?? null]))
}

let plain: House
let marked: House
beforeAll(async () => {
  ;[plain, marked] = await Promise.all([aClinic(false), aClinic(true)])
})
afterAll(async () => {
  await plain?.close()
  await marked?.close()
})

/** Names of rows are random in each registry: each stands for the row that it names. */
async function answerOf(house: House, role: Role, url: string): Promise<string> {
  const handles = new Map<string, string>()
  for (const record of ['patients', 'staff', 'clinics'] as const)
    for (const change of clinicChanges) {
      if (change.record !== record) continue
      const id = String(Object.values(change.row)[0])
      handles.set((await house.parts.handles.handleOf(record, id))!, `<${id}>`)
    }
  const patient = (await house.handleOf(patient_id))!
  const asked = url
    .replace(':patient', patient)
    .replace(':month', '2026-10')
    .replace('/measures', '/measures?month=2026-10')
    .replaceAll(/:\w+/g, 'A'.repeat(22))
  const { statusCode, body } = await house.as(role, asked)
  let text = `${statusCode} ${body}`
  for (const [handle, name] of handles) text = text.replaceAll(handle, name)
  return text.replaceAll(/"[\w-]{43}"/g, '"<random>"')
}

/** By hand, from trust.md: who sees no substance-use record without a grant. */
const without = ['clinical_staff', 'auditor', 'administrator', 'privacy_officer'] as const
const withThem = ['care_manager', 'psychiatric_consultant', 'billing_practitioner'] as const

/** The sign-in of one's own is another each time. */
const isOwn = (url: string): boolean => /^\/api\/(session|account)/.test(url)

describe.each(without)('%s', (role) => {
  test('is answered alike by every GET route', async () => {
    const routes = plain.app.routesDeclared.filter(
      ({ method, url }: RouteOptions) => method === 'GET' && url.startsWith('/api/') && !isOwn(url),
    )
    expect(routes.length).toBeGreaterThan(15)
    for (const { url } of routes) {
      const answers = [await answerOf(plain, role, url), await answerOf(marked, role, url)]
      expect(answers[1], url).toBe(answers[0])
      expect(answers[1], url).not.toContain('audit-c')
    }
  })
})

test.for(withThem)('%s, who holds them, is answered otherwise: the test can fail', async (role) => {
  const url = '/api/patients/:patient'
  expect(await answerOf(marked, role, url)).not.toBe(await answerOf(plain, role, url))
})

test('what differs is what the registry marks as substance use', () => {
  expect(isSubstanceUse('scores', screened)).toBe(true)
  expect(isSubstanceUse('part2_consents', consented)).toBe(true)
})
