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
