/** A route declares its policy or the server does not start; what is shown is logged, or not shown. */
import { describe, expect, test } from 'vitest'
import type { Policy } from '../../server/http/policy.ts'
import { aHouse } from './support/house.ts'

const patients: Policy = { roles: ['care_manager'], what: 'test', shows: 'patients' }

describe('a route', () => {
  test('without a policy stops the start, by its address', async () => {
    const starting = aHouse({ more: (app) => app.get('/api/bare', async () => 'x') })
    await expect(starting).rejects.toThrow('routes without a policy: /api/bare')
  })

  test('that shows patients and does not say whom answers nothing', async () => {
    const more = (app: { get: CallableFunction }) =>
      app.get('/api/careless', { config: { access: patients } }, async () => ({ name: 'Okafor' }))
    const house = await aHouse({ more })
    const answer = await house.as('care_manager', '/api/careless')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('Okafor')
    await house.close()
  })
})

describe('the access log', () => {
  test.for([
    ['/api/caseload', 'list', 'caseload'],
    ['/api/worklist', 'list', 'worklist'],
    ['/api/patients/:patient', 'read', 'patient'],
    ['/api/patients/:patient/scores', 'read', 'score history'],
    ['/api/patients/:patient/months/2026-10', 'determine', 'billing month 2026-10'],
  ] as const)('holds who was shown by %s', async ([url, action, what]) => {
    const house = await aHouse()
    const answer = await house.as(
      'care_manager',
      url.replace(':patient', await house.handleOf('pt-1')),
    )
    expect(answer.statusCode).toBe(200)
    expect((await house.logged()).at(-1)).toMatchObject({
      at: '2026-11-02T15:00:00.000Z',
      actor: { who: 'st-care_manager', role: 'care_manager' },
      action,
      what,
      patients: ['pt-1'],
      substance_use: true,
      outcome: 'done',
      reason: null,
    })
    await house.close()
  })

  test('does not call substance use what a role was not shown', async () => {
    const house = await aHouse()
    const url = `/api/patients/${await house.handleOf('pt-1')}`
    const answer = await house.as('clinical_staff', url)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('F33.1')
    expect(answer.body).not.toContain('F10.20')
    expect((await house.logged()).at(-1)).toMatchObject({ substance_use: false })
    expect((await house.as('care_manager', url)).body).toContain('F10.20')
    await house.close()
  })

  test('where it cannot be written, nothing of a patient leaves', async () => {
    const house = await aHouse()
    await house.cookieOf('care_manager')
    house.failLog()
    for (const url of ['/api/caseload', `/api/patients/${await house.handleOf('pt-1')}`]) {
      const answer = await house.as('care_manager', url)
      expect(answer.statusCode).toBe(503)
      expect(answer.json().type).toBe('/problems/not-logged')
      expect(answer.headers['retry-after']).toBe('30')
      expect(answer.headers).not.toHaveProperty('etag')
      expect(answer.body).not.toContain('Okafor')
    }
    await house.close()
  })

  test('has each entry before its answer leaves', async () => {
    const order: string[] = []
    const house = await aHouse({
      slowLog: (done) => order.push(done),
      more: (app) =>
        app.addHook('onResponse', async () => {
          order.push('answered')
        }),
    })
    await house.cookieOf('care_manager')
    order.length = 0
    await house.as('care_manager', '/api/caseload')
    expect(order).toEqual(['logged', 'answered'])
    await house.close()
  })
})
