/** An audit export on the screen: ordered, watched to its end, and downloaded as a zip that verifies. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { verifierText } from '../../server/verifier-text.ts'
import { packetsIn, verifiedOffline } from '../audit-export/an-export.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFaults, type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

let browser: Browser
let demo: Demo
let page: Page
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cocm-downloaded-'))
  ;[browser, demo] = await Promise.all([openBrowser(), openDemo()])
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  expect(mishaps.get(page)).toEqual([])
  await page.context().close()
})

/** Fills in an order and sends it; then waits until its file can be fetched. */
async function ordered(recipient: string, choose: () => Promise<unknown>): Promise<void> {
  await page.getByRole('heading', { name: 'Audit exports' }).waitFor()
  const dialog = page.getByRole('dialog')
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'New export' }).click()
  await dialog.waitFor()
  await choose()
  await dialog.getByRole('textbox', { name: 'For whom' }).fill(recipient)
  await dialog.getByRole('textbox', { name: 'What for' }).fill('payer audit')
  await dialog.getByRole('button', { name: 'Order it' }).click()
  await dialog.waitFor({ state: 'detached' })
}
const panel = (recipient: string) => page.getByRole('region', { name: new RegExp(recipient) })

async function downloaded(recipient: string): Promise<string> {
  const link = panel(recipient).getByRole('link', { name: /^Download the zip/ })
  await link.waitFor({ timeout: 90_000 })
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(file.suggestedFilename()).toBe('audit-export.zip')
  const path = join(folder, `${recipient}.zip`)
  await file.saveAs(path)
  return path
}

test('from a claim: one sheet, then the zip, which verifies anywhere', async () => {
  page = await openAs(browser, demo, 'billing_staff', '/claims/2026-10')
  const claim = await page.evaluate(emitOne, '2026-10')
  await page.goto(`${demo.address}/claims/claim/${claim}`)
  await page.getByRole('link', { name: 'Audit sheet' }).click()
  const paper = page.getByRole('link', { name: 'The pages as PDF' })
  await paper.waitFor()
  expect(await axeFaults(page)).toEqual([])
  const pdf = await page.request.get(`${demo.address}${await paper.getAttribute('href')}`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await page.goBack()
  await page.getByRole('link', { name: 'Audit export', exact: true }).click()
  await ordered('Claims Reviewers', async () => {
    const claims = page.getByLabel('Claims: a number on each line')
    expect(await claims.inputValue()).toBe(claim)
  })
  const zip = await downloaded('Claims Reviewers')
  expect(await axeFaults(page)).toEqual([])
  expect(packetsIn(zip).map((one) => one.claim?.claim_id)).toEqual([claim])
  const verifier = join(folder, 'verify.mjs')
  writeFileSync(verifier, await verifierText())
  const key = await panel('Claims Reviewers').locator('code').textContent()
  const { status, says } = verifiedOffline(verifier, zip, key ?? '')
  expect(says).toContain('1 patient-months were determined again')
  expect(status).toBe(0)
})

test('a month’s sample: what is missing is told, progress is shown, and it can be removed', async () => {
  page = await openAs(browser, demo, 'billing_staff', '/audit-exports')
  await page.getByRole('button', { name: 'New export' }).click()
  await page.getByRole('button', { name: 'Order it' }).click()
  await page.getByText('must be a month: 2026-10').waitFor()
  await ordered('Sample Readers', async () => {
    await page.getByLabel('Month', { exact: true }).fill('2026-10')
    await page.getByLabel('Months without a claim too, as they are judged now').check()
    await page.getByLabel('At random: how many').fill('3')
    await page.getByLabel('Seed').fill('7')
    await page.getByLabel('Numbers instead of names, and no free text').check()
    await page.getByLabel(/^Leave patients out/).check()
  })
  await panel('Sample Readers').getByText('3 at random by seed 7').waitFor()
  const zip = await downloaded('Sample Readers')
  expect(packetsIn(zip).every(({ pseudonymized }) => pseudonymized)).toBe(true)
  await panel('Sample Readers')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await panel('Sample Readers').waitFor({ state: 'detached' })
})

/** In the page: a proven month becomes a claim; its number. */
async function emitOne(month: string): Promise<string> {
  const { rows } = await (await fetch(`/api/months/${month}`)).json()
  const proven = rows.findLast(({ outcome }: { outcome: string }) => outcome === 'bill')
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'one-for-an-audit' }
  const body = JSON.stringify({ month, patients: [proven.patient] })
  const { results } = await (await fetch('/api/claims', { method: 'POST', headers, body })).json()
  return results[0].claim
}
