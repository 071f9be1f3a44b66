/** What holds on every screen of every role: open to everybody, few requests, nothing cut off. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { roles } from '../../../server/domain/records/people.ts'
import { openBrowser } from '../../support/browser.ts'
import { axeFaultsInBothThemes, type Demo, mishaps, newPage, openDemo } from '../../support/demo.ts'
import { allScreens } from './all.ts'
import { openScreen, type Screen } from './screen.ts'

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

const byName = allScreens.map((screen): readonly [string, Screen] => [screen.name, screen])

test('every role has a screen in the table', async () => {
  page = await newPage(browser)
  const looked = new Set(allScreens.map(({ role }) => role))
  expect(roles.filter((role) => !looked.has(role))).toEqual([])
})

/** WCAG 2.2 AA in light and dark; three requests at most; nothing wider than a small screen. */
test.for(byName)('%s', { timeout: 240_000 }, async ([, screen]) => {
  page = await newPage(browser)
  const asked = requestsOf(page)
  await openScreen(page, demo, screen)
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(3)
  await screen.act?.(page, demo)
  expect(await axeFaultsInBothThemes(page, screen.part)).toEqual([])
  await page.setViewportSize({ width: 1024, height: 768 })
  await expect.poll(() => tooWide(page)).toEqual([])
})

/** Asked once by the frame around all screens: who is signed in, and how they like it. */
const ofTheFrame: readonly string[] = ['/api/session', '/api/views']

/** What a screen asks the registry for. */
function requestsOf(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/') && !ofTheFrame.includes(pathname)) asked.push(pathname)
  })
  return asked
}

const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('html, main, [role=dialog]')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ tagName, className, scrollWidth }) => `${tagName} ${className} ${scrollWidth}`),
  )
