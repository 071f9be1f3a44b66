/**
 * A weekly review with ten cases: there is time for ten and not for all, the minutes of the cases
 * stay within the meeting, and whoever had no turn comes back next week with more weight.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { demoChanges } from '../../../db/seed/index.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import { openBrowser } from '../../support/browser.ts'
import { type OwnClinic, openClinic } from '../../support/own-clinic.ts'
import { endMeeting, review, startMeeting } from './hands.ts'

const today = '2026-11-02' as CalendarDay // a day that exists
let browser: Browser
let clinic: OwnClinic
beforeAll(async () => {
  browser = await openBrowser()
  clinic = await openClinic(browser, today, demoChanges(today))
})
afterAll(async () => {
  await clinic?.close()
  await browser?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await clinic.pictures('test-results')
})

const patiently = { timeout: 240_000 }
const careManager = 'cm-halloran'
const consultant = 'pc-weissbrodt'
const names = (page: Page, list: 'first' | 'last') =>
  page.locator('.agenda ol')[list]().locator('.who').allTextContents()
/** `38 of 60 min used`: the first of the two. */
const budget = async (page: Page): Promise<number> =>
  Number.parseInt(await page.locator('.budget').innerText(), 10)
/** Nobody types them for ten cases: what was seen, and how long it took. */
const minutesOfCase = 6
/** Who had no turn in this meeting. */
let cut: readonly string[]

test('ten cases in seventy minutes, and who is left over', patiently, async () => {
  clinic.at(today, '12:00')
  const page = await clinic.enters(careManager, '/review')
  await page.getByLabel('Length of the meeting').selectOption('60')
  await page.locator('.agenda .cut').waitFor()
  const planned = await names(page, 'first')
  expect(planned.length).toBeLessThanOrEqual(12)
  expect(await budget(page)).toBeLessThanOrEqual(60)

  await startMeeting(page)
  const had: string[] = []
  for (let turn = 1; turn <= 10; turn++) {
    await clinic.pass(7)
    await page.reload() // its own clock did not pass
    if (turn === 1) await refusesMoreThanTheMeeting(page)
    had.push((await page.locator('#case a').innerText()).trim())
    await review(page, {
      saw: `Turn ${turn}: the last four weeks.`,
      kind: turn % 2 ? 'Continue' : 'Behavioral',
      ...(turn % 2 ? {} : { recommends: `Activation plan, case ${turn}.` }),
      minutes: minutesOfCase,
    })
    await expect.poll(() => budget(page)).toBe(turn * minutesOfCase)
  }
  expect(had.slice(0, planned.length)).toEqual(planned.slice(0, 10))
  expect(new Set(had).size).toBe(10)

  await endMeeting(page)
  expect(await page.locator('.ended > p').first().innerText()).toMatch(
    /12:00 to 13:1\d, 7\d minutes; 10 cases reviewed in 60 minutes/,
  )
  const listed = await page.locator('.ended tbody th').allTextContents()
  expect(listed.toSorted()).toEqual(had.toSorted())
  cut = await page.locator('.ended .over li').allTextContents()
  expect(cut.length).toBeGreaterThan(0)
  for (const name of had) expect(cut.join()).not.toContain(name)
})

/** After seven minutes nobody can have talked for ten. */
async function refusesMoreThanTheMeeting(page: Page): Promise<void> {
  await page.getByLabel('What was reviewed').fill('Too much.')
  await page.getByLabel('Continue', { exact: true }).check()
  await page.getByLabel('Minutes', { exact: true }).fill('10')
  await page.getByRole('button', { name: 'Save and next' }).click()
  await page.getByText('at most 7: the meeting has no more').waitFor()
}

test('the consultant’s own word makes it proof', patiently, async () => {
  const page = await clinic.enters(consultant, '/review')
  await page.getByRole('button', { name: /1 meeting to confirm/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /I was there/ }).click()
  await dialog.getByText('Every meeting is confirmed.').waitFor()
})

test('a week later the cut ones are back, and say that they waited', patiently, async () => {
  await clinic.evening()
  clinic.at('2026-11-09', '12:00')
  const page = await clinic.enters(careManager, '/review')
  await page.locator('.agenda .cut').waitFor()
  for (const line of await page.locator('.agenda li').all()) {
    const name = await line.locator('.who').innerText()
    const waited = await line.getByText('again', { exact: true }).count()
    expect([name, waited]).toEqual([name, cut.some((one) => one.includes(name)) ? 1 : 0])
  }
})
