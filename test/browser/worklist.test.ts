/** The worklist in a real browser: what it says, and a day's work done from it, mostly by keys. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  axeFaultsInBothThemes,
  type Demo,
  mishaps,
  openDemo,
  prefersAlone,
} from '../support/demo.ts'
import { chartOf, chosenLine, chosenPatient, goTo, openWorklist, press } from './worklist-hands.ts'

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

const contactForm = () => page.getByRole('form', { name: 'Contact' })

describe('what it says', () => {
  test('groups by kind of work with counts, safety first; every line says why and since', async () => {
    page = await openWorklist(browser, demo)
    const headings = await page.locator('.work-kind').allTextContents()
    expect(headings[0]).toMatch(/^Safety \d+$/)
    expect(headings.every((text) => /\d+$/.test(text))).toBe(true)
    const first = page.locator('.work-row').first()
    expect(await first.locator('.flag').first().textContent()).toMatch(/^S\d$/)
    expect(await first.locator('.who').textContent()).toMatch(/, .*\d+ · MRN \d+/)
    expect(await first.locator('.because').textContent()).not.toBe('')
    expect(await first.locator('.waiting, .since').first().textContent()).toMatch(/since |Waits /)
    expect(await first.locator('.score-cell').textContent()).toContain('target')
  })

  test('beside it stand the chosen patient’s last scores and last note', async () => {
    page = await openWorklist(browser, demo)
    const side = page.getByRole('complementary', { name: 'The chosen patient' })
    await side.getByRole('heading', { name: 'Last note' }).waitFor()
    expect(await side.locator('.last-scores tbody tr').count()).toBeGreaterThan(0)
  })

  test.for([
    [1366, 768],
    [1024, 768],
  ] as const)('at %d × %d nothing is cut off sideways', async ([width, height]) => {
    page = await openWorklist(browser, demo, { viewport: { width, height } })
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main, .work, .side')]
        .filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => box.className),
    )
    expect(wide).toEqual([])
  })

  test('nothing for axe to find, in light and in dark, with a form open', async () => {
    page = await openWorklist(browser, demo)
    await page.getByRole('heading', { name: 'Last note' }).waitFor()
    await press(page, 'c')
    await contactForm().waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  }, 240_000)

  test('a list that fails says so and is asked for again; an empty one says what will come', async () => {
    page = await openWorklist(browser, demo)
    await page.route('**/api/worklist', (route) => route.abort())
    await page.reload()
    await page.getByRole('alert').getByText('does not answer').waitFor()
    await page.unroute('**/api/worklist')
    await page.route('**/api/worklist', (route) => route.fulfill({ json: { items: [], rows: [] } }))
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Nothing is due.').waitFor()
  })
})

describe('by keys', () => {
  test('j and k walk the list, Enter opens the patient', async () => {
    page = await openWorklist(browser, demo)
    const ids = await page
      .locator('.work-row')
      .evaluateAll((rows) =>
        rows.slice(0, 3).map((row) => (row instanceof HTMLElement ? row.dataset['id'] : undefined)),
      )
    await press(page, 'j', 'j', 'k')
    expect(await chosenLine(page).getAttribute('data-id')).toBe(ids[1])
    const patient = await chosenPatient(page)
    await press(page, 'Enter')
    await page.waitForURL(`**/patients/${patient}`)
  })

  test('single keys rest where somebody has turned them off', async () => {
    page = await openWorklist(browser, demo)
    await prefersAlone(page)
    const before = await chosenLine(page).getAttribute('data-id')
    await press(page, '?')
    await page.getByLabel('Single keys').uncheck()
    await press(page, 'Escape', 'j', 'c')
    expect(await chosenLine(page).getAttribute('data-id')).toBe(before)
    expect(await contactForm().count()).toBe(0)
  })

  test('a contact with its minutes takes at most 25 strokes from the list to saved', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Contacts/)
    const patient = await chosenPatient(page)
    const before = (await chartOf(page, patient)).activities.length
    let strokes = await press(page, 'c', '1', '5', 'Tab', 'y', 'Tab', 'p', 'Tab')
    await page.keyboard.press('Tab') // past the button of the timer
    strokes += 1 + (await press(page, ...'Slept well', 'Enter'))
    await page.getByText('Saved: contact, 15 min').waitFor()
    expect(strokes).toBeLessThanOrEqual(25)
    const { activities } = await chartOf(page, patient)
    expect(activities).toHaveLength(before + 1)
    const added = activities.find(({ note }) => note === 'Slept well')
    expect(added).toMatchObject({ kind: 'follow_up', reached: true, modality: 'phone' })
    const note = page.getByLabel('Note for the record of the clinic')
    expect(await note.inputValue()).toMatch(/\(15 min\), by phone\.\nPatient reached\.\nSlept well/)
  })
})

describe('what was entered', () => {
  const fill = async (note: string): Promise<void> => {
    await press(page, 'c')
    await contactForm().getByLabel('Minutes').fill('10')
    await contactForm().getByRole('radio', { name: 'No', exact: true }).check()
    await contactForm().getByRole('radio', { name: 'Phone' }).check()
    await contactForm().getByLabel('Note').fill(note)
  }

  test('can be undone for ten seconds: it stays on record as entered in error', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Minutes/)
    const patient = await chosenPatient(page)
    await fill('To be undone')
    await press(page, 'Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator('.done-bar').count()).toBe(0)
    const { activities, withdrawals } = await chartOf(page, patient)
    expect(activities.filter(({ note }) => note === 'To be undone')).toEqual([])
    expect(withdrawals.at(-1)).toMatchObject({ record: 'activities' })
  })

  test('a double click makes one record', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Minutes/)
    const patient = await chosenPatient(page)
    await fill('Only once')
    await page.getByRole('button', { name: 'Save contact' }).dblclick()
    await page.getByText('Saved: contact, 10 min').waitFor()
    const { activities } = await chartOf(page, patient)
    expect(activities.filter(({ note }) => note === 'Only once')).toHaveLength(1)
  })

  test('whoever types faster than the clock of the clinic comes is not told that minutes are missing', async () => {
    page = await openWorklist(browser, demo)
    await page.route('**/api/session', async (route) => {
      await wait(2_000)
      await route.continue()
    })
    await goTo(page, /^Minutes/)
    await fill('Typed before the clock came')
    await press(page, 'Enter')
    await page.getByText('Saved: contact, 10 min').waitFor()
    await page.unrouteAll({ behavior: 'wait' })
  })

  test('a lost connection loses nothing typed, and trying again makes one record', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Minutes/)
    const patient = await chosenPatient(page)
    await fill('Typed without a connection')
    // it reaches the server, but the answer is lost
    await page.route('**/records/activities', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await press(page, 'Enter')
    await page.getByText('What you typed is still here.').waitFor()
    expect(await contactForm().getByLabel('Note').inputValue()).toBe('Typed without a connection')
    await page.unroute('**/records/activities')
    await press(page, 'Enter')
    await page.getByText('Saved: contact, 10 min').waitFor()
    const { activities } = await chartOf(page, patient)
    expect(activities.filter(({ note }) => note === 'Typed without a connection')).toHaveLength(1)
  })

  test('Escape leaves, and what was typed is there when one comes back', async () => {
    page = await openWorklist(browser, demo)
    await press(page, 'c')
    await contactForm().getByLabel('Note').fill('Half a sentence')
    await press(page, 'Escape')
    expect(await contactForm().count()).toBe(0)
    await press(page, 'c')
    expect(await contactForm().getByLabel('Note').inputValue()).toBe('Half a sentence')
    await page.getByRole('button', { name: 'Start afresh' }).click()
    expect(await contactForm().getByLabel('Note').inputValue()).toBe('')
  })

  test('what was typed before the kept forms have come is not lost to them', async () => {
    page = await openWorklist(browser, demo)
    await page.route('**/api/drafts', async (route) => {
      const old = await route.fetch()
      await wait(1_500)
      await route.fulfill({ response: old })
    })
    await page.reload()
    await page.locator('.work-row').first().waitFor()
    await press(page, 'c')
    await contactForm().getByLabel('Note').fill('Typed too soon')
    await press(page, 'Escape')
    await wait(3_500) // whatever was on its way has come
    await press(page, 'c')
    expect(await contactForm().getByLabel('Note').inputValue()).toBe('Typed too soon')
    await page.getByRole('button', { name: 'Start afresh' }).click()
    await page.unrouteAll({ behavior: 'wait' })
  })

  test('a timer runs on the server: it is there after a reload, and ends with the contact', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Reviews/)
    await press(page, 'c')
    await page.getByRole('button', { name: 'Start the timer' }).click()
    await page.getByRole('timer').waitFor()
    await page.reload()
    await page.locator('.work-row').first().waitFor()
    await goTo(page, /^Reviews/)
    await press(page, 'c')
    await page.getByRole('timer').waitFor()
    await contactForm().getByRole('radio', { name: 'No', exact: true }).check()
    await contactForm().getByRole('radio', { name: 'Video' }).check()
    await press(page, 'Enter')
    await page.getByText('Saved: contact, 1 min').waitFor()
    const timer = async () => (await page.request.get(`${demo.address}/api/timer`)).json()
    await expect.poll(timer).toEqual({ running: null })
  })
})

describe('putting off, and asking', () => {
  test('the next contact is rescheduled with a reason', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Contacts/)
    const patient = await chosenPatient(page)
    await chosenLine(page)
      .getByRole('button', { name: /^Reschedule/ })
      .click()
    const form = page.getByRole('form', { name: 'Reschedule the next contact' })
    await form.getByRole('button', { name: '2 weeks' }).click()
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('a reason are needed').waitFor()
    await form.getByLabel('Reason').fill('Away with family')
    await press(page, 'Enter')
    await page.getByText('Saved: next contact 16 Nov 2026').waitFor()
    const { planned_contacts } = await chartOf(page, patient)
    expect(planned_contacts.at(-1)).toMatchObject({
      due_on: '2026-11-16',
      reason: 'Away with family',
    })
  })

  test('a flag is snoozed with a day and a reason; one of safety is not even offered', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Safety/)
    await chosenLine(page)
      .getByRole('button', { name: /^Snooze/ })
      .click()
    const offered = await page.getByLabel('Flag').locator('option').allTextContents()
    expect(offered.filter((text) => text.startsWith('S'))).toEqual([])
  })

  test('r asks the consultant', async () => {
    page = await openWorklist(browser, demo)
    await goTo(page, /^Scores/)
    const patient = await chosenPatient(page)
    await press(page, 'r', ...'Augment?', 'Enter')
    await page.getByText('Saved: question for the next review').waitFor()
    const { questions } = await chartOf(page, patient)
    expect(questions.at(-1)).toMatchObject({ question: 'Augment?', settled_on: null })
  })
})
