/** Taking a patient in, as a care manager does it: searched first, left, taken up again, enrolled. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFaultsInBothThemes, type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

let browser: Browser
let demo: Demo
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  demo = await openDemo()
})
afterAll(() => browser.close())
afterEach(async () => {
  expect(mishaps.get(page)).toEqual([])
  await page.context().close()
})

const next = () => page.getByRole('button', { name: 'Next' }).click()
const heading = (says: string) => page.getByRole('heading', { name: says, level: 2 }).waitFor()
const kept = () => page.getByText('Kept: you can leave').waitFor()
const needs = () => page.getByRole('complementary', { name: /For the first claim/ })

/** The whole flow with the least that a claim needs; each step is looked at before it is left. */
async function typeEverything(mrn: string): Promise<void> {
  await page.getByLabel('Family name').fill('Quillfeather')
  await page.getByLabel('Given name').fill('Zora')
  await page.getByLabel('Birth date').fill('1987-04-09')
  await page.getByLabel('MRN').fill(mrn)
  await page.getByText('Nobody with this name').waitFor()
  await next()
  await heading('2. Referral and visit')
  await page.getByLabel('Clinic').selectOption({ index: 1 })
  await page
    .getByLabel('Referred by')
    .selectOption({ label: 'Adaeze Okonwo, billing practitioner' })
  const visit = page.getByRole('region', { name: 'Initiating visit' })
  await visit.getByLabel('Day').fill('2026-10-20')
  await visit.getByLabel('With').selectOption({ label: 'Adaeze Okonwo, billing practitioner' })
  await visit.getByLabel('Code of the visit').fill('99214')
  await next()
  await heading('3. Consent')
  await page.getByLabel('Agreed').check()
  for (const part of ['Permission to consult', 'for visits', 'between visits'])
    await page.getByLabel(part).check()
  await page
    .getByLabel('Names the practitioner')
    .selectOption({ label: 'Adaeze Okonwo, billing practitioner' })
  await next()
  await heading('4. Team')
  await page.getByLabel('Psychiatric consultant').selectOption({ index: 1 })
  await page.getByLabel('Billing practitioner').selectOption({ label: 'Adaeze Okonwo' })
  await next()
  await heading('5. Diagnosis and coverage')
  await page.getByLabel('Principal diagnosis').fill('F33.1')
  await page.getByLabel('Payer').selectOption({ index: 1 })
  await page.getByLabel('Covered from').fill('2026-01-01')
  await next()
  await heading('6. Baseline score')
  await page.getByLabel('Answers in order').fill('221122100')
  await page.getByText('Total 11').waitFor()
  await next()
  await heading('7. Check and enroll')
}

/** The episode ends again, so that other tests find the clinic as it was. */
async function closed(chart: string): Promise<void> {
  await page.goto(`${chart}/close`)
  await page.getByLabel('Why it ends').selectOption('withdrew')
  await page.getByLabel('Reason').fill('moved away on the very day')
  await page.getByRole('button', { name: 'Close the episode' }).click()
  await expect.poll(() => page.url()).not.toMatch(/close$/)
  await page.goto(`${chart}/close`)
  await page.getByText('No episode of this patient is open.').waitFor()
}

/** A patient of the care manager's with or without a self-harm item that waits, the newest first. */
async function newest(waiting: boolean): Promise<string> {
  const answer = await page.request.get(`${demo.address}/api/caseload`)
  const { rows } = (await answer.json()) as CaseloadView
  const [first] = rows
    .filter(({ row }) => row.flags.some(({ id }) => id === 'S1') === waiting)
    .toSorted((a, b) => a.row.weeks - b.row.weeks)
  return first!.patient
}

describe('closing an episode', () => {
  test('is refused in a plain sentence while a self-harm item waits for its disposition', async () => {
    page = await openAs(browser, demo, 'care_manager', '/account')
    const patient = await newest(true)
    await page.goto(`${demo.address}/patients/${patient}/close`)
    await page.getByText('This episode cannot be closed yet.').waitFor()
    expect(await page.getByRole('button', { name: 'Close the episode' }).count()).toBe(0)
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  })

  test('says what becomes of open work, and asks for a relapse plan where goals are met', async () => {
    page = await openAs(browser, demo, 'care_manager', '/account')
    const patient = await newest(false)
    await page.goto(`${demo.address}/patients/${patient}/close`)
    await page.getByRole('heading', { name: 'What is open, and what becomes of it' }).waitFor()
    await page.getByLabel('Why it ends').selectOption('goals_met')
    await page.getByText('there is no relapse-prevention plan yet').waitFor()
    await page.getByRole('button', { name: 'Close the episode' }).click()
    await page.getByText('Make the plan, or tick this.').waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  })
})

describe('enrolling', () => {
  test('from the search to what the first claim still needs', async () => {
    page = await openAs(browser, demo, 'care_manager', '/enroll')
    await page.getByRole('link', { name: 'Begin' }).click()
    await heading('1. Who')
    await typeEverything('E-2000001')
    await expect.poll(() => needs().getByRole('heading').innerText()).toContain('all told')
    await page.getByRole('button', { name: 'Enroll', exact: true }).click()
    await page.getByRole('heading', { name: /Quillfeather, Zora is enrolled/ }).waitFor()
    await page.getByRole('heading', { name: /Still missing for the first claim/ }).waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByRole('link', { name: 'Open the chart' }).click()
    await page
      .getByRole('heading', { name: /Quillfeather/ })
      .first()
      .waitFor()
    expect(await page.title()).not.toContain('Quillfeather')
    await closed(page.url())
  })

  test('left in the middle and taken up again by the same person', async () => {
    page = await openAs(browser, demo, 'care_manager', '/enroll/enroll-0left0')
    await page.getByLabel('Family name').fill('Ottervale')
    await page.getByLabel('Birth date').fill('1990-01-31')
    await kept()
    await page.goto(`${demo.address}/enroll`)
    await page.getByRole('link', { name: 'Ottervale' }).click()
    await expect.poll(() => page.getByLabel('Family name').inputValue()).toBe('Ottervale')
    expect(await page.getByLabel('Birth date').inputValue()).toBe('1990-01-31')
    await page.goto(`${demo.address}/enroll`)
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('button', { name: 'Yes, discard' }).click()
    await page.getByText('Nothing is waiting.').waitFor()
  })

  test('who is known already is shown, and passed only on purpose', async () => {
    page = await openAs(browser, demo, 'care_manager', '/enroll/enroll-0known')
    const answer = await page.request.get(`${demo.address}/api/caseload`)
    const { rows } = (await answer.json()) as { rows: { row: Record<string, string> }[] }
    const { family_name = '', given_name = '', birth_date = '', mrn = '' } = rows[0]!.row
    await page.getByLabel('Family name').fill(family_name)
    await page.getByLabel('Given name').fill(given_name)
    await page.getByLabel('Birth date').fill(birth_date)
    await page.getByLabel('MRN').fill('E-2000009')
    await page.getByText(`MRN ${mrn}`).waitFor()
    await next()
    await page.getByText('Say that you have looked').waitFor()
    await page.getByLabel('I have looked').check()
    await next()
    await heading('2. Referral and visit')
  })

  test('a step that lacks something says so at the field', async () => {
    page = await openAs(browser, demo, 'care_manager', '/enroll/enroll-0lacks')
    await next()
    const field = page.getByLabel('Family name')
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
    await page.getByText('is needed').first().waitFor()
  })

  test('the words to say are there in Spanish', async () => {
    page = await openAs(browser, demo, 'care_manager', '/enroll/enroll-0words')
    await page.getByRole('button', { name: '3 Consent' }).click()
    await page.getByRole('button', { name: 'Español' }).click()
    await page.locator('[lang=es]').getByText('¿Está de acuerdo?').waitFor()
  })
})
