/** How fast the caseload opens and scrolls, and how little is in the document. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import { openBrowser } from '../support/browser.ts'
import { type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

let browser: Browser
let demo: Demo
let page: Page
beforeAll(async () => {
  ;[browser, demo] = await Promise.all([openBrowser(), openDemo()])
})
afterAll(() => browser?.close())
afterEach(async () => {
  expect(mishaps.get(page)).toEqual([])
  await page.context().close()
})

test('five hundred patients: at most 80 rows in the document, no task over 100 ms', async () => {
  page = await openAs(browser, demo, 'care_manager', '/measures')
  await page.route('**/api/caseload', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: manyOf((await answer.json()) as CaseloadView, 500) })
  })
  await page.goto(`${demo.address}/caseload`)
  await page.locator('tbody th a').first().waitFor()
  // a crowded processor makes work look longer and never shorter: the least of some rounds is it
  const longest: number[] = []
  while (longest.length < 5 && !longest.some((milliseconds) => milliseconds <= 100))
    longest.push(await longestTaskOfScrolling())
  expect(Math.min(...longest), 'what is measured is the work').toBeGreaterThan(2)
  expect(Math.min(...longest)).toBeLessThanOrEqual(100)
  expect(await page.locator('tbody th a').last().textContent()).toMatch(/499$/)
})

/** Milliseconds; from the top of the list to its end, with few rows in the document all the way. */
async function longestTaskOfScrolling(): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  const most = await page.evaluate(async () => {
    const list = document.querySelector('.list-scroll')!
    let most = 0
    for (let top = 0; top < 11_500; top += 400) {
      list.scrollTop = top
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      most = Math.max(most, document.querySelectorAll('tbody tr').length)
    }
    return most
  })
  expect(most).toBeLessThanOrEqual(80)
  return Math.max(...taskMilliseconds(await browser.stopTracing()))
}

test('it opens with at most three requests, and 300 KB of program', async () => {
  const asked: string[] = []
  page = await openAs(browser, demo, 'care_manager', '/caseload')
  await page.locator('tbody th a').first().waitFor()
  page.on('request', (request) => asked.push(request.url()))
  await page.reload()
  await page.locator('tbody th a').first().waitFor()
  expect(asked.filter((url) => url.includes('/api/')).length).toBeLessThanOrEqual(3)
  const loaded = asked.filter((url) => url.endsWith('.js')).map((url) => url.split('/').at(-1)!)
  const assets = join(import.meta.dirname, '../../dist/assets')
  expect(readdirSync(assets).length).toBeGreaterThan(loaded.length)
  const bytes = loaded.map((name) => gzipSync(readFileSync(join(assets, name))).length)
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(300_000)
})

/** How long each task worked itself, whatever else the machine had to do meanwhile. */
function taskMilliseconds(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as {
    readonly traceEvents: readonly { readonly name: string; readonly tdur?: number }[]
  }
  return traceEvents
    .filter(({ name }) => name.endsWith('RunTask'))
    .map(({ tdur = 0 }) => tdur / 1000)
}

/** The same list again and again under new names, until it is so long. */
function manyOf({ rows }: CaseloadView, count: number): CaseloadView {
  const many = Array.from({ length: count }, (_, i) => {
    const one = rows[i % rows.length]!
    const number = String(i).padStart(3, '0')
    const row = {
      ...one.row,
      episode_id: `e${number}`,
      family_name: `Long ${number}`,
      given_name: number,
      agenda_points: 0,
    }
    return { ...one, row }
  })
  return { rows: many }
}
