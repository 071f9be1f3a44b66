/** Signing in, the lock, help and search: what stands around every screen, in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  axeFaultsInBothThemes,
  type Demo,
  mishaps,
  newPage,
  openAs,
  openDemo,
  prefersAlone,
} from '../support/demo.ts'

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

const enter = async (role: 'care_manager' | 'psychiatric_consultant'): Promise<void> => {
  await page.getByLabel('Sign-in name').fill(demo.people[role].sign_in_name)
  await page.getByLabel('Password').fill(demo.people[role].password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
/** Somebody of the list: whether anything of a patient is in the document. */
const shownNames = () => page.locator('tbody th a').allTextContents()

describe('at the door', () => {
  beforeEach(async () => {
    page = await newPage(browser)
    await page.goto(`${demo.address}/caseload`)
  })

  test('a wrong password is said so, the right one leads to the screen that was asked for', async () => {
    await page.getByLabel('Sign-in name').fill(demo.people.care_manager.sign_in_name)
    await page.getByLabel('Password').fill('not this one, surely')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('No account has this name')
    await enter('care_manager')
    await page.getByRole('heading', { name: 'Caseload' }).waitFor()
    expect(page.url()).toBe(`${demo.address}/caseload`)
    expect(await page.title()).toBe('Collaborative Care registry')
  })

  test('nothing for axe to find, in light and in dark', async () => {
    await page.getByText('Demonstration').waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  })
})

describe('the lock', () => {
  beforeEach(async () => {
    page = await newPage(browser)
    await page.clock.install()
    await page.goto(`${demo.address}/caseload`)
    await enter('care_manager')
    await page.locator('tbody th a').first().waitFor()
    await page.getByLabel('Filter by name').fill('ma')
  })

  const isCovered = async (): Promise<void> => {
    await page.getByRole('heading', { name: 'The screen is locked' }).waitFor()
    expect(await shownNames()).toEqual([])
    expect(await page.locator('.frame').count()).toBe(0)
  }

  test('takes everything off the screen and gives it back as it was', async () => {
    const before = await shownNames()
    await page.getByRole('button', { name: 'Lock the screen' }).click()
    await isCovered()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await enter('care_manager')
    await page.locator('tbody th a').first().waitFor()
    expect(await page.getByLabel('Filter by name').inputValue()).toBe('ma')
    expect(await shownNames()).toEqual(before)
  })

  test('ends the session as well: loading the page again does not open it', async () => {
    await page.getByRole('button', { name: 'Lock the screen' }).click()
    await isCovered()
    await page.reload()
    await page.getByRole('heading', { name: 'Collaborative Care registry' }).waitFor()
    expect(await page.content()).not.toContain('004')
  })

  test('comes by itself after fourteen minutes without a sign of life, and not before', async () => {
    await page.clock.fastForward('13:50')
    expect(await page.locator('.frame').count()).toBe(1)
    await page.mouse.move(300, 300)
    await page.clock.fastForward('13:50')
    expect(await page.locator('.frame').count()).toBe(1)
    await page.clock.fastForward('00:15')
    await isCovered()
  })

  test('comes with the first answer that says nobody is signed in', async () => {
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Billing' }).click()
    await isCovered()
    await enter('care_manager')
    await page.getByRole('heading', { name: 'Billing' }).waitFor()
    expect(page.url()).toBe(`${demo.address}/billing`)
  })

  test('gives somebody else a screen of their own', async () => {
    await page.getByRole('button', { name: 'Lock the screen' }).click()
    await isCovered()
    await enter('psychiatric_consultant')
    await page.locator('.who').getByText('Ruth Weissbrodt').waitFor()
    expect(new URL(page.url()).pathname).not.toBe('/billing')
    await page.getByRole('link', { name: 'Caseload' }).click()
    await page.locator('tbody th a').first().waitFor()
    expect(await page.getByLabel('Filter by name').inputValue()).toBe('')
  })
})

describe('around every screen', () => {
  beforeEach(async () => {
    page = await openAs(browser, demo, 'care_manager', '/caseload')
    await prefersAlone(page)
    await page.locator('tbody th a').first().waitFor()
  })

  test('? shows the keys; single keys can be turned off', async () => {
    await page.keyboard.press('?')
    await page.getByRole('heading', { name: 'Help: keys' }).waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByLabel(/^Single keys/).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    expect(await page.locator('[data-chosen]').count()).toBe(0)
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('[data-chosen]').count()).toBe(1)
  })

  test('/ goes to the search, which finds a patient by a part of the name', async () => {
    const asked = page.waitForRequest('**/api/patients/search')
    await page.keyboard.press('/')
    await page.keyboard.type('mazur')
    expect((await asked).url()).not.toContain('mazur')
    await page.getByRole('option', { name: /Mazur/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/patients/*')
    expect(page.url()).not.toMatch(/mazur/i)
    expect(await page.title()).not.toMatch(/mazur/i)
  })

  test('colors follow the system, or are light, or dark', async () => {
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme'] ?? 'system')
    expect(await theme()).toBe('system')
    await page.getByRole('button', { name: /^Colors/ }).click()
    expect(await theme()).toBe('light')
    await page.getByRole('button', { name: /^Colors/ }).click()
    expect(await theme()).toBe('dark')
  })

  test('nothing is kept in the browser', async () => {
    const kept = () => page.evaluate(() => [localStorage.length, sessionStorage.length])
    expect(await kept()).toEqual([0, 0])
  })
})
