/** Numbers about the server for whoever watches over it: by the template of a route, of nobody. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ageOfBackups } from '../../server/backup-age.ts'
import { parseConfig } from '../../server/config.ts'
import { instant } from '../../server/domain/zone.ts'
import { secrets } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse({ settings: { backupAge: async () => 90 } })
})
afterAll(() => house.close())

describe('the numbers', () => {
  test('count answers by template and status, commits and their groups', async () => {
    const patient = await house.handleOf('pt-1')
    await house.as('care_manager', `/api/patients/${patient}`)
    await house.as('care_manager', `/api/patients/${'A'.repeat(22)}`)
    await house.app.inject('/nowhere/Okafor')
    await house.as('care_manager', {
      method: 'POST',
      url: `/api/patients/${patient}/records/questions`,
      headers: { 'idempotency-key': 'question-for-metrics' },
      payload: { question: 'Would Okafor sleep better?' },
    })
    const { body, headers } = await house.app.inject('/metrics')
    expect(headers['content-type']).toContain('text/plain')
    const page = 'method="GET",route="/api/patients/:patient"'
    expect(body).toContain(`cocm_answers_total{${page},status="200"} 1`)
    expect(body).toContain(`cocm_answers_total{${page},status="404"} 1`)
    expect(body).toContain(`cocm_answer_seconds_count{${page}} 2`)
    expect(body).toMatch(/cocm_written_total\{log="registry"\} [1-9]/)
    expect(body).toMatch(/cocm_written_total\{log="access"\} [1-9]/)
    expect(body).toMatch(/cocm_group_size_count\{log="access"\} [1-9]/)
    expect(body).toMatch(/cocm_event_loop_delay_p99_seconds [0-9.]+/)
    expect(body).toContain('cocm_backup_age_seconds 90')
    for (const secret of [...secrets, patient, 'A'.repeat(22), 'st-care', 'nowhere'])
      expect(body).not.toContain(secret)
  })

  test('have few series: nothing that a caller chooses makes another', async () => {
    const series = async () => (await house.app.inject('/metrics')).body.split('\n').length
    await house.app.inject('/x')
    await series()
    const before = await series()
    for (const url of ['/y', '/z?a=1', '/api/unknown', '/%ff']) await house.app.inject(url)
    expect(await series()).toBe(before)
  })
})

describe('are shown', () => {
  const asked = { url: '/metrics' }
  test.for([
    ['to a program on this machine', { remoteAddress: '127.0.0.1' }, 200],
    ['to one by its other name', { remoteAddress: '::1' }, 200],
    ['to no other', { remoteAddress: '10.0.0.8' }, 404],
    ['not through a proxy here', { headers: { 'x-forwarded-for': '10.0.0.8' } }, 404],
    ['not by a claim to be here', { headers: { forwarded: 'for=127.0.0.1' } }, 404],
  ] as const)('%s', async ([, request, status]) => {
    expect((await house.app.inject({ ...asked, ...request })).statusCode).toBe(status)
  })

  test('from anywhere with the token, from nowhere without', async () => {
    const metricsToken = 'a-token-of-thirty-two-characters'
    expect(parseConfig({ COCM_METRICS_TOKEN: metricsToken })).toMatchObject({ metricsToken })
    expect(() => parseConfig({ COCM_METRICS_TOKEN: 'short' })).toThrow(/^COCM_METRICS_TOKEN: must/)
    const guarded = await aHouse({ settings: { metricsToken } })
    const status = async (authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization }
      return (await guarded.app.inject({ ...asked, headers, remoteAddress: '10.0.0.8' })).statusCode
    }
    expect(await status(`Bearer ${metricsToken}`)).toBe(200)
    expect(await status('Bearer a-token-of-thirty-two-characterz')).toBe(404)
    expect(await status()).toBe(404)
    expect((await guarded.app.inject('/metrics')).statusCode).toBe(404)
    await guarded.close()
  })
})

test('the age of the newest whole backup', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-age-'))
  const now = instant('2026-11-02T15:00:00.000Z')
  expect(await ageOfBackups(null, now)).toBeNull()
  expect(await ageOfBackups(join(folder, 'none'), now)).toBeNull()
  for (const [name, minutes] of [
    ['a.db', 90],
    ['b.db', 30],
    ['c.db.part', 1],
  ] as const) {
    writeFileSync(join(folder, name), '')
    const made = Date.parse(now) / 1000 - minutes * 60
    utimesSync(join(folder, name), made, made)
  }
  expect(await ageOfBackups(folder, now)).toBe(30 * 60)
  rmSync(folder, { recursive: true })
})
