/** The month's run and one patient's month, in a real browser. */
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

const open = async (role: 'billing_staff' | 'care_manager' = 'billing_staff'): Promise<void> => {
  page = await openAs(browser, demo, role, '/billing/2026-10')
  await page.locator('tbody th a').first().waitFor()
}
const count = async (group: string): Promise<number> => {
  const text = await page.getByRole('button', { name: new RegExp(`^${group} \\d`) }).textContent()
  return Number(/\d+$/.exec(text ?? '')?.[0])
}

test('the groups add up, and each shows its own', async () => {
  await open()
  const groups = ['Billable', 'One thing missing', 'More missing', 'Below minimum', 'Not billable']
  const counts = await Promise.all(groups.map(count))
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(await count('All'))
  for (const [i, group] of groups.slice(0, 4).entries()) {
    await page.getByRole('button', { name: new RegExp(`^${group}`) }).click()
    await expect
      .poll(() => page.locator('.totals strong').textContent())
      .toBe(`${counts[i]} patient${counts[i] === 1 ? '' : 's'}`)
  }
})

test('one thing missing: each row says the one remedy, and the chosen one its elements', async () => {
  await open()
  await page.getByRole('button', { name: /^One thing missing/ }).click()
  const remedies = await page.locator('tbody td:last-child').allTextContents()
  expect(remedies.length).toBeGreaterThan(5)
  for (const remedy of remedies) expect(remedy).toMatch(/\.$/)
  await page.keyboard.press('j')
  await page.locator('.strip-words').getByText('initiating visit').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('the first remedy is a button that leads to where it can be done', async () => {
  await open('care_manager')
  await page.getByRole('button', { name: /^More missing/ }).click()
  const remedy = page.locator('tbody a.mend').first()
  const [says, place] = [await remedy.innerText(), await remedy.getAttribute('href')]
  expect(says).toMatch(/^1 of \d+: .*\.$/)
  await remedy.click()
  await page.waitForURL(`**${place}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
})

test('a missing score leads to the form that takes it, a missing contact to that of contacts', async () => {
  await open('care_manager')
  await page.getByLabel('Reason').selectOption('outcome-monitoring-missing')
  const leads = page.locator('tbody a.mend[href$="enter=score"]').first()
  await leads.click()
  await page.locator('.score-form .item').first().waitFor()
  await page.goBack()
  await page.getByLabel('Reason').selectOption('brief-intervention-missing')
  await page.locator('tbody a.mend[href$="enter=contact"]').first().click()
  await page.getByRole('form', { name: 'Contact' }).waitFor()
})

test('who reads no charts is led to the month itself', async () => {
  await open()
  await page.getByRole('button', { name: /^One thing missing/ }).click()
  const places = await page
    .locator('tbody a.mend')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(places.every((place) => place?.endsWith('/months/2026-10'))).toBe(true)
})

test('a reason leads to the months that it holds', async () => {
  await open()
  const reason = page.getByLabel('Reason')
  const [, first = ''] = await reason.locator('option').allTextContents()
  await reason.selectOption({ index: 1 })
  const held = Number(/\((\d+)\)/.exec(first)?.[1])
  await expect.poll(() => page.locator('.totals strong').textContent()).toContain(String(held))
})

test('a row opens the patient’s month: meter, elements, time; back and forth by month', async () => {
  await open('care_manager')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Required elements/ }).waitFor()
  expect(await page.locator('.meter').getAttribute('aria-label')).toMatch(/^\d+ minutes, G2214/)
  await page.locator('.elements summary').first().click()
  await page.locator('.proof li').first().waitFor()
  expect(await page.locator('.proof a').count()).toBeGreaterThan(0)
  await page.getByRole('heading', { name: /^Time/ }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.getByRole('link', { name: 'September 2026' }).click()
  await page.waitForURL('**/months/2026-09')
})

test('billing staff, who read no charts, see the month and its proof by name', async () => {
  await open()
  await page.getByRole('button', { name: /^Billable/ }).click()
  await page.locator('tbody th a').first().click()
  await page.getByText('Proven: may be billed').waitFor()
  await page.getByRole('cell', { name: 'counted', exact: true }).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/\w+, \w+ .*MRN \d/)
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('the panel is windowed on screen and whole on paper', async () => {
  await open()
  const rows = page.locator('tbody tr:not(.gap)')
  const all = await count('All')
  expect(all).toBeGreaterThan(150)
  expect(await rows.count()).toBeLessThanOrEqual(80)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => rows.count()).toBe(all)
})

test('a month without anybody says so', async () => {
  page = await openAs(browser, demo, 'billing_staff', '/billing/2016-01')
  await page.getByText('Nobody within your reach was in care in this month.').waitFor()
})
