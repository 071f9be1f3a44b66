/**
 * The end of a month in the billing office, from the first look to the file for the payer; and a
 * correction that comes after the payment: it is told, and the money goes back.
 */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { demoChanges } from '../../../db/seed/index.ts'
import { calendarDay } from '../../../server/domain/calendar.ts'
import { openBrowser } from '../../support/browser.ts'
import { axeFaultsInBothThemes } from '../../support/demo.ts'
import { type OwnClinic, openClinic } from '../../support/own-clinic.ts'

let browser: Browser
let clinic: OwnClinic
beforeAll(async () => {
  browser = await openBrowser()
  clinic = await openClinic(browser, '2026-11-02', demoChanges(calendarDay('2026-11-02')))
})
afterAll(async () => {
  await clinic?.close()
  await browser?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await clinic.pictures('test-results')
})

const patiently = { timeout: 240_000 }
/** Where one paid claim stands, and whose it is. */
let claim: string
let chart: string

test('month-end close: first look, review, emit, export, close', patiently, async () => {
  const page = await clinic.enters('bs-hargreave', '/claims/2026-10')
  await page.getByRole('button', { name: 'Begin: first look' }).click()
  await page.getByText(/First look 2 Nov 2026.* just short/).waitFor()
  await page.getByRole('checkbox', { name: 'All', exact: true }).click()
  const proven = page.locator('tbody tr', { hasText: '99493' })
  for (let i = 0; i < 4; i++) await proven.nth(i).getByRole('checkbox').click()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Emit 4 claims …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Expected $534.36').waitFor()
  await dialog.getByRole('button', { name: 'Emit' }).dblclick()
  await page.getByRole('button', { name: 'Claims 4' }).waitFor()
  expect(await exported(page)).toMatch(/^ISA\*00/)
  await page.getByRole('button', { name: 'Submitted 4' }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Close the month' }).click()
  await page.getByLabel('Reason').fill('everything proven is billed')
  await page.getByRole('dialog').getByRole('button', { name: 'Close the month' }).click()
  await page.getByText(/Closed 2 Nov 2026/).waitFor()
})

/** The text of the file that the button saves. */
async function exported(page: Page): Promise<string> {
  const button = page.getByRole('button', { name: 'Claim file (837P)' })
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  await page.getByText('4 claims in claims-2026-10-00001.837').waitFor()
  return readFileSync(await download.path(), 'utf8')
}

test('the claim is paid', patiently, async () => {
  const page = await clinic.enters('bs-hargreave', '/claims/2026-10')
  await page.getByRole('button', { name: 'Claims 4' }).click()
  await page.getByRole('region', { name: 'List of claims' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: /^Frozen evidence/ }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Paid' }).click()
  await page.getByLabel('Day').fill('2026-11-02')
  await page.getByLabel('Amount paid').fill('133.59')
  await page.getByLabel('Payer’s claim number').fill('ICN 0001')
  await page.getByLabel('Reason').fill('remittance of the day')
  await page.getByRole('dialog').getByRole('button', { name: 'Paid' }).click()
  await page.getByRole('heading', { name: /^Paid to/ }).waitFor()
  claim = new URL(page.url()).pathname
  const month = await page.getByRole('heading', { level: 1 }).getByRole('link').getAttribute('href')
  chart = month!.replace(/\/months.*/, '')
})

test('a late correction after payment is told, with its clock', patiently, async () => {
  await clinic.evening()
  clinic.at('2026-11-04', '10:00')
  const care = await clinic.enters('cm-halloran', chart)
  await care.getByRole('tab', { name: 'Enrollment' }).click()
  await care
    .getByRole('button', { name: /^Amend.*consent/ })
    .first()
    .click()
  await care.getByLabel('Permission to consult a specialist was given').click()
  await care.getByLabel('Reason').fill('the form says otherwise')
  await care.getByRole('dialog').getByRole('button', { name: /save/i }).click()
  await care.getByRole('dialog').waitFor({ state: 'detached' })
  const page = await clinic.enters('bs-hargreave', '/claims/2026-10')
  await page.getByRole('button', { name: 'Overpayments 1' }).click()
  await page.getByText('3 Jan 2027').waitFor()
  await page
    .getByRole('row', { name: /3 Jan 2027/ })
    .getByRole('link')
    .click()
  await page.waitForURL(`**${claim}`)
  await page.getByRole('heading', { name: /^The evidence has changed/ }).waitFor()
  await page.getByText('the form says otherwise').waitFor()
  await page.getByText('give back by 3 Jan 2027').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('the money goes back, and the claim is voided for good', patiently, async () => {
  const page = await clinic.enters('bs-hargreave', claim)
  for (const [step, says] of [
    ['Refunded', 'overpaid, returned'],
    ['Void', 'not proven any more'],
  ] as const) {
    await page.getByRole('button', { name: step }).click()
    await page.getByLabel('Day').fill('2026-11-04')
    await page.getByLabel('Reason').fill(says)
    await page.getByRole('dialog').getByRole('button', { name: step }).click()
    await page.getByRole('region', { name: 'History' }).getByText(says).waitFor()
  }
  await page.getByRole('heading', { name: /^Voided to/ }).waitFor()
  expect(await page.getByRole('navigation', { name: 'Next steps' }).count()).toBe(0)
  await page.goto(page.url().replace(/\/claims\/.*/, '/claims/2026-10'))
  await page.getByRole('button', { name: 'Overpayments 0' }).click()
  await page.getByText('No paid claim rests on evidence that proves less now.').waitFor()
})
