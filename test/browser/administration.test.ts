/** What an administrator does, and everybody with their own account. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  axeFaultsInBothThemes,
  type Demo,
  mishaps,
  newPage,
  openAs,
  openDemo,
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

const open = async (tab: string) => {
  page = await openAs(browser, demo, 'administrator', `/administration/${tab}`)
}
const dialog = () => page.getByRole('dialog')
const save = () => dialog().getByRole('button', { name: 'Save' }).click()
const gone = () => expect.poll(() => dialog().count()).toBe(0)

test('somebody new on staff gets an account, and its one-time password is shown once', async () => {
  await open('staff')
  await page.getByRole('button', { name: 'New member of staff' }).click()
  await save()
  await dialog().getByText('is needed').first().waitFor()
  await dialog().getByLabel('Name').fill('Wren Tallowby')
  await dialog().getByLabel('Role').selectOption('data_manager')
  await save()
  await gone()
  await page.getByRole('row', { name: /Wren Tallowby/ }).waitFor()
  await page.getByRole('link', { name: 'Accounts' }).click()
  await page.getByRole('button', { name: 'New account' }).click()
  await dialog().getByLabel('Who').selectOption({ label: 'Wren Tallowby, data manager' })
  await dialog().getByLabel('Sign-in name').fill('wren.tallowby')
  await dialog().getByRole('button', { name: 'Make the account' }).click()
  const password = await dialog().getByLabel('One-time password').last().innerText()
  expect(password.length).toBeGreaterThanOrEqual(15)
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await dialog().getByRole('button', { name: 'I have passed it on' }).click()
  await gone()
  expect(await page.content()).not.toContain(password)
  await page.getByRole('row', { name: /wren\.tallowby.*not replaced yet/ }).waitFor()
})

test('an amendment needs a reason, and what is typed is not lost by leaving', async () => {
  await open('payers')
  await page
    .getByRole('button', { name: /^Amend/ })
    .first()
    .click()
  const name = dialog().getByLabel('Name')
  const before = await name.inputValue()
  await name.fill(`${before} (new)`)
  await save()
  await dialog().getByText('is needed').waitFor()
  await page.keyboard.press('Escape')
  await dialog().getByRole('button', { name: 'Go on typing' }).click()
  await name.fill(before)
  await dialog().getByLabel('Reason').fill('nothing in the end')
  await save()
  await gone()
})

test('a policy has a version from a day on, and says in its field what it cannot be', async () => {
  await open('policies')
  await page.getByRole('button', { name: 'New policy version' }).click()
  await dialog().getByLabel('Name').fill('browser_plan')
  await dialog().getByLabel('Holds from').fill('2027-01-01')
  await dialog().getByLabel('G2214 from minutes').fill('many')
  await save()
  await dialog().getByText('must be a whole number').waitFor()
  await dialog().getByLabel('G2214 from minutes').fill('30')
  await dialog().getByLabel('Initiating visit at most days before').fill('none')
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await save()
  await gone()
  await page.getByRole('row', { name: /browser_plan.*1 Jan 2027.*30/ }).waitFor()
})

test('a number of the caseload’s rules is set from a day on, and amended with a reason', async () => {
  await open('site_numbers')
  const rules = page.getByRole('region', { name: 'Caseload rules' })
  const ours = () => page.getByRole('region', { name: 'Numbers that the site has set' })
  await page.getByText('Until then every default holds').waitFor()
  const measure = rules.getByRole('row', { name: /^Measure every M1 days/ })
  expect(await measure.innerText()).toMatch(/M1\s+days\s+30\s+30\s+–/)
  await measure.getByRole('button', { name: 'Set Measure every' }).focus()
  await page.keyboard.press('Enter')
  expect(await dialog().getByLabel('Number').inputValue()).toBe('measure_every')
  await dialog().getByLabel('Value').fill('0')
  await save()
  await dialog().getByText('must be a whole number from 1 to 3650').waitFor()
  await dialog().getByLabel('Value').fill('21')
  await dialog().getByLabel('Holds from').fill('2026-01-01')
  await dialog().getByLabel('Decided by, and why').fill('Clinical lead: every three weeks')
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await save()
  await gone()
  await rules.getByRole('row', { name: /^Measure every.*30 21 since 1 Jan 2026/ }).waitFor()
  await rules.getByRole('button', { name: 'Set Measure every' }).first().click()
  await dialog().getByLabel('Holds from').fill('2026-01-01')
  await dialog().getByLabel('Decided by, and why').fill('again')
  await save()
  await dialog()
    .getByText('must be a day from which nothing of that name holds yet')
    .first()
    .waitFor()
  await dialog().getByLabel('Holds from').fill('2100-01-01')
  await save()
  await gone()
  await rules.getByRole('row', { name: /^Measure every.*21 from 1 Jan 2100/ }).waitFor()
  await ours().getByRole('button', { name: 'Amend' }).first().click()
  await dialog().getByText('measure every from 1 Jan 2026').waitFor()
  await dialog().getByLabel('Value').fill('28')
  await save()
  await dialog().getByText('is needed').waitFor()
  await dialog().getByLabel('Reason').fill('three weeks were too many forms')
  await save()
  await gone()
  await rules.getByRole('row', { name: /^Measure every.*30 28 since 1 Jan 2026/ }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('a session can be ended, and whoever had it is signed out', async () => {
  const other = await openAs(browser, demo, 'privacy_officer', '/account')
  await other.getByRole('heading', { name: 'Your account' }).waitFor()
  await open('sessions')
  const rows = page.getByRole('row', { name: /privacy officer/i })
  const isIn = async () => (await other.request.get(`${demo.address}/api/session`)).ok()
  await rows.first().waitFor()
  // other tests may have left sessions of the same person: theirs go until this one has gone
  for (let left = await rows.count(); left > 0 && (await isIn()); left--) {
    await rows.first().getByRole('button', { name: /^End/ }).click()
    await expect.poll(() => rows.count()).toBeLessThan(left)
  }
  expect(await isIn()).toBe(false)
  await other.reload()
  await other.getByRole('button', { name: 'Sign in' }).waitFor()
  await other.context().close()
})

test('a machine key is told once, opens what it names, and nothing once it is ended', async () => {
  await open('machine-keys')
  await page.getByText('No program can sign in yet').waitFor()
  await page.getByRole('button', { name: 'New machine key' }).click()
  await dialog().getByRole('button', { name: 'Make the key' }).click()
  await dialog().getByText('must be 1 to 64').waitFor()
  await dialog().getByLabel('Name').fill('nightly-imports')
  await dialog().getByLabel('Role').selectOption('data_manager')
  await dialog().getByLabel('Routes').fill('GET /api/imports')
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  // as after five minutes: the server's own refusal has a test of its own
  const again = { status: 403, json: { type: '/problems/step-up', title: 'Again', status: 403 } }
  await page.route('**/api/machine-keys', (route) => route.fulfill(again), { times: 1 })
  await dialog().getByRole('button', { name: 'Make the key' }).click()
  await dialog().getByLabel('Password').fill(demo.people.administrator.password)
  await dialog().getByRole('button', { name: 'Go on' }).click()
  const key = await dialog().getByLabel('Machine key').last().innerText()
  const headers = { authorization: `Bearer ${key}` }
  const status = async () => (await fetch(`${demo.address}/api/imports`, { headers })).status
  expect(await status()).toBe(200)
  await dialog().getByRole('button', { name: 'I have kept it' }).click()
  await gone()
  expect(await page.content()).not.toContain(key)
  const row = page.getByRole('row', { name: /nightly-imports.*Data manager.*in use/ })
  await row.getByRole('button', { name: /^End/ }).click()
  await dialog().getByRole('button', { name: 'End the key' }).click()
  await dialog().getByText('is needed').waitFor()
  await dialog().getByLabel('Reason').fill('the program was replaced')
  await dialog().getByRole('button', { name: 'End the key' }).click()
  await gone()
  await page.getByRole('row', { name: /nightly-imports.*ended/ }).waitFor()
  expect(await status()).toBe(401)
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('one’s own account says what a password lacks, before it is sent', async () => {
  page = await openAs(browser, demo, 'billing_staff', '/account')
  await page.getByLabel('The one that you have').fill('whatever it is')
  await page.getByLabel('The new one', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('fewer than 15 characters').waitFor()
  await page.getByText('is not the same as the one above').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('the first administrator’s form says what is missing and refuses a wrong code', async () => {
  page = await newPage(browser)
  // the demo has people already and does not offer the form: a server at its first start does
  await page.route('**/ready', (route) => route.fulfill({ json: { status: 'ok', demo: false } }))
  await page.goto(demo.address)
  await page.getByRole('button', { name: /First start/ }).click()
  await page.getByRole('button', { name: 'Make the first administrator' }).click()
  await page.getByText('it stands where the server runs').waitFor()
  await page.getByLabel('Code').fill('ABCD-EFGH')
  await page.getByLabel('Name', { exact: true }).fill('Ada Nobody')
  await page.getByLabel('Sign-in name').fill('ada')
  await page.getByLabel(/^Password/).fill('seven green otters sing')
  await page.getByRole('button', { name: 'Make the first administrator' }).click()
  await page.getByText('The code is wrong').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})
