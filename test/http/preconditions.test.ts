/** The way of a write: the version that was seen, and a key that makes repeating harmless. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Change } from '../../server/domain/registry.ts'
import {
  circumstanceOf,
  requireIdempotencyKey,
  requireIfMatch,
  requireVersion,
} from '../../server/http/preconditions.ts'
import { aHouse, type House } from './support/house.ts'

/** A write as the application's own will be: prechecked, decided, committed. */
const Plan = z.strictObject({ targets: z.string().min(1) })
let house: House
beforeAll(async () => {
  house = await aHouse({
    more: (app, { registry, handles, clock }) =>
      app.post<{ Params: { patient: string }; Body: z.output<typeof Plan> }>(
        '/api/patients/:patient/plans',
        {
          config: { access: { roles: ['care_manager'], what: 'plan', shows: 'nothing' } },
          preHandler: [requireIfMatch, requireIdempotencyKey],
          schema: { body: Plan },
        },
        async (request, reply) => {
          const patient_id = (await handles.idOfHandle('patients', request.params.patient))!
          const changes = [planFor(patient_id, request.body.targets)]
          const circumstance = circumstanceOf(request, clock, patient_id)
          const receipt = await registry.commit({ changes, reason: 'test', ...circumstance })
          return reply.code(201).send({ replayed: receipt.replayed })
        },
      ),
  })
})
afterAll(() => house.close())

const planFor = (patient_id: string, targets: string): Change =>
  ({
    record: 'care_plans',
    row: {
      plan_id: `plan-${targets}`,
      patient_id,
      effective_on: '2026-11-02',
      author_id: 'st-care_manager',
      targets,
      interventions: null,
      change_reason: null,
    },
  }) as Change // a day that exists

const write = async (headers: Record<string, string>, targets: string) =>
  house.as('care_manager', {
    method: 'POST',
    url: `/api/patients/${await house.handleOf('pt-1')}/plans`,
    headers,
    payload: { targets },
  })
const etag = async () =>
  String(
    (await house.as('care_manager', `/api/patients/${await house.handleOf('pt-1')}`)).headers.etag,
  )

/** What changes no record: it asks, signs somebody in, or is a person's own desk. By hand. */
const without = [
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/code',
  'POST /api/session/passkey',
  'POST /api/session/passkey/options',
  'POST /api/first-administrator', // its code is good once
  'POST /api/account/password', // under the version that was read
  'POST /api/account/step-up',
  'POST /api/account/totp',
  'POST /api/account/totp/confirmation',
  'POST /api/account/passkeys',
  'POST /api/account/passkeys/options',
  'POST /api/account/recovery-codes',
  'DELETE /api/account/factors/:factor',
  'DELETE /api/account/sessions',
  'DELETE /api/account/sessions/:session',
  'DELETE /api/sessions/:session',
  'POST /api/patients/search',
  'POST /api/patients/duplicates',
  'POST /api/billing/:month/what-if',
  'POST /api/disclosures',
  'POST /api/audit/events',
  'POST /api/audit/search',
  'POST /api/audit/accounting',
  'POST /api/audit/patterns',
  'PUT /api/drafts/:name',
  'DELETE /api/drafts/:name',
  'PUT /api/views/:screen',
  'DELETE /api/timer',
  // one's own file, made again from where it stopped, or thrown away: twice is once
  'POST /api/audit-exports/:export/resumption',
  'DELETE /api/audit-exports/:export',
]

test('every other route that changes something asks for a version, or for a key', () => {
  const demands: readonly unknown[] = [requireIfMatch, requireVersion, requireIdempotencyKey]
  const asks = [...house.app.routesDeclared]
    .filter(({ method, url }) => url.startsWith('/api/') && !/GET|HEAD/.test(String(method)))
    .map(({ method, url, preHandler }) => ({
      name: `${method} ${url}`,
      isAsked: [preHandler ?? []].flat().some((handler) => demands.includes(handler)),
    }))
  expect(asks.filter(({ isAsked }) => isAsked).length).toBeGreaterThan(25)
  const bare = asks.filter(({ isAsked }) => !isAsked).map(({ name }) => name)
  expect(bare.toSorted()).toEqual(without.toSorted())
})

describe('If-Match', () => {
  test('is the ETag of the page, the same for the same evidence', async () => {
    expect(await etag()).toMatch(/^"[0-9a-f]{64}"$/)
    expect(await etag()).toBe(await etag())
  })

  test('must be there', async () => {
    const answer = await write({ 'idempotency-key': 'first-key' }, 'a')
    expect(answer.statusCode).toBe(428)
    expect(answer.json().type).toBe('/problems/precondition-required')
  })

  test.for(['*', '"x"', 'W/"abc"', '"a", "b"', ''])('is not %s', async (tag) => {
    const answer = await write({ 'if-match': tag, 'idempotency-key': 'first-key' }, 'a')
    expect(answer.statusCode).toBe(412)
  })

  test('of a version that is no more is refused, and nothing is written', async () => {
    const old = await etag()
    expect((await write({ 'if-match': old, 'idempotency-key': 'key-of-b' }, 'b')).statusCode).toBe(
      201,
    )
    const now = await etag()
    expect(now).not.toBe(old)
    const late = await write({ 'if-match': old, 'idempotency-key': 'key-of-c' }, 'c')
    expect(late.statusCode).toBe(412)
    expect(late.json().type).toBe('/problems/stale')
    expect(await etag()).toBe(now)
  })
})

describe('Idempotency-Key', () => {
  test('must be there', async () => {
    expect((await write({ 'if-match': await etag() }, 'd')).statusCode).toBe(428)
  })

  test('must be a key', async () => {
    const headers = { 'if-match': await etag(), 'idempotency-key': 'no spaces' }
    expect((await write(headers, 'd')).statusCode).toBe(400)
  })

  test('makes the same request harmless, and a different one an error', async () => {
    const headers = { 'if-match': await etag(), 'idempotency-key': 'key-of-e' }
    expect((await write(headers, 'e')).json()).toEqual({ replayed: false })
    expect((await write(headers, 'e')).json()).toEqual({ replayed: true })
    const other = await write(headers, 'f')
    expect(other.statusCode).toBe(409)
    expect(other.json().type).toBe('/problems/key-reused')
  })
})
