/**
 * Every route × every role × whoever else knocks, made from the routes as they are registered. A
 * route that is not in the table below fails: whoever adds one says who may use it.
 */
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, roles } from '../../server/domain/records/people.ts'
import type { Change } from '../../server/domain/registry.ts'
import { secrets } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

const treat = ['care_manager', 'psychiatric_consultant', 'billing_practitioner', 'clinical_staff']
const bill = ['care_manager', 'psychiatric_consultant', 'billing_practitioner', 'billing_staff']
const pair = ['care_manager', 'psychiatric_consultant']
const deciding = [...pair, 'billing_practitioner']
const office = ['care_manager', 'billing_practitioner', 'clinical_staff']

/** Who may use what: written by hand, from trust.md, not read from the routes. */
const may: Readonly<Record<string, 'anyone' | 'signed-in' | readonly string[]>> = {
  'POST /api/session': 'anyone',
  'GET /api/session': 'signed-in',
  'DELETE /api/session': 'signed-in',
  'POST /api/session/code': 'signed-in',
  'POST /api/session/passkey': 'signed-in',
  'POST /api/session/passkey/options': 'signed-in',
  'POST /api/first-administrator': 'anyone',
  'GET /api/caseload': treat,
  'GET /api/worklist': treat,
  'GET /api/patients/:patient': treat,
  'GET /api/patients/:patient/scores': treat,
  'GET /api/patients/:patient/months/:month': [...bill, 'auditor'],
  'GET /api/patients/:patient/months/:month/audit-sheet': ['billing_staff', 'auditor'],
  'GET /api/patients/:patient/months/:month/audit-sheet.pdf': ['billing_staff', 'auditor'],
  'GET /api/audit-exports': ['billing_staff', 'auditor'],
  'POST /api/audit-exports': ['billing_staff', 'auditor'],
  'GET /api/audit-exports/:export': ['billing_staff', 'auditor'],
  'DELETE /api/audit-exports/:export': ['billing_staff', 'auditor'],
  'GET /api/audit-exports/:export/file': ['billing_staff', 'auditor'],
  'POST /api/audit-exports/:export/resumption': ['billing_staff', 'auditor'],
  'GET /api/months/:month': bill,
  'GET /api/claims': ['billing_staff'],
  'POST /api/claims': ['billing_staff'],
  'POST /api/claims/exports': ['billing_staff'],
  'GET /api/claims/:claim': ['billing_staff'],
  'POST /api/claims/:claim/steps': ['billing_staff'],
  'POST /api/claims/:claim/replacement': ['billing_staff'],
  'GET /api/overpayments': ['billing_staff'],
  'GET /api/billing/:month': ['billing_staff'],
  'GET /api/billing/:month/signals': ['privacy_officer'],
  'POST /api/billing/:month/first-look': ['billing_staff'],
  'POST /api/billing/:month/closing': ['billing_staff'],
  'POST /api/billing/:month/what-if': ['billing_staff'],
  'GET /api/grants': ['privacy_officer'],
  'GET /api/grants/own': [...treat, 'auditor'],
  'POST /api/grants': ['privacy_officer'],
  'POST /api/grants/:grant/revocation': ['privacy_officer'],
  'POST /api/grants/:grant/review': ['privacy_officer'],
  'POST /api/break-glass': treat,
  'GET /api/people': treat,
  'POST /api/patients': office,
  'POST /api/patients/:patient/episodes': office,
  'POST /api/patients/search': treat,
  'POST /api/patients/duplicates': office,
  'POST /api/patients/:patient/records/:record': treat,
  'PUT /api/patients/:patient/records/:record/:key': treat,
  'POST /api/patients/:patient/records/:record/:key/withdrawal': treat,
  'GET /api/patients/:patient/records/:record/:key/history': treat,
  'GET /api/review': pair,
  'POST /api/meetings': pair,
  'POST /api/meetings/:meeting/end': pair,
  'POST /api/meetings/:meeting/confirmation': ['psychiatric_consultant'],
  'GET /api/recommendations': deciding,
  'GET /api/measures': treat,
  'GET /api/measures/nys': treat,
  'POST /api/disclosures': 'signed-in',
  'GET /api/audit/people': ['privacy_officer'],
  'POST /api/audit/events': ['privacy_officer'],
  'POST /api/audit/search': ['privacy_officer'],
  'POST /api/audit/accounting': ['privacy_officer'],
  'POST /api/audit/patterns': ['privacy_officer'],
  'GET /api/drafts': 'signed-in',
  'PUT /api/drafts/:name': 'signed-in',
  'DELETE /api/drafts/:name': 'signed-in',
  'GET /api/views': 'signed-in',
  'PUT /api/views/:screen': 'signed-in',
  'GET /api/timer': treat,
  'POST /api/timer': treat,
  'DELETE /api/timer': treat,
  'GET /api/account': 'signed-in',
  'POST /api/account/password': 'signed-in',
  'POST /api/account/step-up': 'signed-in',
  'POST /api/account/totp': 'signed-in',
  'POST /api/account/totp/confirmation': 'signed-in',
  'POST /api/account/passkeys': 'signed-in',
  'POST /api/account/passkeys/options': 'signed-in',
  'POST /api/account/recovery-codes': 'signed-in',
  'DELETE /api/account/factors/:factor': 'signed-in',
  'DELETE /api/account/sessions': 'signed-in',
  'DELETE /api/account/sessions/:session': 'signed-in',
  'GET /api/administration': ['administrator'],
  'POST /api/administration/:record': ['administrator'],
  'PUT /api/administration/:record/:key': ['administrator'],
  'POST /api/accounts': ['administrator'],
  'PUT /api/accounts/:account': ['administrator'],
  'POST /api/accounts/:account/password': ['administrator'],
  'POST /api/accounts/:account/second-factor': ['administrator'],
  'GET /api/sign-in-rules': ['administrator'],
  'PUT /api/sign-in-rules': ['administrator'],
  'GET /api/machine-keys': ['administrator'],
  'POST /api/machine-keys': ['administrator'],
  'POST /api/machine-keys/:machine_key/revocation': ['administrator'],
  'GET /api/sessions': ['administrator'],
  'DELETE /api/sessions/:session': ['administrator'],
  'POST /api/imports': ['data_manager'],
  'GET /api/imports': ['data_manager'],
  'GET /api/imports/:import': ['data_manager'],
  'GET /api/export': ['data_manager'],
  'GET /health': 'anyone',
  'GET /ready': 'anyone',
  'GET /metrics': 'anyone', // of this machine, or with the token: metrics.test.ts
  'GET /openapi.json': 'anyone',
}

const routes: string[] = []
let house: House
beforeAll(async () => {
  house = await aHouse()
  await staysOf(['pt-1', 'pt-2'])
  routes.push(...routesOf(house))
})
afterAll(() => house.close())

/** Each has been in a hospital: a row to change, and one of a stranger's not to. */
async function staysOf(patients: readonly string[]): Promise<void> {
  const { registry, rowKeys } = house.parts
  const by = { actor: { who: 'operator:test', role: 'operator' }, reason: 'test' } as const
  const changes = patients.map((patient_id) => {
    const row = { ...stay, stay_id: `stay-${patient_id}`, patient_id, discharged_on: null }
    return { record: 'facility_stays', row } as unknown as Change // a day that exists
  })
  await registry.commit({ ...by, changes, at: house.parts.clock.now() })
  for (const patient of patients)
    keys.set(await house.handleOf(patient), rowKeys.keyOf('facility_stays', `stay-${patient}`))
}

const routesOf = ({ app }: House): string[] =>
  app.routesDeclared.map(({ method, url }: RouteOptions) => `${method} ${url}`)

describe('the routes', () => {
  test('are those of this table, and the pages of the contract', () => {
    const ours = routes.filter((route) => !route.includes(' /docs') && !route.startsWith('HEAD '))
    expect(ours.sort()).toEqual(Object.keys(may).sort())
  })
})

const knocking = Object.keys(may).filter((route) => may[route] !== 'anyone')
const addressOf = (route: string, patient: string) => {
  const [method, url = ''] = route.split(' ')
  return {
    method: method as 'GET', // as inject wants it
    url: url
      .replace(':patient', patient)
      .replace(':month', '2026-10')
      .replace(/\/measures(\/nys)?$/, '/measures$1?month=2026-10')
      .replace(/\/claims$/, '/claims?month=2026-10')
      .replace(':claim', 'C123456789')
      .replace(':screen', 'caseload')
      .replace(':import', 'A'.repeat(22))
      .replace(':export', 'A'.repeat(22))
      .replace(':record', 'facility_stays')
      .replace(':key', keys.get(patient) ?? 'A'.repeat(22)),
    ...sentWith(route),
  }
}
/** Of each patient's stay, by their handle. */
const keys = new Map<string, string>()
const reason = 'typed wrong'
const stay = { kind: 'inpatient', admitted_on: '2026-10-01' }

const on = '2026-10-01'
const again = {
  episode: { clinic_id: 'cl-1', model: 'cocm', referred_on: on, enrolled_on: on },
  care_team: [{ role: 'care_manager', staff_id: 'st-care_manager', starts_on: on }],
  ...{ coverages: [], diagnoses: [], visits: [], consents: [], scores: [] },
}

/** What a write must bring to come as far as the question whose patient it is. */
function sentWith(route: string) {
  if (route.endsWith('/:record'))
    return { headers: { 'idempotency-key': 'key-of-matrix' }, payload: stay }
  if (route.endsWith('/episodes'))
    return { headers: { 'idempotency-key': 'key-of-matrix' }, payload: again }
  const headers = { 'if-match': '"v1"' }
  if (route.startsWith('PUT')) return { headers, payload: { changes: stay, reason } }
  return route.endsWith('/withdrawal') ? { headers, payload: { reason } } : {}
}

/** What their role may ask, and yet is not answered at once. */
const answered: Readonly<Record<string, number>> = {
  'GET /api/imports/:import': 404, // there is none yet
  'GET /api/patients/:patient/months/:month as auditor': 404, // nothing was granted
  'GET /api/patients/:patient/months/:month/audit-sheet as auditor': 404,
  'GET /api/patients/:patient/months/:month/audit-sheet.pdf as auditor': 404,
  'GET /api/claims/:claim': 404, // there is none yet
  'GET /api/audit-exports/:export': 404,
  'GET /api/audit-exports/:export/file': 404,
  'GET /api/export': 403, // not without the password once more
}

/** A refusal says nothing of anybody, in its body or in its headers. */
function expectSilence(answer: { body: string; headers: object }): void {
  const bytes = `${answer.body}${JSON.stringify(answer.headers)}`
  for (const secret of secrets) expect(bytes).not.toContain(secret)
}

describe.each(knocking)('%s', (route) => {
  test.for(roles)('as %s', async (role: Role) => {
    const asked = addressOf(route, await house.handleOf('pt-1'))
    const allowed = may[route] === 'signed-in' || (may[route] as readonly string[]).includes(role)
    if (allowed && asked.method !== 'GET') return // what a write does has tests of its own
    const answer = await house.as(role, asked)
    if (!allowed) {
      expect(answer.statusCode).toBe(403)
      expect(answer.json().type).toBe('/problems/forbidden')
      expectSilence(answer)
      expect((await house.logged()).at(-1)).toMatchObject({ action: 'refused', reason: 'role' })
    } else
      expect(answer.statusCode, answer.body).toBe(
        answered[`${route} as ${role}`] ?? answered[route] ?? 200,
      )
  })

  test.for([
    ['nobody', {}],
    ['a made-up token', { cookie: `__Host-cocm=${'A'.repeat(43)}` }],
    ['half a token', { cookie: '__Host-cocm=A' }],
    ['the demo’s cookie', { cookie: `cocm-demo=${'A'.repeat(43)}` }],
  ] as const)('as %s', async ([, headers]) => {
    const asked = addressOf(route, await house.handleOf('pt-1'))
    const all = { ...asked.headers, ...headers }
    const answer = await house.app.inject({ ...asked, headers: all })
    expect(answer.statusCode).toBe(401)
    expect(answer.json().type).toBe('/problems/not-signed-in')
    expectSilence(answer)
    expect((await house.logged()).at(-1)).toMatchObject({ outcome: 'refused' })
  })
})

describe.each(knocking.filter((route) => route.includes(':patient')))('%s', (route) => {
  test.for(treat as Role[])('of a stranger is not there for %s', async (role) => {
    if (!(may[route] as readonly string[]).includes(role)) return
    const theirs = await house.as(role, addressOf(route, await house.handleOf('pt-2')))
    const nobodys = await house.as(role, addressOf(route, 'A'.repeat(22)))
    expect(keys.size).toBe(2)
    expect(theirs.statusCode).toBe(404)
    expect(theirs.body).toBe(nobodys.body)
    expect(Object.keys(theirs.headers)).toEqual(Object.keys(nobodys.headers))
    expectSilence(theirs)
    expect((await house.logged()).at(-2)).toMatchObject({
      reason: 'not-theirs',
      patients: ['pt-2'],
    })
    expect((await house.logged()).at(-1)).toMatchObject({ reason: 'unknown', patients: [] })
  })

  test.for(['pt-1', '0004711', 'Okafor', 'ep-1'])('is not found by %s', async (id) => {
    const isTheirs = may[route] === 'signed-in' || (may[route] as string[]).includes('care_manager')
    const role = isTheirs ? 'care_manager' : 'billing_staff'
    const answer = await house.as(role, addressOf(route, id))
    expect([400, 404]).toContain(answer.statusCode)
    expectSilence(answer)
  })
})
