/** The privacy officer finds who looked at a patient, and prints what left of them. */
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

const noted = () =>
  page.waitForResponse((answer) => answer.url().endsWith('/api/disclosures'), { timeout: 10_000 })
const find = async (text: string) => {
  await page.getByRole('searchbox', { name: 'Patient' }).fill(text)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('list', { name: 'Patients found' }).getByRole('button').first().click()
}
/** Whether its middle is what one would point at. */
const isSeen = (row: Element): boolean => {
  const { left, top, width, height } = row.getBoundingClientRect()
  return row.contains(document.elementFromPoint(left + width / 4, top + height / 2))
}
const table = () => page.getByRole('region', { name: 'Events' })

/** A care manager prints somebody's page; answers the family name and the MRN. */
async function printedSheet(): Promise<string> {
  page = await openAs(browser, demo, 'care_manager', '/caseload')
  const link = page.locator('main tbody a[href^="/patients/"]').first()
  await page.goto(`${demo.address}${await link.getAttribute('href')}/sheet`)
  const says = await page.locator('.sheet header p').innerText()
  const [answer] = await Promise.all([
    noted(),
    page.getByRole('button', { name: 'Print', exact: true }).click(),
  ])
  expect(answer.status()).toBe(200)
  await page.context().close()
  return /MRN (\S+)/.exec(says)![1]!
}

test('who looked at a patient is found by their MRN, sorted, and leads to what left', async () => {
  const mrn = await printedSheet()
  page = await openAs(browser, demo, 'privacy_officer', '/audit')
  await find(mrn)
  const row = table().getByRole('row', { name: /print/ }).first()
  await row.waitFor()
  expect(await row.evaluate(isSeen), 'the row is not cut off by what scrolls').toBe(true)
  const column = (name: string) => table().locator(`tbody td.of-${name}`).allInnerTexts()
  expect((await column('patients')).every((one) => one.includes(mrn))).toBe(true)
  await table().getByRole('button', { name: 'Action' }).click()
  const upwards = await column('action') // those near the window: a busy patient has many more
  expect(upwards).toEqual(upwards.toSorted((a, b) => a.localeCompare(b, 'en')))
  await table().getByRole('button', { name: 'Action' }).click()
  const downwards = await column('action')
  expect(downwards).toEqual(downwards.toSorted((a, b) => b.localeCompare(a, 'en')))
  expect(downwards[0]).not.toBe(upwards[0])
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Disclosures' }).click()
  await page.getByRole('heading', { name: 'Accounting of disclosures' }).waitFor()
  await page.getByRole('region', { name: 'Disclosures' }).getByText('print').first().waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  const [answer] = await Promise.all([
    noted(),
    page.getByRole('button', { name: 'Print', exact: true }).click(),
  ])
  expect(answer.status()).toBe(200)
  expect(page.url()).not.toContain(mrn)
  expect(await page.title()).not.toContain(mrn)
})

test('patterns say their rules and lead to their events', async () => {
  page = await openAs(browser, demo, 'privacy_officer', '/audit')
  await page.getByRole('button', { name: 'Worth a look' }).click()
  await page.getByRole('heading', { name: /Same surname/ }).waitFor()
  await page.getByText('who has their own name').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('what cannot be noted is neither printed nor saved, and the screen says so', async () => {
  page = await openAs(browser, demo, 'care_manager', '/caseload')
  await page.locator('main tbody a[href^="/patients/"]').first().waitFor()
  await page.route('**/api/disclosures', (route) => route.abort())
  let downloads = 0
  page.on('download', () => {
    downloads += 1
  })
  await page.getByRole('button', { name: 'CSV' }).click()
  await page.getByRole('alert').getByText('nothing was printed or saved').waitFor()
  expect(downloads).toBe(0)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('main table').first().isVisible()).toBe(false)
  await page.emulateMedia({ media: null })
  await page.unroute('**/api/disclosures')
  const [answer] = await Promise.all([noted(), page.getByRole('button', { name: 'CSV' }).click()])
  expect(answer.status()).toBe(200)
  await expect.poll(() => downloads).toBe(1)
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('a print by the browser’s own menu is noted while the paper is made ready', async () => {
  page = await openAs(browser, demo, 'care_manager', '/caseload')
  await page.locator('main tbody a[href^="/patients/"]').first().waitFor()
  const [answer] = await Promise.all([
    noted(),
    page.evaluate(() => window.dispatchEvent(new Event('beforeprint'))),
  ])
  expect(answer.status()).toBe(200)
  expect(answer.request().postDataJSON()).toMatchObject({ action: 'print', screen: 'caseload' })
  expect(answer.request().postDataJSON().patients.length).toBeGreaterThan(20)
})

test.for([
  ['with records of substance use', '42 CFR part 2 prohibits unauthorized use or disclosure'],
  ['without', null],
])('paper %s carries the notice: %s', async ([, notice]) => {
  page = await openAs(browser, demo, 'care_manager', '/caseload')
  await page.locator('main tbody a[href^="/patients/"]').first().waitFor()
  const answer = { json: { notice } } // who is on it decides: the server's own test says so
  await page.route('**/api/disclosures', (route) => route.fulfill(answer))
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const says = await page.locator('.printed-by').innerText()
  expect(says.includes(notice ?? '42 CFR'), says).toBe(notice !== null)
})

test('nothing is wider than a small screen', async () => {
  const viewport = { width: 1024, height: 768 }
  page = await openAs(browser, demo, 'privacy_officer', '/audit', { viewport })
  await table().waitFor()
  const over = await page
    .locator('main')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(over).toBeLessThanOrEqual(0)
})
