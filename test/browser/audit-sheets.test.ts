/** An auditor's visit: a request is granted, its month is opened, and says whether it verifies. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { axeFaults, type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

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

test('without a request there is nothing, and it says who grants one', async () => {
  page = await openAs(browser, demo, 'auditor', '/audit-sheets')
  await page.getByText('The privacy officer grants requests.').waitFor()
  expect(await axeFaults(page)).toEqual([])
})

test('a granted month is opened, and its evidence verifies', async () => {
  page = await openAs(browser, demo, 'privacy_officer', '/grants')
  const granted = await page.evaluate(grantFirst, '2026-10')
  expect(granted).toBe(201)
  await page.context().close()
  page = await openAs(browser, demo, 'auditor', '/audit-sheets')
  await page.getByRole('navigation', { name: 'Granted months' }).getByRole('link').first().click()
  await page
    .getByRole('status')
    .getByText(/^Verified: \d+ rows/)
    .waitFor()
  await page.getByRole('heading', { name: 'Time that does not count, and why' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
})

/** In the page: a request about one patient's month, granted to the auditor. */
async function grantFirst(month: string): Promise<number> {
  const { people } = await (await fetch('/api/grants')).json()
  const { staff } = people.find(({ role }: { role: string }) => role === 'auditor')
  const body = {
    kind: 'audit_request',
    granted_to: staff,
    patients: [{ mrn: '0040117', month }],
    reason: 'an audit of one month',
    days: 3,
  }
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'an-audit-of-one-month' }
  const given = { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch('/api/grants', given)).status
}
