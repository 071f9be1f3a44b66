/**
 * The answer about self-harm is not zero: the steps stand there at once, everybody sees it, and
 * nothing but an assessment with its disposition takes it away.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { axeFaultsInBothThemes } from '../../support/demo.ts'
import { type OwnClinic, openClinic } from '../../support/own-clinic.ts'
import { enroll, score } from './hands.ts'

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
const steps = (page: Page) => page.getByRole('region', { name: /Now: self-harm/ })
const isFlagged = (page: Page) =>
  page.locator('.flags .safety', { hasText: 'S1' }).first().waitFor()

test('from the ninth answer to a disposition', patiently, async () => {
  const page = await clinic.enters('cm-halloran', '/enroll')
  const chart = await enroll(page, {
    family: 'Larkmoor',
    given: 'Ida',
    mrn: '2000002',
    visitOn: '2026-10-12',
    answers: '222222220',
  })

  await clinic.evening()
  clinic.at('2026-10-26', '10:00')
  const call = await clinic.enters('cm-halloran', chart)
  await answerPositively(call)
  await isFlagged(call)
  await steps(call).getByText('988', { exact: false }).first().waitFor()
  await everybodySees()

  await aLaterScoreChangesNothing(chart)
  await norDoesTakingTheScoreBack(chart)
  await norCanTheEpisodeBeClosed(chart)
  await onlyTheDispositionDoes(chart)
})

/** The steps open with the digit, before anything is saved, and wait to be acknowledged. */
async function answerPositively(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Score', exact: true }).click()
  const form = page.locator('.score-form')
  await form.locator('.item').first().waitFor()
  await page.keyboard.type('222222221')
  const now = form.getByRole('alert', { name: /Self-harm item positive/ })
  await now.getByText('988', { exact: true }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await form.getByRole('button', { name: 'Save score' }).click()
  await form.getByText(/^Saved\./).waitFor()
  await now.getByRole('button', { name: 'I am acting on this' }).click()
  await form.waitFor({ state: 'detached' })
}

/** First on the worklist of whoever covers, first on the agenda, and on the caseload. */
async function everybodySees(): Promise<void> {
  const worklist = await clinic.enters('cm-halloran', '/worklist')
  await worklist.getByRole('heading', { name: /^Safety 1/ }).waitFor()
  expect(await worklist.locator('.work-row').first().locator('.flag').first().innerText()).toBe(
    'S1',
  )
  const agenda = await clinic.enters('pc-weissbrodt', '/review')
  await agenda.locator('.agenda li').first().getByText('Ida Larkmoor').waitFor()
  expect(await agenda.locator('.agenda li').first().innerText()).toContain('S1')
  const caseload = await clinic.enters('bp-okonwo', '/caseload')
  await caseload.locator('tbody tr', { hasText: 'Larkmoor' }).getByText('S1').first().waitFor()
}

async function aLaterScoreChangesNothing(chart: string): Promise<void> {
  await clinic.evening()
  clinic.at('2026-10-28', '10:00')
  const page = await clinic.enters('cm-halloran', chart)
  await score(page, '111111110')
  await page.reload()
  await isFlagged(page)
}

async function norDoesTakingTheScoreBack(chart: string): Promise<void> {
  const page = await clinic.enters('cm-halloran', `${chart}?tab=history`)
  const line = page.locator('.history li', { hasText: '2 2 2 2 2 2 2 2 1' })
  await line.getByRole('button', { name: 'In error' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Typed for somebody else')
  await page.getByRole('button', { name: 'Mark as entered in error' }).click()
  await line.waitFor({ state: 'detached' })
  await page.reload()
  await isFlagged(page)
}

async function norCanTheEpisodeBeClosed(chart: string): Promise<void> {
  const page = await clinic.enters('cm-halloran', `${chart}/close`)
  await page.getByText('This episode cannot be closed yet.').waitFor()
  expect(await page.getByRole('button', { name: 'Close the episode' }).count()).toBe(0)
}

async function onlyTheDispositionDoes(chart: string): Promise<void> {
  const page = await clinic.enters('cm-halloran', chart)
  await steps(page).getByLabel('Ideation').fill('Passing thoughts, none today')
  await steps(page).getByLabel('Risk tier').selectOption('low')
  await steps(page).getByRole('button', { name: 'Save' }).click()
  // an assessment without what was decided is not the end of it
  await page.getByText('not documented').waitFor()
  await isFlagged(page)
  await page.getByRole('button', { name: /^Amend assessment/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Disposition').fill('Stays with her sister; call tomorrow at nine')
  await dialog.getByLabel('Reason').fill('Decided with the practitioner')
  await dialog.getByRole('button', { name: 'Save the change' }).click()
  await dialog.waitFor({ state: 'detached' })
  await steps(page).waitFor({ state: 'detached' })
  expect(await page.locator('.flags').innerText()).not.toContain('S1')
}
