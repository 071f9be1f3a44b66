/** Rating scales entered in a real browser: by keys alone, nothing presumed, item 9 never missed. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { axeFaultsInBothThemes, type Demo, mishaps, openDemo } from '../support/demo.ts'
import { chartOf, chosenPatient, goTo, openWorklist, press } from './worklist-hands.ts'

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

const form = () => page.locator('.score-form')
const verdict = () => form().locator('.verdict')
const checked = () => form().locator('.item input:checked').count()

async function openForm(kind = /^Scores/): Promise<string> {
  page = await openWorklist(browser, demo)
  await goTo(page, kind)
  const patient = await chosenPatient(page)
  await press(page, 's')
  await form().waitFor()
  return patient
}
const lastScore = async (patient: string) => {
  const { scores } = await chartOf(page, patient)
  return scores.find(({ administered_on, mode }) => administered_on === '2026-11-02' && !mode)
}

describe('by keys alone', () => {
  test('a PHQ-9 takes at most 12 strokes from the list to saved', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Scores/)
    const patient = await chosenPatient(page)
    const strokes = await press(page, 's', ...'212101020', 'Enter')
    await page.getByText('Saved: PHQ-9').waitFor()
    expect(strokes).toBeLessThanOrEqual(12)
    expect(await lastScore(patient)).toMatchObject({
      instrument: 'phq-9',
      items: '2 1 2 1 0 1 0 2 0',
      difficulty: null,
    })
    const note = await page.getByLabel('Note for the record of the clinic').inputValue()
    expect(note).toContain('PHQ-9, 2 Nov 2026: 9 (mild).')
    expect(note).toContain('Item 9: negative.')
  })

  test('nothing is filled in; the sum grows, then total, band and change stand there', async () => {
    await openForm(/^Reviews/)
    expect(await checked()).toBe(0)
    await press(page, ...'22')
    expect(await verdict().textContent()).toMatch(/^4 so far, 7 items to go/)
    await press(page, ...'2222220')
    expect(await verdict().textContent()).toMatch(/^16\s+moderately severe.*than baseline/)
  })

  test('a period leaves a blank, Backspace goes back, a digit too high is no answer', async () => {
    await openForm(/^Reviews/)
    await press(page, '3', '7', '.', '1', 'Backspace', '2', ...'111110')
    expect(await form().locator('.item.blank').count()).toBe(1)
    expect(await form().locator('.item.blank').getAttribute('data-item')).toBe('2')
    expect(await verdict().textContent()).toMatch(/^~11\s+moderate prorated, 1 item blank/)
  })

  test('items without an answer are saved as blanks only when asked a second time', async () => {
    await openForm(/^Reviews/)
    await press(page, 'Enter')
    await form().getByText('Nothing is answered yet').waitFor()
    await press(page, ...'1111', 'Enter')
    await form().getByText('5 items without an answer').waitFor()
    expect(await form().count()).toBe(1)
  })

  test('the difficulty question comes last and is kept with the score', async () => {
    await openForm(/^Reviews/)
    await press(page, ...'1111111102')
    expect(await form().locator('[data-item="–"] input').nth(2).isChecked()).toBe(true)
    expect(await verdict().textContent()).toMatch(/^8\s+mild/)
  })
})

describe('item 9', () => {
  test('at 1 or more it opens the risk steps at once; they stay until acknowledged', async () => {
    const patient = await openForm(/^Relapse/)
    await press(page, ...'000000001')
    const steps = form().getByRole('alert', { name: /Self-harm item positive/ })
    await steps.getByText('988', { exact: true }).waitFor()
    expect(await steps.getByRole('link').getAttribute('href')).toContain(`${patient}?tab=risk`)
    await press(page, 'Escape')
    expect(await steps.count()).toBe(1)
    expect(await steps.getByRole('button').evaluate((one) => one === document.activeElement)).toBe(
      true,
    )
    await form().getByRole('button', { name: 'Save score' }).click()
    await form()
      .getByText(/^Saved\./)
      .waitFor()
    await press(page, 'Escape')
    expect(await steps.count()).toBe(1)
    await steps.getByRole('button', { name: 'I am acting on this' }).click()
    expect(await form().count()).toBe(0)
    const safety = page.locator('.work-row').filter({ has: page.locator(`a[href$="${patient}"]`) })
    await expect.poll(() => safety.first().locator('.flag').first().textContent()).toBe('S1')
  })

  test('an answer taken back does not take the steps away', async () => {
    await openForm(/^Reviews/)
    await press(page, ...'000000002')
    const steps = form().getByRole('alert', { name: /Self-harm item positive/ })
    await steps.waitFor()
    await press(page, 'Backspace', '0')
    expect(await steps.count()).toBe(1)
  })
})

describe('texts and rights', () => {
  const choose = (name: string) => form().getByLabel('Scale').selectOption({ label: name })

  test('the official wording, in English and in Spanish, with its credit line', async () => {
    await openForm(/^Reviews/)
    await form().getByText('Little interest or pleasure in doing things').waitFor()
    await form().getByLabel('Language').selectOption('es')
    await form().getByText('Poco interés o placer en hacer cosas').waitFor()
    await form()
      .getByText(/Robert L\. Spitzer/)
      .waitFor()
  })

  test.for([
    ['EPDS', 'Item 10'],
    ['PCL-5', null],
    ['PHQ-9M', 'Item 9'],
  ] as const)('%s shows none of its text and takes a total', async ([name, question]) => {
    await openForm(/^Reviews/)
    await choose(name)
    await form()
      .getByLabel(/^Total, /)
      .waitFor()
    expect(await form().locator('.asks').count()).toBe(question === null ? 0 : 1)
    if (question !== null) await form().getByText(question, { exact: true }).waitFor()
  })

  test('a GAD-7 in Spanish is not translated: its total alone, or English', async () => {
    await openForm(/^Reviews/)
    await choose('GAD-7')
    await form().getByLabel('Language').selectOption('es')
    await form()
      .getByText(/GAD-7 has no text in es here/)
      .waitFor()
    await form()
      .getByLabel(/^Total, 0 to 21/)
      .fill('28')
    await form().getByText('Expected: a whole total from 0 to 21.').waitFor()
  })
})

test('a score half typed is there when one comes back, and said to be old', async () => {
  await openForm(/^Contacts/)
  await press(page, ...'123', 'Escape')
  expect(await form().count()).toBe(0)
  await press(page, 's')
  expect(await checked()).toBe(3)
  await form().getByRole('button', { name: 'Start afresh' }).click()
  expect(await checked()).toBe(0)
})

test('nothing for axe to find on the form, also with the risk steps open', async () => {
  await openForm(/^Reviews/)
  await press(page, ...'1.1111113')
  await form().getByRole('alert').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
}, 240_000)
