/** Measures: every number leads to its patients, by month, care manager and clinic. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { axeFaultsInBothThemes, type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

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

const numbers = () => page.getByRole('table', { name: 'The fidelity set' })
const members = () => page.getByRole('region', { name: 'The patients behind it' })

test('a number leads to the patients behind it, and from there to a chart', async () => {
  page = await openAs(browser, demo, 'psychiatric_consultant', '/measures/2026-10')
  await numbers().waitFor()
  const made = await numbers()
    .getByRole('row', { name: /^Improved/ })
    .innerText()
  const [, counted, among] = /(\d+) of (\d+)/.exec(made)!
  await page.getByRole('button', { name: 'Improved', exact: true }).click()
  await page.getByRole('heading', { name: /^Improved/ }).waitFor()
  expect(
    await members()
      .getByRole('button', { name: /^Everybody/ })
      .innerText(),
  ).toContain(among)
  await members()
    .getByRole('button', { name: /^Counted/ })
    .click()
  await expect.poll(() => members().locator('tbody th').count()).toBeGreaterThan(0)
  expect(
    await members()
      .getByRole('button', { name: /^Counted/ })
      .innerText(),
  ).toContain(counted)
  const who = members().locator('tbody th a').first()
  expect(await who.getAttribute('href')).toMatch(/^\/patients\/[\w-]{16,}$/)
})

test('a month, a care manager and a clinic are chosen', async () => {
  page = await openAs(browser, demo, 'psychiatric_consultant', '/measures/2026-10')
  await numbers().waitFor()
  const everybody = await numbers()
    .getByRole('row', { name: /^Engaged/ })
    .innerText()
  await page.getByRole('combobox', { name: /^Care manager/ }).selectOption({ index: 1 })
  await expect
    .poll(() =>
      numbers()
        .getByRole('row', { name: /^Engaged/ })
        .innerText(),
    )
    .not.toBe(everybody)
  await page.getByRole('button', { name: 'The month before' }).click()
  await expect.poll(() => page.url()).toContain('/measures/2026-09')
  expect(await page.getByRole('combobox', { name: /^Month/ }).inputValue()).toBe('2026-09')
})

test('care managers stand beside each other, drawn and as a table', async () => {
  page = await openAs(browser, demo, 'psychiatric_consultant', '/measures/2026-10')
  const figure = page.getByRole('figure', { name: 'By care manager' })
  await figure.getByRole('img').waitFor()
  expect(await figure.getByRole('img').getAttribute('aria-label')).toMatch(/Brigid Halloran \d/)
  await figure.getByText('The same as a table').click()
  await figure.getByRole('row', { name: /Brigid Halloran/ }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('a month without anybody says what will be here', async () => {
  page = await openAs(browser, demo, 'care_manager', '/measures/2009-01')
  await page.getByText('Nobody within your reach was in care').waitFor()
})

test('nothing is wider than a small screen', async () => {
  const viewport = { width: 1024, height: 768 }
  page = await openAs(browser, demo, 'care_manager', '/measures/2026-10', { viewport })
  await numbers().waitFor()
  const over = await page
    .locator('main')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(over).toBeLessThanOrEqual(0)
})

test('the state’s report, with its goals, and who is left out of a number and why', async () => {
  page = await openAs(browser, demo, 'psychiatric_consultant', '/measures/2026-10')
  await page.getByRole('button', { name: 'New York State' }).click()
  const report = page.getByRole('table', { name: 'New York State’s report' })
  await report.waitFor()
  expect(await report.locator('tbody tr').count()).toBe(8)
  expect(await report.getByRole('row', { name: /^m6/ }).innerText()).toMatch(/≥ 60 %.*58 %/)
  await page.getByRole('button', { name: 'm2 … with Medicaid' }).click()
  const patients = page.getByRole('region', { name: 'Patients' })
  await patients.getByText('No Medicaid coverage on the month’s first day.').first().waitFor()
  const who = patients.locator('tbody th a').first()
  expect(await who.getAttribute('href')).toMatch(/^\/patients\/[\w-]{16,}$/)
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})
