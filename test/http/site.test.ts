/** The web application's files: served as they are, one page for every screen, and no patient in them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHouse, type House } from './support/house.ts'

const dist = mkdtempSync(join(tmpdir(), 'cocm-dist-'))
let house: House
beforeAll(async () => {
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Registry</title>')
  writeFileSync(join(dist, 'assets', 'app-1a2b.js'), 'export {}')
  house = await aHouse({ settings: { dist } })
})
afterAll(async () => {
  await house.close()
  rmSync(dist, { recursive: true })
})

describe('the web application', () => {
  test.for(['/', '/caseload', '/patients/some-handle', '/worklist?kind=safety'])(
    'answers the screen %s with its page, never kept',
    async (url) => {
      const page = await house.app.inject(url)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('<title>Registry</title>')
      expect(page.headers['cache-control']).toBe('no-cache')
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    },
  )

  test('keeps what is named by its content', async () => {
    const file = await house.app.inject('/assets/app-1a2b.js')
    expect(file.headers['content-type']).toContain('javascript')
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  test.for([
    '/api/nowhere',
    '/api',
    '/assets/gone.js',
    '/favicon.ico',
    '/..%2f..%2fpackage.json',
    '/docs/nowhere',
  ])('has nothing at %s', async (url) => {
    const answer = await house.app.inject(url)
    expect([400, 404]).toContain(answer.statusCode)
    expect(answer.headers['content-type']).toBe('application/problem+json')
  })
})
