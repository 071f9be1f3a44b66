/**
 * Six calendar months without care end an episode by themselves. Whoever comes back is found by the
 * search, enrolled again on the same chart, and their first month is an initial month again.
 */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { type OwnClinic, openClinic } from '../../support/own-clinic.ts'
import { contact, enroll } from './hands.ts'

let browser: Browser
let clinic: OwnClinic
beforeAll(async () => {
  browser = await openBrowser()
  clinic = await openClinic(browser, '2026-10-19')
})
afterAll(async () => {
  await clinic?.close()
  await browser?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await clinic.pictures('test-results')
})

const patiently = { timeout: 240_000 }
/** Where the patient's chart stands. */
let chart: string
const day = async (date: string, time: string): Promise<void> => {
  await clinic.evening()
  clinic.at(date, time)
}

test('October: the last that is heard of them for a long time', patiently, async () => {
  const page = await clinic.enters('cm-halloran', '/enroll')
  chart = await enroll(page, {
    family: 'Wexcombe',
    given: 'Tadeo',
    mrn: '2000004',
    visitOn: '2026-10-12',
    answers: '222222220',
  })
  await clinic.pass(50)
  await contact(page, { minutes: 40, kind: 'Assessment', how: 'In person' })
})

test('April: the sixth month without care is said before it is over', patiently, async () => {
  await day('2027-04-12', '10:00')
  const page = await clinic.enters('cm-halloran', chart)
  await page.locator('.flags', { hasText: 'E1' }).waitFor()
  expect(await page.locator('.identity').innerText()).toContain('Active')
})

test('May: the episode has ended by itself, on the last day of April', patiently, async () => {
  await day('2027-05-10', '10:00')
  const page = await clinic.enters('cm-halloran', chart)
  await page.getByRole('link', { name: 'Enroll again' }).waitFor()
  expect(await page.locator('.identity').innerText()).not.toContain('Active')
  const caseload = await clinic.enters('cm-halloran', '/caseload')
  await caseload.getByRole('heading', { name: 'Caseload' }).waitFor()
  await caseload.waitForLoadState('networkidle')
  expect(await caseload.getByRole('link', { name: 'Wexcombe, Tadeo' }).count()).toBe(0)
})

test('they are found, and enrolled again on the same chart', patiently, async () => {
  const page = await clinic.enters('cm-halloran', '/enroll')
  await page.getByRole('link', { name: 'Begin' }).click()
  await page.getByLabel('Family name').fill('Wexcombe')
  await page.getByLabel('Given name').fill('Tadeo')
  await page.getByRole('link', { name: 'enroll again' }).click()
  await page.getByText('six months without care have ended it by themselves').waitFor()
  await page.getByText('Consent of 19 Oct 2026, in force').waitFor()
  await page.getByText('Initiating visit of 12 Oct 2026').waitFor()
  const next = () => page.getByRole('button', { name: 'Next' }).click()
  for (const step of ['Referral', 'Consent', 'Team', 'Diagnosis', 'Baseline']) {
    await next()
    await page.getByRole('heading', { level: 2, name: new RegExp(step) }).waitFor()
  }
  await page.getByLabel('Answers in order').fill('222222210')
  await next()
  await page.getByRole('button', { name: 'Enroll', exact: true }).click()
  await page.getByText('Wexcombe, Tadeo is enrolled').waitFor()
  await page.getByRole('link', { name: 'Open the chart' }).click()
  await page.getByRole('tab', { name: 'Enrollment' }).click()
  expect(new URL(page.url()).pathname).toBe(chart)
  expect(await page.locator('.identity').innerText()).toContain('Active')
  await page.getByText('Closed 30 Apr 2027').or(page.getByText('30 Apr 2027')).first().waitFor()
})

test('the first month is an initial month again', patiently, async () => {
  await clinic.evening()
  clinic.at('2027-05-10', '12:00')
  const page = await clinic.enters('cm-halloran', chart)
  await contact(page, { minutes: 40, kind: 'Assessment', how: 'Phone' })
  await page.getByRole('link', { name: 'Billing month' }).click()
  await page.getByText('40 minutes count').waitFor()
  expect(await page.locator('#outcome').innerText()).toMatch(/On hold 99492/)
  const missing = await page.locator('.elements > li.unmet h3').allInnerTexts()
  expect(missing.join()).toContain('Treatment plan')
  expect(missing.join()).not.toContain('Consent')
  expect(await page.locator('.reasons').innerText()).not.toContain('gap')
})
